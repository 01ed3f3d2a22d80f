/** Every route, on one screen. */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { TrieRouter } from 'hono/router/trie-router';
import { iconPath, manifestPath } from '../pages/icon.ts';
import { formats } from '../feed/formats.ts';
import { limits } from '../limits.ts';
import { batchLimits } from '../publish/protocol.ts';
import { serveArticle, serveFormerAddress } from './resources/articles.ts';
import { AnswerCache, type Handler } from './answer/answer-cache.ts';
import { manifest, manifestFiles } from './api/manifest.ts';
import { publish } from './api/publish.ts';
import { rebuild } from './api/rebuild.ts';
import { status } from './api/status.ts';
import { bearerToken, type Permission } from './auth.ts';
import { cacheControl } from './answer/cache-control.ts';
import { type AppContext, type AppEnv, type Bindings } from './context.ts';
import { errorResponse, onError } from './answer/errors.ts';
import { readLimit } from './resources/feeds.ts';
import { securityHeaders } from './answer/headers.ts';
import { serveHealth } from './resources/health.ts';
import { githubHook } from './hooks/github.ts';
import { serveOpml } from './resources/opml.ts';
import { serveStatusPage, serveStatusJson } from './resources/status.ts';
import { cacheKeys, type Addressing } from './answer/cache-key.ts';
import { serveScope } from './resources/scopes.ts';
import { readQuery, serveSearch, serveSearchFeed } from './resources/search.ts';
import { serveIcon, redirectToIcon, serveManifest, serveRobots } from './resources/site-files.ts';
import { serveSitemap, serveSitemapPart } from './resources/sitemap.ts';
import { serveThumbnail } from './resources/thumbnails.ts';
import { CallQueue } from './documents/call-queue.ts';

type Methods = Partial<Record<'GET' | 'POST', Handler>>;

interface Options extends Addressing {
  /** What is not for everybody names the permission that its token needs. */
  permission?: Permission;
}

type Route = [path: string, methods: Methods, options?: Options];

const scoped: Options = { strict: true, reads: { limit: readLimit } };
const searched: Options = { reads: { q: readQuery } };

/** A query parameter that a route does not name is ignored there. */
const routes: readonly Route[] = [
  ['/', { GET: serveScope }, scoped],
  ...Object.values(formats).map(({ file }): Route => [`/${file}`, { GET: serveScope }, scoped]),
  ['/archive/*', { GET: serveScope }, scoped],
  ['/categories/*', { GET: serveScope }, scoped],
  ['/tags/*', { GET: serveScope }, scoped],
  ['/authors/*', { GET: serveScope }, scoped],
  ['/articles/*', { GET: serveArticle }],
  ['/thumbnails/*', { GET: serveThumbnail }],
  ['/search', { GET: serveSearch }, searched],
  ['/search/*', { GET: serveSearchFeed }, searched],
  ['/feeds.opml', { GET: serveOpml }],
  ['/sitemap.xml', { GET: serveSitemap }],
  ['/sitemaps/*', { GET: serveSitemapPart }],
  ['/status', { GET: serveStatusPage }],
  ['/status.json', { GET: serveStatusJson }],
  ['/robots.txt', { GET: serveRobots }],
  [iconPath, { GET: serveIcon }],
  ['/favicon.ico', { GET: redirectToIcon }],
  [manifestPath, { GET: serveManifest }],
  ['/healthz', { GET: serveHealth }],
  ['/api/manifest', { GET: manifest, POST: manifestFiles }, { permission: 'status' }],
  ['/api/publish', { POST: publish }, { permission: 'publish' }],
  ['/api/rebuild', { POST: rebuild }, { permission: 'publish' }],
  ['/api/status', { GET: status }, { permission: 'status' }],
  ['/hooks/github', { POST: githubHook }],
  ['/*', { GET: serveFormerAddress }],
];

const addressing = new Map(routes.map(([path, , options = {}]) => [path, options]));

/** Creates the worker. A cached answer is served before the router is even asked. */
export function createApp(): { fetch: ExportedHandlerFetchHandler<Bindings> } {
  const cache = new AnswerCache(cacheKeys(addressing));
  const router = createRouter(cache);
  return {
    fetch: (request, env, context) => cache.match(request) ?? router.fetch(request, env, context),
  };
}

function createRouter(cache: AnswerCache): Hono<AppEnv> {
  // The default router compiles one regular expression of all routes at the first request: 45 ms, where this takes 0.4.
  const router = new Hono<AppEnv>({ router: new TrieRouter() });
  const queue = new CallQueue();
  router.use(async function provideQueue(c, next) {
    c.set('queue', queue);
    await next();
  });
  router.use(refuseLongUrls);
  router.use('/api/*', privateResponse);
  router.use('/hooks/*', privateResponse);
  // Apps in a browser may read everything from anywhere; what only the owner may do is not for browsers at all.
  const readable = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], maxAge: 86_400 });
  for (const [path, methods, { permission } = {}] of routes) {
    if (permission) router.use(path, bearerToken(permission), atMost(batchLimits.bytes));
    else if (!path.startsWith('/hooks/')) router.options(path, readable);
    for (const [method, handler] of Object.entries(methods)) router.on(method, path, cache.caching(handler));
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    router.all(path, (c) => errorResponse(c, 405, `Use ${allow.join(' or ')}.`, { Allow: allow.join(', ') }));
  }
  router.onError(onError);
  return router;
}

async function refuseLongUrls(c: AppContext, next: () => Promise<void>): Promise<Response | void> {
  if (c.req.url.length <= limits.requestUrlLength) return next();
  return errorResponse(c, 414, `An address here has ${limits.requestUrlLength} characters at most.`);
}

/** Refuses larger bodies before they are read. */
const atMost = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    onError: (c: AppContext) => errorResponse(c, 413, `A request here holds ${bytes} bytes at most.`),
  });

/** What the API answers is for the owner, now. */
async function privateResponse(c: AppContext, next: () => Promise<void>): Promise<void> {
  await next();
  for (const [name, value] of Object.entries({ ...securityHeaders, 'Cache-Control': cacheControl.never })) {
    c.header(name, value);
  }
  c.header('Cloudflare-CDN-Cache-Control', undefined);
}
