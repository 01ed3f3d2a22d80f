/** The cache key of a URL: unknown query parameters are dropped, known ones come in a fixed order. */

import { createHash } from 'node:crypto';
import { limits } from '../../limits.ts';
import { canonicalPath, sameSpelling } from '../../site/paths.ts';

/**
 * Normalises the value of a query parameter: values that get the same answer return the same text.
 * @returns undefined if the answer is the same as without the parameter
 */
type Normalise = (value: string, pathname: string) => string | undefined;

/** Which URLs of a route share an answer. */
export interface Addressing {
  /** The query parameters that the route reads. It ignores all others. */
  reads?: Readonly<Record<string, Normalise>>;
  /** Whether each query may have an answer of its own; `reads` does not apply. */
  wholeQuery?: boolean;
  /** Whether the route redirects other spellings of a path to the canonical one, instead of answering them. */
  strict?: boolean;
}

/** Paths that `encodeURIComponent` leaves as they are. */
const plain = /^[\w\-.~!'()*/]*$/;
/** Paths that `sameSpelling` leaves as they are. */
const encoded = /^(?:[\w\-.~!'()*/]|%[0-9A-F]{2})*$/;

/**
 * Builds a function from URLs to cache keys. The host, parameters that the route does not read (`utm_source`, cache
 * busters) and the spelling of names make no difference, so URLs with the same answer share one cache entry.
 * @param routes by path, `/a/b` or `/a/*`; routes without parameters that answer all spellings may be left out
 */
export function cacheKeys(routes: ReadonlyMap<string, Addressing>): (url: string) => string {
  // Matches like the router, which compares decoded paths.
  const routeOf = (path: string): Addressing | undefined => {
    const end = path.indexOf('/', 1);
    return routes.get(path) ?? routes.get(`${end === -1 ? path : path.slice(0, end)}/*`);
  };

  function spelled(path: string): string {
    if (plain.test(path)) return path;
    // Fast path: most clients follow the links of pages and feeds.
    if (routeOf(path)?.strict && encoded.test(path)) return path;
    const canonical = canonicalPath(path);
    return routeOf(canonical)?.strict ? sameSpelling(path) : canonical;
  }

  function keyOf(url: string): string {
    const fragment = url.indexOf('#');
    const whole = fragment === -1 ? url : url.slice(0, fragment);
    // After `https://`.
    const start = whole.indexOf('/', 8);
    const end = whole.indexOf('?', start);
    if (end === -1) return spelled(whole.slice(start));
    const path = whole.slice(start, end);
    const key = spelled(path);
    const { reads, wholeQuery } = routeOf(key) ?? {};
    if (wholeQuery) return key + whole.slice(end);
    if (!reads) return key;
    const given = new URLSearchParams(whole.slice(end));
    const parameters = Object.entries(reads).flatMap(([name, normalise]) => {
      const value = given.get(name);
      const normal = value === null ? undefined : normalise(value, path);
      return normal === undefined ? [] : [`${name}=${encodeURIComponent(normal)}`];
    });
    return parameters.length === 0 ? key : `${key}?${parameters.join('&')}`;
  }

  return function cacheKeyOf(url) {
    try {
      const key = keyOf(url);
      return url.length <= limits.memoKeyLength ? key : compact(key);
    } catch {
      // A malformed path: no route gives it a cacheable answer.
      return compact(url);
    }
  };
}

/** Copies or hashes a key, so that it takes no more memory than is counted: a slice would keep the whole URL alive. */
const compact = (key: string): string =>
  key.length <= limits.memoKeyLength
    ? Buffer.from(key).toString()
    : createHash('sha256').update(key).digest('base64url');
