/** Parses the paths of requests. Names may be raw or percent-encoded, in any Unicode normalization form. */

import { encodePath, encodeSegment } from '../article/address.ts';
import { decodeCursor, type Cursor } from './cursor.ts';
import { scopePath, type Scope } from './scope.ts';

/** Invalid percent-encoding, or bytes that are not UTF-8. */
export class MalformedPath extends Error {
  override name = 'MalformedPath';
}

/** A document of a scope: its feed in one format, or without a format its HTML page; or an archive page of either. */
export interface ScopePlace<Format> {
  scope: Scope;
  format?: Format;
  /** The archive page. */
  cursor?: Cursor;
  /** The canonical path: percent-encoded once, NFC, a slash at the end of a folder. */
  canonical: string;
}

/** The segments of a path, decoded and in NFC. @throws MalformedPath */
function decodeSegments(pathname: string): string[] {
  try {
    return pathname
      .split('/')
      .slice(1)
      .map((segment) => decodeURIComponent(segment).normalize('NFC'));
  } catch {
    throw new MalformedPath(pathname);
  }
}

/** A path in canonical form: percent-encoded once, in NFC. @throws MalformedPath */
export const canonicalPath = (pathname: string): string =>
  `/${decodeSegments(pathname).map(encodeSegment).join('/')}`;

/** A path, decoded and in NFC. A `/` in a name looks like one between two names. @throws MalformedPath */
export const decodedPath = (pathname: string): string => `/${decodeSegments(pathname).join('/')}`;

/** The file name in a path, decoded; empty for a folder. @throws MalformedPath */
export const fileIn = (pathname: string): string => decodeSegments(pathname).at(-1) ?? '';

/**
 * Unifies the spellings that a client may choose and that need no redirect: `%2b`, `%2B` or `+`, raw or encoded letters.
 * If it differs from that of the canonical path, the request is redirected.
 */
export function sameSpelling(pathname: string): string {
  return pathname.replace(/%[0-9a-f]{2}|[^/]/gi, (unit) =>
    unit.length === 3 ? unit.toUpperCase() : encodeURIComponent(unit),
  );
}

/**
 * Parses the path of a scope: `/rss.xml`, `/categories/a/b/archive/…/feed.json`, `/tags/x/`, `/authors/y`.
 * @param formatOf file name → format
 * @returns undefined if the path does not belong to a scope
 * @throws MalformedPath
 */
export function scopePlace<Format>(
  pathname: string,
  formatOf: ReadonlyMap<string, Format>,
): ScopePlace<Format> | undefined {
  const segments = decodeSegments(pathname);
  const file = segments.at(-1) ?? '';
  const format = formatOf.get(file);
  // `/categories/rss.xml/` is the page of the category `rss.xml`; `/categories/rss.xml` is a feed without a category.
  const folders = format || file === '' ? segments.slice(0, -1) : segments;
  const [folder, page = ''] = folders.slice(-2);
  // A category `archive` above one that looks like a cursor is ambiguous, but unlikely.
  const cursor = folder === 'archive' ? decodeCursor(page) : undefined;
  const scope = scopeNamed(cursor ? folders.slice(0, -2) : folders);
  if (!scope) return undefined;
  const archive = cursor ? `archive/${page}/` : '';
  const canonical = scopePath(scope) + archive + (format ? file : '');
  return { scope, ...(format && { format }), ...(cursor && { cursor }), canonical };
}

function scopeNamed([folder, ...names]: string[]): Scope | undefined {
  if (folder === undefined) return { kind: 'all' };
  const [name, ...others] = names;
  if (!name || others.includes('')) return undefined;
  if (folder === 'categories') return { kind: 'category', names: [name, ...others] };
  if (others.length > 0) return undefined;
  if (folder === 'tags') return { kind: 'tag', name };
  if (folder === 'authors') return { kind: 'author', name };
  return undefined;
}

/** `/articles/a/b` → `a/b`, for any folder. Ignores slashes at the end. @throws MalformedPath */
export function addressIn(pathname: string): { address: string; canonical: string } {
  const [folder = '', ...segments] = decodeSegments(pathname);
  const address = withoutSlashesAtEnd(segments.join('/'));
  return { address, canonical: `/${encodePath(`${folder}/${address}`)}` };
}

/** A path in the form of former addresses in the catalog: decoded, no slash at the end. @throws MalformedPath */
export function formerAddressIn(pathname: string): string {
  return `/${withoutSlashesAtEnd(decodeSegments(pathname).join('/'))}`;
}

/**
 * The path of a file as the catalog has it: decoded, with a slash in front.
 * @returns undefined if it ends in a slash, as no file does
 * @throws MalformedPath
 */
export function filePathIn(pathname: string): string | undefined {
  const path = `/${decodeSegments(pathname).join('/')}`;
  return path.endsWith('/') ? undefined : path;
}

/** Not an expression, which would take quadratic time for thousands of slashes. */
export function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}
