/** Feeds: `/rss.xml`, `/categories/知乎热榜/atom.xml`, `/tags/x/feed.json` … */

import { formatOfFile, formats, type FeedFormat } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import type { Cursor } from '../../site/cursor.ts';
import { scopePlace } from '../../site/paths.ts';
import type { Scope } from '../../site/scope.ts';
import { feedUrl, pageUrl } from '../../site/urls.ts';
import { cacheControl, feedCacheControl } from '../answer/cache-control.ts';
import { errorResponse, NotFound } from '../answer/errors.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Representation, type Answer } from '../answer/representation.ts';
import { parameterOf, siteOf, type AppContext } from '../context.ts';
import { feedDocument } from '../documents/documents.ts';

export async function serveFeed(
  c: AppContext,
  scope: Scope,
  format: FeedFormat,
  cursor?: Cursor,
): Promise<Answer | NotFound | Response> {
  const limit = cursor ? undefined : limitIn(parameterOf(c, 'limit'));
  if (Number.isNaN(limit)) {
    return errorResponse(c, 400, `"limit" must be a number from 1 to ${limits.limitArticles}.`);
  }
  const document = await feedDocument(c, scope, format, { cursor, limit });
  if (!document) return noFeed;
  const site = siteOf(c);
  const headers = {
    ...publicHeaders,
    'Content-Type': formats[format].type,
    'Cache-Control': cursor ? cacheControl.archive : feedCacheControl(site.feedMaxAge),
    Link: linkHeader([
      {
        href: feedUrl(site, scope, formats[format].file, cursor) + (limit ? `?limit=${limit}` : ''),
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

/** Normalises `limit` for the cache key. Only subscription documents have one; pages and the archive ignore it. */
export function readLimit(value: string, pathname: string): string | undefined {
  const { format, cursor } = scopePlace(pathname, formatOfFile) ?? {};
  return format && !cursor ? String(limitIn(value)) : undefined;
}

/** @returns NaN for an invalid limit */
function limitIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return limit >= 1 && limit <= limits.limitArticles ? limit : NaN;
}
