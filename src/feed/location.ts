/** Where the documents of a feed lie. Every address is absolute and ASCII. */

import type { Site } from '../config.ts';
import { encodeCursor, type Cursor } from './archive.ts';
import type { Feed, FeedFormat } from './feed.ts';
import { scopePath, type FeedScope } from './scope.ts';

/** The file name of each format's documents. */
export const feedFiles = { rss: 'rss.xml', atom: 'atom.xml', json: 'feed.json' } as const satisfies Record<
  FeedFormat,
  string
>;

/** The page for people that a feed belongs to; the feed's home page. */
export function pageUrl(site: Site, scope: FeedScope): string {
  return site.url + (scope.kind === 'search' ? `/search${queryString(scope.query)}` : scopePath(scope));
}

/** The subscription document, or with a cursor the page of the archive: `…/archive/<cursor>/rss.xml`. */
export function feedUrl(site: Site, scope: FeedScope, format: FeedFormat, page?: Cursor): string {
  if (scope.kind === 'search') return `${site.url}/search/${feedFiles[format]}${queryString(scope.query)}`;
  const folder = page ? `archive/${encodeCursor(page)}/` : '';
  return pageUrl(site, scope) + folder + feedFiles[format];
}

const queryString = (query: string): string => `?q=${encodeURIComponent(query)}`;

/** The address that a document is fetched from, byte for byte: its rel=self. */
export function selfUrl({ site, scope, paging, limit }: Feed, format: FeedFormat): string {
  return feedUrl(site, scope, format, paging?.self) + (limit === undefined ? '' : `?limit=${limit}`);
}
