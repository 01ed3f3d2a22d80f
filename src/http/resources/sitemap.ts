/** `/sitemap.xml`: every page; for large sites an index of `/sitemaps/1.xml` and so on. */

import { scopeOf, type Scope } from '../../site/scope.ts';
import { renderSitemap, renderSitemapIndex, sitemapScopes, type SitemapEntry } from '../../feed/sitemap.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { catalogOf, changedAt, queued, pathnameOf, siteOf, type AppContext } from '../context.ts';
import { NotFound } from '../answer/errors.ts';
import { feedIndex } from './opml.ts';
import { canonicalPath } from '../../site/paths.ts';
import type { Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';

export async function serveSitemap(c: AppContext): Promise<Answer> {
  const { parts, entries } = await askPart(c, 1);
  if (parts === 1) return sitemap(c, 1, entries);
  const { lastModified } = await feedIndex(c);
  const body = renderSitemapIndex(siteOf(c), parts);
  return text(body, 'application/xml', cacheControl.sitemap, changedAt(c, lastModified));
}

/** `/sitemaps/2.xml` */
export async function serveSitemapPart(c: AppContext): Promise<Answer | NotFound> {
  const part = Number(/^\/sitemaps\/([1-9]\d{0,5})\.xml$/.exec(canonicalPath(pathnameOf(c)))?.[1]);
  if (Number.isNaN(part)) return noSitemap;
  const { parts, entries } = await askPart(c, part);
  return part <= parts ? sitemap(c, part, entries) : noSitemap;
}

const noSitemap = new NotFound(404, 'Sitemaps are listed in /sitemap.xml.');

const askPart = async (c: AppContext, part: number) =>
  queued(c, 'sitemap', String(part), async () => catalogOf(c).sitemap(part));

async function sitemap(c: AppContext, part: number, entries: readonly SitemapEntry[]): Promise<Answer> {
  const { terms, lastModified } = await feedIndex(c);
  const scopes: Scope[] =
    part > 1 ? [] : [{ kind: 'all' }, ...terms.filter(({ kind }) => kind !== 'all').map(scopeOf)];
  const body = renderSitemap(siteOf(c), scopes.slice(0, sitemapScopes), entries);
  return text(body, 'application/xml', cacheControl.sitemap, changedAt(c, lastModified));
}
