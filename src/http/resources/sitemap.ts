/** `/sitemap.xml`: all pages; on large sites an index of `/sitemaps/1.xml` and so on. */

import { renderSitemap, renderSitemapIndex, sitemapScopes, type SitemapEntry } from '../../feed/sitemap.ts';
import { canonicalPath } from '../../site/paths.ts';
import { scopeOf, type Scope } from '../../site/scope.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { NotFound } from '../answer/errors.ts';
import type { Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';
import { changedAt, pathnameOf, siteOf, type AppContext } from '../context.ts';
import { indexDocument, sitemapPart } from '../documents/documents.ts';

export async function serveSitemap(c: AppContext): Promise<Answer> {
  const { parts, entries } = await sitemapPart(c, 1);
  if (parts === 1) return sitemap(c, 1, entries);
  const { lastModified } = await indexDocument(c);
  const body = renderSitemapIndex(siteOf(c), parts);
  return text(body, 'application/xml', cacheControl.sitemap, changedAt(c, lastModified));
}

/** `/sitemaps/2.xml` */
export async function serveSitemapPart(c: AppContext): Promise<Answer | NotFound> {
  const part = Number(/^\/sitemaps\/([1-9]\d{0,5})\.xml$/.exec(canonicalPath(pathnameOf(c)))?.[1]);
  if (Number.isNaN(part)) return noSitemap;
  const { parts, entries } = await sitemapPart(c, part);
  return part <= parts ? sitemap(c, part, entries) : noSitemap;
}

const noSitemap = new NotFound(404, 'There is no such sitemap; all of them are listed in /sitemap.xml.');

/** The first part also has the pages of all scopes. */
async function sitemap(c: AppContext, part: number, entries: readonly SitemapEntry[]): Promise<Answer> {
  const { terms, lastModified } = await indexDocument(c);
  const scopes: Scope[] =
    part > 1 ? [] : [{ kind: 'all' }, ...terms.filter(({ kind }) => kind !== 'all').map(scopeOf)];
  const body = renderSitemap(siteOf(c), scopes.slice(0, sitemapScopes), entries);
  return text(body, 'application/xml', cacheControl.sitemap, changedAt(c, lastModified));
}
