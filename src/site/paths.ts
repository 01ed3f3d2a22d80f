/** From the path of a request to what it asks for. Names may stand there raw or encoded, in any normal form. */

import { encodePath, encodeSegment } from '../article/address.ts';
import { decodeCursor, type Cursor } from './cursor.ts';
import { scopePath, type Scope } from './scope.ts';

/** A path that can't be read: percent-encoding that is none, or no UTF-8 behind it. */
export class MalformedPath extends Error {
  override name = 'MalformedPath';
}

/** A document of a scope: its feed in one format, or (no format) its page for people; or a page of what is older. */
export interface ScopePlace<Format> {
  scope: Scope;
  format?: Format;
  /** The page of older articles. */
  cursor?: Cursor;
  /** The one path of this document: percent-encoded once, NFC, a slash where it belongs. */
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

/** A path as it stands in addresses: percent-encoded once, in NFC. @throws MalformedPath */
export const canonicalPath = (pathname: string): string =>
  `/${decodeSegments(pathname).map(encodeSegment).join('/')}`;

/** The file that a path leads to, decoded; empty for a folder. @throws MalformedPath */
export const fileIn = (pathname: string): string => decodeSegments(pathname).at(-1) ?? '';

/**
 * One form of the spellings that clients may choose freely, which answer at once: `%2b` or `%2B` or `+`, raw or encoded
 * letters. Where it differs from that of the canonical path, the request is sent there.
 */
export function sameSpelling(pathname: string): string {
  return pathname.replace(/%[0-9a-f]{2}|[^/]/gi, (unit) =>
    unit.length === 3 ? unit.toUpperCase() : encodeURIComponent(unit),
  );
}

/**
 * `/rss.xml`, `/categories/a/b/archive/…/feed.json`, `/tags/x/`, `/authors/y` → the document that is meant.
 * @param formatOf file name → format
 * @returns undefined where the path is none of a scope
 * @throws MalformedPath
 */
export function scopePlace<Format>(
  pathname: string,
  formatOf: ReadonlyMap<string, Format>,
): ScopePlace<Format> | undefined {
  const segments = decodeSegments(pathname);
  const file = segments.at(-1) ?? '';
  const format = formatOf.get(file);
  // `/categories/rss.xml/` is the page of a category of that name, `/categories/rss.xml` a feed of none.
  const folders = format || file === '' ? segments.slice(0, -1) : segments;
  const [folder, page = ''] = folders.slice(-2);
  // Two categories may be called `archive` and like a page of it, but nobody does that.
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

/** `/articles/a/b` → `a/b`, for any folder. A slash at the end doesn't count. @throws MalformedPath */
export function addressIn(pathname: string): { address: string; canonical: string } {
  const [folder = '', ...segments] = decodeSegments(pathname);
  const address = withoutSlashesAtEnd(segments.join('/'));
  return { address, canonical: `/${encodePath(`${folder}/${address}`)}` };
}

/** A path of the site as the catalog keeps it for former addresses: decoded, no slash at the end. @throws MalformedPath */
export function formerAddressIn(pathname: string): string {
  return `/${withoutSlashesAtEnd(decodeSegments(pathname).join('/'))}`;
}

/** An expression would look at thousands of slashes once for each of them. */
function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}
