/** The addresses of the site's documents. Every address is absolute and ASCII. */

import type { Site } from './config.ts';
import { encodeCursor, type Cursor } from './cursor.ts';
import { scopePath, type FeedScope, type Scope } from './scope.ts';

/** The HTML page of a feed, its home page. */
export function pageUrl(site: Pick<Site, 'url'>, scope: FeedScope): string {
  return site.url + (scope.kind === 'search' ? searchPath(scope.query) : scopePath(scope));
}

/**
 * The subscription document, or with a cursor an archive page: `…/archive/<cursor>/rss.xml`.
 * @param file file name of the format's documents
 */
export function feedUrl(site: Pick<Site, 'url'>, scope: FeedScope, file: string, page?: Cursor): string {
  if (scope.kind === 'search') return `${site.url}/search/${file}${queryString(scope.query)}`;
  const folder = page ? `archive/${encodeCursor(page)}/` : '';
  return pageUrl(site, scope) + folder + file;
}

/** The address of a subscription document with a limit. */
export const withLimit = (url: string, limit: number | undefined): string =>
  limit === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}limit=${limit}`;

/** A page of the results of a search: a path. @param page from 1 */
export const searchPath = (query: string, page = 1): string =>
  `/search${queryString(query)}${page > 1 ? `&page=${page}` : ''}`;

const queryString = (query: string): string => `?q=${encodeURIComponent(query)}`;

/** An HTML page of older articles. */
export const listPath = (scope: Scope, cursor: Cursor): string =>
  `${scopePath(scope)}archive/${encodeCursor(cursor)}/`;

/** A sitemap in the sitemap index. @param part from 1 */
export const sitemapUrl = (site: Site, part: number): string => `${site.url}/sitemaps/${part}.xml`;
