/** Feeds: `/rss.xml`, `/categories/知乎热榜/atom.xml`, `/tags/x/feed.json` … */

import { encodeCursor, type Cursor } from '../../site/cursor.ts';
import type { FeedFormat } from '../../feed/formats.ts';
import { formatOfFile, formats } from '../../feed/formats.ts';
import { feedUrl, pageUrl } from '../../site/urls.ts';
import { scopeKey, type Scope } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import type { FeedDocument } from '../../store/documents.ts';
import { cacheControl, feedCacheControl } from '../answer/cache-control.ts';
import { Payload } from '../answer/payload.ts';
import { catalogOf, queued, parameterOf, siteOf, storeOf, type AppContext } from '../context.ts';
import { errorResponse, NotFound } from '../answer/errors.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { scopePlace } from '../../site/paths.ts';
import { Representation, type Answer } from '../answer/representation.ts';
import { firstOf, type Source } from '../documents/fallback.ts';

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
  const what = [key, format, cursor ? encodeCursor(cursor) : limit].join(' ');
  if (cursor) {
    const archived = async () => catalogOf(c).archive(key, format, cursor);
    return firstOf(['catalog', async () => queued(c, 'archive', what, archived)]);
  }
  const stored: Source<FeedDocument> = ['kv', async () => storeOf(c).feed(key, format)];
  const render = async () => catalogOf(c).feed(key, format, limit);
  // KV never holds combinations: there are too many.
  if (combines(scope)) return firstOf(['catalog', async () => queued(c, 'combination', what, render)]);
  return limit === undefined
    ? firstOf(stored, ['catalog', render])
    : firstOf(['catalog', async () => queued(c, 'limit', what, render)], stored);
}

const combines = (scope: Scope): boolean => scope.kind === 'category' && scope.names.length > 1;

export async function serveFeed(
  c: AppContext,
  scope: Scope,
  format: FeedFormat,
  cursor?: Cursor,
): Promise<Answer | NotFound | Response> {
  const limit = cursor ? undefined : limitIn(parameterOf(c, 'limit'));
  if (Number.isNaN(limit))
    return errorResponse(c, 400, `limit is a number from 1 to ${limits.limitArticles}.`);
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
      // The hub is told of changes of the subscription document only.
      ...(site.hub && !cursor && !limit ? [{ href: site.hub, rel: 'hub' }] : []),
      { href: pageUrl(site, scope), rel: 'alternate', type: 'text/html' },
    ]),
  };
  return new Representation({ ...document, headers, payload: new Payload(document.body) });
}

export const noFeed = new NotFound(
  404,
  'There is no article here (yet). All feeds are listed in /feeds.opml.',
);

/** Subscription documents read `limit`; pages, and documents of the archive, do not. */
export function readLimit(value: string, pathname: string): string | undefined {
  const { format, cursor } = scopePlace(pathname, formatOfFile) ?? {};
  return format && !cursor ? String(limitIn(value)) : undefined;
}

/** NaN for what is no number of items. */
function limitIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return limit >= 1 && limit <= limits.limitArticles ? limit : NaN;
}
