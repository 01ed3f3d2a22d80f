/** `/sitemap.xml`: every page; for large sites an index of `/sitemaps/1.xml` and so on. */

import { scopeOf, type Scope } from '../feed/scope.ts';
import { renderSitemap, renderSitemapIndex, sitemapScopes, type SitemapEntry } from '../feed/sitemap.ts';
import { cacheControl } from './caching.ts';
import { catalogOf, changedAt, pathnameOf, siteOf, type AppContext } from './context.ts';
import { failure } from './errors.ts';
import { feedIndex } from './opml.ts';
import type { Answer } from './representation.ts';
import { text } from './text.ts';

export async function serveSitemap(c: AppContext): Promise<Answer> {
  const { parts, entries } = await catalogOf(c).sitemap(1);
  if (parts === 1) return sitemap(c, 1, entries);
  const { lastModified } = await feedIndex(c);
  const body = renderSitemapIndex(siteOf(c), parts);
  return text(body, 'application/xml', cacheControl.sitemap, changedAt(c, lastModified));
}

/** `/sitemaps/2.xml` */
export async function serveSitemapPart(c: AppContext): Promise<Answer | Response> {
  const part = Number(/^\/sitemaps\/([1-9]\d{0,5})\.xml$/.exec(pathnameOf(c))?.[1]);
  const { parts, entries } = await catalogOf(c).sitemap(part || 0);
  if (!(part <= parts)) return failure(c, 404, 'Sitemaps are listed in /sitemap.xml.');
  return sitemap(c, part, entries);
}

async function sitemap(c: AppContext, part: number, entries: readonly SitemapEntry[]): Promise<Answer> {
  const { terms, lastModified } = await feedIndex(c);
  const scopes: Scope[] =
    part > 1 ? [] : [{ kind: 'all' }, ...terms.filter(({ kind }) => kind !== 'all').map(scopeOf)];
  const body = renderSitemap(siteOf(c), scopes.slice(0, sitemapScopes), entries);
  return text(body, 'application/xml', cacheControl.sitemap, changedAt(c, lastModified));
}
