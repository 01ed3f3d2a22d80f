/** Files at well-known addresses: `/robots.txt`, icons, the web app manifest. */

import { iconOf, iconPath, webManifest } from '../../pages/icon.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { publicHeaders } from '../answer/headers.ts';
import { Redirect, type Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';

/** RFC 9309. Crawlers stay out of searches: there is no end of them, and each costs the catalog a query. */
export async function serveRobots(c: AppContext): Promise<Answer> {
  const lines = [
    'User-agent: *',
    'Disallow: /search',
    'Disallow: /api/',
    '',
    `Sitemap: ${siteOf(c).url}/sitemap.xml`,
    '',
  ];
  return text(lines.join('\n'), 'text/plain', cacheControl.sitemap, changedAt(c, 0));
}

export async function serveIcon(c: AppContext): Promise<Answer> {
  return text(iconOf(siteOf(c)), 'image/svg+xml', cacheControl.thumbnail, changedAt(c, 0));
}

/** `/favicon.ico`, which feed readers request without looking at the page. */
export async function redirectToIcon(c: AppContext): Promise<Answer> {
  const { url, icon = url + iconPath } = siteOf(c);
  return new Redirect(302, icon, { ...publicHeaders, 'Cache-Control': cacheControl.thumbnail });
}

export async function serveManifest(c: AppContext): Promise<Answer> {
  return text(webManifest(siteOf(c)), 'application/manifest+json', cacheControl.thumbnail, changedAt(c, 0));
}
