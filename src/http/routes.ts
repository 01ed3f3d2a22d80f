/** All routes of the worker, in order of precedence. docs/http.md has the same table. */

import { allFormats, everyFormat, isOfShows } from '../feed/formats.ts';
import { limits } from '../limits.ts';
import { iconPath, manifestPath } from '../pages/icon.ts';
import type { Handler } from './answer/answer-cache.ts';
import type { Addressing } from './answer/cache-key.ts';
import { backup } from './api/backup.ts';
import { askBlobs, putBlob } from './api/blobs.ts';
import { manifest, manifestFiles } from './api/manifest.ts';
import { publish } from './api/publish.ts';
import { rebuild } from './api/rebuild.ts';
import { beginRestore, cancelRestore, completeRestore, restoreLines } from './api/restore.ts';
import { status } from './api/status.ts';
import {
  addWebhook,
  changeWebhook,
  listDeliveries,
  listWebhooks,
  redeliverWebhook,
  removeWebhook,
  rotateWebhook,
  testWebhook,
} from './api/webhooks.ts';
import type { Permission } from './auth.ts';
import { githubHook } from './hooks/github.ts';
import { serveArticle } from './resources/articles.ts';
import { readLimit, readSearchLimit } from './resources/feed-limit.ts';
import { serveAnyAddress, serveFile } from './resources/files.ts';
import { askHub } from './resources/hub.ts';
import { serveHealth } from './resources/health.ts';
import { serveLlms } from './resources/llms.ts';
import { serveOpml } from './resources/opml.ts';
import { serveScope } from './resources/scopes.ts';
import { readPage, readQuery, serveSearch, serveSearchFeed } from './resources/search.ts';
import { redirectToIcon, serveIcon, serveManifest, serveRobots } from './resources/site-files.ts';
import { serveSitemap, serveSitemapPart } from './resources/sitemap.ts';
import { serveStatusJson, serveStatusPage } from './resources/status.ts';
import { noSuchResource, serveArticles, serveArticleWithId } from './v1/articles.ts';
import { serveChanges } from './v1/changes.ts';
import { serveMatches } from './v1/search.ts';
import { serveContract } from './v1/openapi-document.ts';
import { redirectToApiPage, serveApiPage } from './v1/page.ts';
import { serveSite } from './v1/site.ts';
import { serveTerms } from './v1/terms.ts';
import { serveThumbnail } from './resources/thumbnails.ts';

type Methods = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Handler>>;

interface Options extends Addressing {
  /** What the bearer token must allow; absent: no token is needed. */
  permission?: Permission;
  /** Whether the handler bounds the body by its Content-Length, and takes none without. */
  boundsBody?: boolean;
  /** Bytes of the body of a request that needs no token. */
  bodyBytes?: number;
}

type Route = [path: string, methods: Methods, summary: string, options?: Options];

const scoped: Options = { strict: true, reads: { limit: readLimit } };
const searched: Options = { reads: { q: readQuery, page: readPage } };
const searchFeeds: Options = { reads: { q: readQuery, limit: readSearchLimit } };

/** Articles that are scheduled are in a backup, too. */
const publisher: Options = { permission: 'publish' };

const hubForm: Options = { bodyBytes: limits.hubFormBytes };

const endpoint: Options = { permission: 'publish', bodyBytes: limits.webhookFormBytes };

const upload: Options = { permission: 'publish', boundsBody: true };

/** An unknown parameter is an error, so the whole query counts; and problems are JSON. */
const app: Options = { wholeQuery: true };

const feeds = allFormats.map((format): Route => {
  const { file, label } = everyFormat[format];
  const what = isOfShows(format)
    ? 'The podcast of the whole site, if it has one.'
    : `All articles as ${label}.`;
  return [`/${file}`, { GET: serveScope }, what, scoped];
});

/** A route ignores query parameters that it does not name in `reads`, unless the whole query counts. GET includes HEAD. */
export const routes: readonly Route[] = [
  ['/', { GET: serveScope }, 'Home page: newest articles, categories and feeds.', scoped],
  ...feeds,
  ['/archive/*', { GET: serveScope }, 'Older articles, as pages and feeds.', scoped],
  ['/categories/*', { GET: serveScope }, 'Pages and feeds of a category, or of several combined.', scoped],
  ['/tags/*', { GET: serveScope }, 'Pages and feeds of a tag.', scoped],
  ['/authors/*', { GET: serveScope }, 'Pages and feeds of an author.', scoped],
  ['/articles/*', { GET: serveArticle }, 'An article, or a redirect if it has moved.'],
  ['/files/*', { GET: serveFile }, 'A picture, audio or any other file beside the articles.'],
  ['/thumbnails/*', { GET: serveThumbnail }, 'A redirect to the image of an article, or a placeholder.'],
  ['/search', { GET: serveSearch }, 'Articles with all words of `q`, best matches first.', searched],
  ['/search/*', { GET: serveSearchFeed }, 'The newest matches of a search as a feed.', searchFeeds],
  ['/feeds.opml', { GET: serveOpml }, 'All feeds, for import into a feed reader.'],
  ['/llms.txt', { GET: serveLlms }, 'What the site has, for agents (llmstxt.org).'],
  ['/sitemap.xml', { GET: serveSitemap }, 'All pages; on large sites an index of sitemaps.'],
  ['/sitemaps/*', { GET: serveSitemapPart }, 'One part of a large sitemap.'],
  ['/status', { GET: serveStatusPage }, 'Counts, recent publishes and pending writes.'],
  ['/status.json', { GET: serveStatusJson }, 'The numbers of the status page.'],
  ['/v1', { GET: redirectToApiPage }, 'For apps: redirects to `/v1/`.'],
  ['/v1/', { GET: serveApiPage }, 'For people who write apps: what apps can ask for.'],
  ['/v1/site', { GET: serveSite }, 'For apps: the site.', app],
  ['/v1/articles', { GET: serveArticles }, 'For apps: articles, the newest first.', app],
  ['/v1/search', { GET: serveMatches }, 'For apps: what a search finds, with excerpts.', app],
  ['/v1/articles/*', { GET: serveArticleWithId }, 'For apps: an article by its id.', app],
  ['/v1/terms', { GET: serveTerms }, 'For apps: categories, tags and authors.', app],
  ['/v1/changes', { GET: serveChanges }, 'For apps: what has changed since they last asked.', app],
  ['/v1/openapi.json', { GET: serveContract }, 'For apps: this contract, in OpenAPI 3.1.', app],
  ['/v1/*', { GET: noSuchResource }, 'For apps: 404.', app],
  ['/robots.txt', { GET: serveRobots }, 'Keeps crawlers out of the search and the API.'],
  [iconPath, { GET: serveIcon }, 'The default icon of the site.'],
  ['/hub', { GET: serveAnyAddress, POST: askHub }, 'Subscribes to feeds, and ends that (WebSub).', hubForm],
  ['/favicon.ico', { GET: redirectToIcon }, 'A redirect to the icon of the site.'],
  [manifestPath, { GET: serveManifest }, 'The web app manifest.'],
  ['/healthz', { GET: serveHealth }, 'Whether KV and the catalog respond.'],
  ['/api/manifest', { GET: manifest, POST: manifestFiles }, 'The published files.', { permission: 'status' }],
  ['/api/publish', { POST: publish }, 'Publishes and deletes a batch of files.', { permission: 'publish' }],
  ['/api/blobs', { POST: askBlobs }, 'The files that have to be sent.', { permission: 'publish' }],
  ['/api/blobs/:blob', { PUT: putBlob }, 'Stores a file, or a part of one.', upload],
  ['/api/rebuild', { POST: rebuild }, 'Rewrites everything in KV.', { permission: 'publish' }],
  ['/api/backup', { POST: backup }, 'A page of a backup of the catalog.', publisher],
  ['/api/restore', { POST: beginRestore }, 'Begins to restore a backup, or goes on with it.', publisher],
  ['/api/restore/complete', { POST: completeRestore }, 'Ends the restore of a backup.', publisher],
  ['/api/restore/cancel', { POST: cancelRestore }, 'Gives the restore of a backup up.', publisher],
  ['/api/restore/:kind/:from', { PUT: restoreLines }, 'Restores the next lines of a file.', publisher],
  ['/api/status', { GET: status }, 'Counts, pending writes and their errors.', { permission: 'status' }],
  ['/api/webhooks', { GET: listWebhooks, POST: addWebhook }, 'The endpoints of webhooks.', endpoint],
  ['/api/webhooks/:id', { PUT: changeWebhook, DELETE: removeWebhook }, 'An endpoint.', endpoint],
  ['/api/webhooks/:id/test', { POST: testWebhook }, 'Sends a message to an endpoint.', endpoint],
  ['/api/webhooks/:id/rotate', { POST: rotateWebhook }, 'Replaces the secret of an endpoint.', endpoint],
  ['/api/webhooks/:id/deliveries', { GET: listDeliveries }, 'The deliveries of 30 days.', endpoint],
  ['/api/webhooks/:id/redeliver', { POST: redeliverWebhook }, 'Delivers a message again.', endpoint],
  ['/hooks/github', { POST: githubHook }, 'Imports a push that GitHub announces and signs.'],
  ['/*', { GET: serveAnyAddress }, 'Static files; redirects old links; otherwise 404.'],
];
