/** Which resource a URL asks for: the key that its answer is remembered under. */

import { createHash } from 'node:crypto';
import { limits } from '../../limits.ts';
import { canonicalPath, sameSpelling } from '../../site/paths.ts';

/**
 * How a route reads a query parameter: one spelling for all values that get the same answer.
 * @returns undefined for a value that is answered as if the parameter were absent
 */
type Reading = (value: string, pathname: string) => string | undefined;

/** Which URLs of a route ask for the same resource. */
export interface Addressing {
  /** The query parameters that the route reads; it ignores all others, and answers as if they were absent. */
  reads?: Readonly<Record<string, Reading>>;
  /** Whether the route redirects other spellings of a path, instead of answering them. */
  strict?: boolean;
}

/** Nothing that `encodeURIComponent` would change. */
const plain = /^[\w\-.~!'()*/]*$/;
/** Nothing that `sameSpelling` would change. */
const encoded = /^(?:[\w\-.~!'()*/]|%[0-9A-F]{2})*$/;

/**
 * A function from URLs to keys. All URLs that get the same answer have one key, so they neither miss what is remembered
 * nor crowd it out: the host, parameters that the route does not read (`utm_source`, a client's own number against
 * caches) and the spelling of names make no difference.
 * @param routes by their paths, `/a/b` or `/a/*`; those that read nothing and answer all spellings may be left out
 */
export function resourceKeys(routes: ReadonlyMap<string, Addressing>): (url: string) => string {
  // As the router matches them, which looks at the decoded path.
  const routeOf = (path: string): Addressing | undefined => {
    const end = path.indexOf('/', 1);
    return routes.get(path) ?? routes.get(`${end === -1 ? path : path.slice(0, end)}/*`);
  };

  function spelled(path: string): string {
    if (plain.test(path)) return path;
    // Most names are written as pages and feeds write them.
    if (routeOf(path)?.strict && encoded.test(path)) return path;
    const canonical = canonicalPath(path);
    return routeOf(canonical)?.strict ? sameSpelling(path) : canonical;
  }

  function keyOf(url: string): string {
    const fragment = url.indexOf('#');
    const whole = fragment === -1 ? url : url.slice(0, fragment);
    // Behind `https://`.
    const start = whole.indexOf('/', 8);
    const end = whole.indexOf('?', start);
    if (end === -1) return spelled(whole.slice(start));
    const path = whole.slice(start, end);
    const key = spelled(path);
    const reads = routeOf(key)?.reads;
    if (!reads) return key;
    const given = new URLSearchParams(whole.slice(end));
    const read = Object.entries(reads).flatMap(([name, reading]) => {
      const value = given.get(name);
      const spelling = value === null ? undefined : reading(value, path);
      return spelling === undefined ? [] : [`${name}=${encodeURIComponent(spelling)}`];
    });
    return read.length === 0 ? key : `${key}?${read.join('&')}`;
  }

  return function resourceOf(url) {
    try {
      const key = keyOf(url);
      return url.length <= limits.memoKeyLength ? key : compact(key);
    } catch {
      // Malformed, which no route answers with anything worth remembering.
      return compact(url);
    }
  };
}

/** A key that takes no more memory than is counted: neither a long one, nor a piece that keeps a long URL alive. */
const compact = (key: string): string =>
  key.length <= limits.memoKeyLength
    ? Buffer.from(key).toString()
    : createHash('sha256').update(key).digest('base64url');
