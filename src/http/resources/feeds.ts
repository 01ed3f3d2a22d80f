/** Feeds: `/rss.xml`, `/categories/知乎热榜/atom.xml`, `/tags/x/feed.json` … */

import { everyFormat, type FeedFormat } from '../../feed/formats.ts';
import type { Cursor } from '../../site/cursor.ts';
import type { Scope } from '../../site/scope.ts';
import { feedUrl, pageUrl, withLimit } from '../../site/urls.ts';
import { cacheControl, feedCacheControl } from '../answer/cache-control.ts';
import { NotFound } from '../answer/errors.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Representation, type Answer } from '../answer/representation.ts';
import { parameterOf, siteOf, type AppContext } from '../context.ts';
import { feedDocument } from '../documents/documents.ts';
import { invalidLimit, limitIn } from './feed-limit.ts';

export async function serveFeed(
  c: AppContext,
  scope: Scope,
  format: FeedFormat,
  cursor?: Cursor,
): Promise<Answer | NotFound | Response> {
  const limit = cursor ? undefined : limitIn(parameterOf(c, 'limit'));
  if (Number.isNaN(limit)) return invalidLimit(c);
  const document = await feedDocument(c, scope, format, { cursor, limit });
  if (!document) return noFeed;
  const site = siteOf(c);
  const headers = {
    ...publicHeaders,
    'Content-Type': everyFormat[format].type,
    'Cache-Control': cursor ? cacheControl.archive : feedCacheControl(site.feedMaxAge),
    Link: linkHeader([
      {
        href: withLimit(feedUrl(site, scope, everyFormat[format].file, cursor), limit),
        rel: 'self',
      },
      // The hub is notified of changes to the subscription document only.
      ...(site.hub && !cursor && !limit ? [{ href: site.hub, rel: 'hub' }] : []),
      { href: pageUrl(site, scope), rel: 'alternate', type: 'text/html' },
    ]),
  };
  return new Representation({ ...document, headers, payload: new Payload(document.body, document.encoding) });
}

export const noFeed = new NotFound(
  404,
  'There are no articles here yet; all feeds are listed in /feeds.opml.',
);
