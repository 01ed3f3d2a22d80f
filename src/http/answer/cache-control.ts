/** How long each kind of resource may be kept, in one place. Times are seconds (RFC 9111, RFC 5861). */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `Cache-Control` by kind of resource. */
export const cacheControl = {
  // What lies in the archive changes only when somebody edits or deletes something old.
  archive: `public, max-age=${day}, stale-while-revalidate=${7 * day}, stale-if-error=${7 * day}`,
  page: `public, max-age=${5 * minute}, stale-while-revalidate=${hour}, stale-if-error=${day}`,
  thumbnail: `public, max-age=${day}, stale-if-error=${7 * day}`,
  /** Search engines come when they want to, and each time costs the catalog a walk through all articles. */
  sitemap: `public, max-age=${hour}, stale-if-error=${day}`,
  status: `public, max-age=${minute}`,
  /** Moves are for ever, but who moved something by mistake wants to be heard soon. */
  redirect: `public, max-age=${hour}`,
  /** What failed now may be there in a second. */
  never: 'no-store',
} as const;

/**
 * Readers poll at max-age; the feeds' ttl says the same. If everything behind the edge fails, a feed still answers.
 * @param maxAge seconds, `feedMaxAge` of the site
 */
export const feedCacheControl = (maxAge: number): string =>
  `public, max-age=${maxAge}, stale-while-revalidate=${hour}, stale-if-error=${day}`;

/**
 * That there is nothing at an address is not for clients to keep. The edge may for a moment, so that asking again and
 * again for what is not there costs nothing.
 */
export const edgeNotFoundControl = (seconds: number): Record<string, string> => ({
  'Cloudflare-CDN-Cache-Control': `public, max-age=${seconds}`,
});

/**
 * How long the edge itself keeps an answer, whatever its kind (RFC 9213): about as long as KV takes to show a change
 * everywhere. So a publish needs to purge nothing, which could only fetch back what KV still shows of old; each place
 * of the edge asks the worker about each feed once a minute at most, and readers still don't ask for 15.
 */
export const edgeCacheControl = `public, max-age=${minute}, stale-while-revalidate=${minute}, stale-if-error=${day}`;
