/** Sitemaps (https://www.sitemaps.org/protocol.html): all pages, for search engines. */

import { articleUrl } from '../article/address.ts';
import type { Site } from '../site/config.ts';
import { pageUrl, sitemapUrl } from '../site/urls.ts';
import type { Scope } from '../site/scope.ts';
import { escapeXml } from './xml.ts';

/** The maximum number of pages of scopes, which precede the articles in the first sitemap. */
export const sitemapScopes = 5_000;

/** An article in a sitemap. */
export interface SitemapEntry {
  address: string;
  /** ms since 1970 */
  changedAt: number;
}

export function renderSitemap(
  site: Site,
  scopes: readonly Scope[],
  entries: readonly SitemapEntry[],
): string {
  const lines = [
    ...scopes.map((scope) => `  <url><loc>${escapeXml(pageUrl(site, scope))}</loc></url>`),
    ...entries.map(
      ({ address, changedAt }) =>
        `  <url><loc>${escapeXml(articleUrl(site.url, address))}</loc><lastmod>${new Date(changedAt).toISOString()}</lastmod></url>`,
    ),
  ];
  return document('urlset', lines);
}

export function renderSitemapIndex(site: Site, parts: number): string {
  const lines = Array.from(
    { length: parts },
    (_, i) => `  <sitemap><loc>${escapeXml(sitemapUrl(site, i + 1))}</loc></sitemap>`,
  );
  return document('sitemapindex', lines);
}

function document(root: string, lines: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${root}>`,
    '',
  ].join('\n');
}
