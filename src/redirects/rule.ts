/** A rule of a `_redirects` file, and where it leads. */

import { encodeSegment } from '../article/address.ts';
import type { Parameters } from '../article/query-address.ts';
import { placeholder, splatName, type Captures } from './pattern.ts';

export const redirectStatuses = [301, 302, 303, 307, 308] as const;
export type RedirectStatus = (typeof redirectStatuses)[number];

/** As the catalog and KV hold it. */
export interface Rule {
  /** From 1. */
  line: number;
  /** A path as its author wrote it, without a slash at its end; it may have placeholders and a splat. */
  from: string;
  /** Parameters that the request must have; a value may be a placeholder. Absent: it may have any. */
  query?: Parameters;
  /** A path of this site that begins with `/`, or an absolute address; ASCII, with placeholders. */
  to: string;
  status: RedirectStatus;
}

/** The parts of a target: up to the query, the query with its `?`, and the fragment with its `#`. */
interface Target {
  path: string;
  query: string;
  fragment: string;
}

export function targetOf(to: string): Target {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(to) ?? [];
  return { path, query, fragment };
}

/**
 * Where a rule leads: an absolute address.
 * @param search the query of the request, which the target gets unless it has one of its own; empty, or with its `?`
 * @param slash whether the path of the request ends with a slash
 * @returns undefined if what a placeholder stands for would lead to another host than the rule says
 */
export function locationOf(
  { to, query: asked }: Rule,
  captures: Captures,
  { siteUrl, search, slash }: { siteUrl: string; search: string; slash: boolean },
): string | undefined {
  const { path, query, fragment } = targetOf(to);
  const fill = (text: string, encode: (segments: readonly string[], name: string) => string): string =>
    text.replace(placeholder, (whole, name: string) => {
      const segments = captures.get(name);
      return segments ? encode(segments, name) : whole;
    });
  const inPath = (segments: readonly string[], name: string): string =>
    segments.map(pathSegment).join('/') + (name === splatName && slash && segments.length > 0 ? '/' : '');
  const inQuery = (segments: readonly string[]): string =>
    encodeURIComponent(segments.join('/').toWellFormed());
  const filled = (base: string): string => (base.startsWith('/') ? siteUrl + base : base);
  const own = query !== '' || asked !== undefined;
  const location =
    filled(fill(path, inPath)) + (own ? fill(query, inQuery) : search) + fill(fragment, inQuery);
  return URL.parse(location)?.origin === URL.parse(filled(path))?.origin ? location : undefined;
}

/** Encodes a segment as most programs write it: what a path may hold as it is stays as it is (RFC 3986, 3.3). */
const pathSegment = (segment: string): string =>
  encodeSegment(segment).replace(/%(?:40|3A|24|26|2B|2C|3B|3D)/g, (code) => decodeURIComponent(code));
