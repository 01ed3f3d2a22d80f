/** For how long the caches between KV and a reader may serve an earlier version, seconds. */

/** KV shows a write everywhere after about a minute (https://developers.cloudflare.com/kv/concepts/how-kv-works/). */
const kvSeconds = 60;

/** Cloudflare's cache: for how long an answer is fresh there … */
export const edgeSeconds = 60;
/** … and for how long it is served after that while a newer one is fetched. */
export const edgeStaleSeconds = 60;

/**
 * After so many seconds, no cache has a version from before a write to KV. Each cache may have been filled at the last moment
 * from the one behind it, so their times add up.
 * @param memoSeconds MEMO_SECONDS
 */
export const settledAfter = (memoSeconds: number): number =>
  kvSeconds + memoSeconds + edgeSeconds + edgeStaleSeconds;
