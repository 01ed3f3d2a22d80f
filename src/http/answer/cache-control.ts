/** Cache lifetimes of all resources, in seconds (RFC 9111, RFC 5861). */

import { edgeSeconds, edgeStaleSeconds } from '../../site/staleness.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `Cache-Control` by kind of resource. */
export const cacheControl = {
  // An archive page changes only when an old article is edited or deleted.
  archive: `public, max-age=${day}, stale-while-revalidate=${7 * day}, stale-if-error=${7 * day}`,
  page: `public, max-age=${5 * minute}, stale-while-revalidate=${hour}, stale-if-error=${day}`,
  thumbnail: `public, max-age=${day}, stale-if-error=${7 * day}`,
  /** A picture that changes usually gets another name. */
  file: `public, max-age=${day}, stale-if-error=${7 * day}`,
  /** Search engines come at any time, and each sitemap costs the catalog a scan of all articles. */
  sitemap: `public, max-age=${hour}, stale-if-error=${day}`,
  status: `public, max-age=${minute}`,
  /** Apps ask as often as they need to. */
  app: `public, max-age=${minute}, stale-if-error=${day}`,
  /** A move is permanent, but one made by mistake must be reversible within reasonable time. */
  redirect: `public, max-age=${hour}`,
  /** A rule that its author calls temporary (302, 303, 307). */
  temporary: `public, max-age=${minute}`,
  /** An error may be over in a second. */
  never: 'no-store',
} as const;

/**
 * Feed readers poll at max-age, which is also the `ttl` of the feeds. With `stale-if-error` the edge serves feeds even if
 * the worker fails.
 * @param maxAge seconds, `feedMaxAge` of the site
 */
export const feedCacheControl = (maxAge: number): string =>
  `public, max-age=${maxAge}, stale-while-revalidate=${hour}, stale-if-error=${day}`;

/** Lets the edge cache a 404 or 410 for some seconds, so that repeated requests cost nothing. Clients never cache it. */
export const edgeNotFoundControl = (seconds: number): Record<string, string> => ({
  'Cloudflare-CDN-Cache-Control': `public, max-age=${seconds}`,
});

/**
 * How long the edge caches any answer (RFC 9213): about as long as KV takes to show a change everywhere. So a publish
 * purges nothing, since a purge could only refetch what KV still has of the old version. Each edge location asks the
 * worker for a feed at most once a minute.
 */
export const edgeCacheControl = `public, max-age=${edgeSeconds}, stale-while-revalidate=${edgeStaleSeconds}, stale-if-error=${day}`;

/** Files at the edge: each costs two reads, and browsers keep them for a day anyway. */
export const edgeFileControl = `public, max-age=${hour}, stale-while-revalidate=${hour}, stale-if-error=${7 * day}`;
