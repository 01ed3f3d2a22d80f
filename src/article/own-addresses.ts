/** The addresses at which the site itself always answers, whatever is published: nothing else can be there. */

const documents: ReadonlySet<string> = new Set([
  '/',
  '/rss.xml',
  '/atom.xml',
  '/feed.json',
  '/search',
  '/search/rss.xml',
  '/search/atom.xml',
  '/search/feed.json',
  '/feeds.opml',
  '/sitemap.xml',
  '/status',
  '/status.json',
  '/robots.txt',
  '/favicon.svg',
  '/favicon.ico',
  '/manifest.webmanifest',
  '/healthz',
]);

/** @param path decoded; a slash at its end counts: `/status/` is another address than `/status` */
export const isOwnAddress = (path: string): boolean => documents.has(path) || isPrivateAddress(path);

/** Whether an address is one of the site's own, or may become that of an article, a list or a feed. */
export const belongsToDocuments = (path: string): boolean =>
  isOwnAddress(path) ||
  /^\/(?:articles|thumbnails|categories|tags|authors|archive|search|sitemaps)(?:\/|$)/.test(path);

/** Whether an address belongs to an API or a webhook, which answer for themselves. */
export const isPrivateAddress = (path: string): boolean => /^\/(?:api|hooks|v1)(?:\/|$)/.test(path);
