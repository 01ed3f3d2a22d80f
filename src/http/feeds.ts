/** Feeds: `/rss.xml`, `/categories/知乎热榜/atom.xml`, `/tags/x/feed.json` … */

import type { Cursor } from '../feed/archive.ts';
import type { FeedFormat } from '../feed/feed.ts';
import { formats } from '../feed/formats.ts';
import { feedUrl, pageUrl } from '../feed/location.ts';
import { scopeKey, type Scope } from '../feed/scope.ts';
import type { FeedDocument } from '../store/documents.ts';
import { cacheControl, feedCacheControl } from './caching.ts';
import { Content } from './content.ts';
import { catalogOf, siteOf, storeOf, type AppContext } from './context.ts';
import { failure } from './errors.ts';
import { linkHeader, publicAnswer } from './headers.ts';
import { Representation, type Answer } from './representation.ts';
import { firstOf, type Source } from './sources.ts';

/** Items that a reader may ask for at once (`?limit=`). */
const mostItems = 200;

/** Which document of a feed: the subscription document, or a page of the archive. */
interface Wanted {
  cursor?: Cursor | undefined;
  limit?: number | undefined;
}

/**
 * A feed's document; null: none. KV holds those of single terms. What is new, and what is asked for with a limit or of
 * the archive, is with the catalog. When that fails, more items than were asked for are better than none.
 */
export async function feedDocument(
  c: AppContext,
  scope: Scope,
  format: FeedFormat,
  { cursor, limit }: Wanted = {},
): Promise<FeedDocument | null> {
  const key = scopeKey(scope);
  if (cursor) return firstOf(['catalog', async () => catalogOf(c).archive(key, format, cursor)]);
  const stored: Source<FeedDocument> = ['kv', async () => storeOf(c).feed(key, format)];
  const rendered: Source<FeedDocument> = ['catalog', async () => catalogOf(c).feed(key, format, limit)];
  return limit === undefined ? firstOf(stored, rendered) : firstOf(rendered, stored);
}

export async function serveFeed(
  c: AppContext,
  scope: Scope,
  format: FeedFormat,
  cursor?: Cursor,
): Promise<Answer | Response> {
  const limit = cursor ? undefined : limitIn(c.req.query('limit'));
  if (Number.isNaN(limit)) return failure(c, 400, `limit is a number from 1 to ${mostItems}.`);
  const document = await feedDocument(c, scope, format, { cursor, limit });
  if (!document) return noFeedAt(c);
  const site = siteOf(c);
  const headers = {
    ...publicAnswer,
    'Content-Type': formats[format].type,
    'Cache-Control': cursor ? cacheControl.archive : feedCacheControl(site.feedMaxAge),
    Link: linkHeader([
      { href: feedUrl(site, scope, format, cursor) + (limit ? `?limit=${limit}` : ''), rel: 'self' },
      // The hub is told of changes of the subscription document only.
      ...(site.hub && !cursor && !limit ? [{ href: site.hub, rel: 'hub' }] : []),
      { href: pageUrl(site, scope), rel: 'alternate', type: 'text/html' },
    ]),
  };
  return new Representation({ ...document, headers, content: new Content(document.body) });
}

export function noFeedAt(c: AppContext): Response {
  return failure(c, 404, 'There is no article here (yet). All feeds are listed in /feeds.opml.');
}

/** NaN for what is no number of items. */
function limitIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return limit >= 1 && limit <= mostItems ? limit : NaN;
}
