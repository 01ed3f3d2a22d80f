/** Every route, on one screen. */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { TrieRouter } from 'hono/router/trie-router';
import { ConfigError, memoSecondsFrom } from '../config.ts';
import { iconPath, manifestPath } from '../pages/icon.ts';
import { batchLimits } from '../publish/protocol.ts';
import { serveArticle, serveFormerAddress, serveThumbnail } from './addresses.ts';
import { manifest, manifestFiles } from './api/manifest.ts';
import { publish } from './api/publish.ts';
import { rebuild } from './api/rebuild.ts';
import { status } from './api/status.ts';
import { publishToken } from './auth.ts';
import { cacheControl } from './caching.ts';
import { pathnameOf, type AppContext, type AppEnv, type Bindings } from './context.ts';
import { failure } from './errors.ts';
import { everyAnswer } from './headers.ts';
import { serveHealth } from './health.ts';
import { githubHook, maxHookBytes } from './hooks/github.ts';
import { Memo } from './memo.ts';
import { serveOpml } from './opml.ts';
import { MalformedPath } from './place.ts';
import type { Answer } from './representation.ts';
import { serveReport, serveReportJson } from './report.ts';
import { serveScope } from './scopes.ts';
import { serveSearch, serveSearchFeed } from './search.ts';
import { serveIcon, serveIconElsewhere, serveManifest, serveRobots } from './signposts.ts';
import { serveSitemap, serveSitemapPart } from './sitemap.ts';

type Methods = Partial<Record<'GET' | 'POST', (c: AppContext) => Promise<Answer | Response>>>;

const routes: readonly [path: string, methods: Methods][] = [
  ['/', { GET: serveScope }],
  ['/rss.xml', { GET: serveScope }],
  ['/atom.xml', { GET: serveScope }],
  ['/feed.json', { GET: serveScope }],
  ['/archive/*', { GET: serveScope }],
  ['/categories/*', { GET: serveScope }],
  ['/tags/*', { GET: serveScope }],
  ['/authors/*', { GET: serveScope }],
  ['/articles/*', { GET: serveArticle }],
  ['/thumbnails/*', { GET: serveThumbnail }],
  ['/search', { GET: serveSearch }],
  ['/search/*', { GET: serveSearchFeed }],
  ['/feeds.opml', { GET: serveOpml }],
  ['/sitemap.xml', { GET: serveSitemap }],
  ['/sitemaps/*', { GET: serveSitemapPart }],
  ['/status', { GET: serveReport }],
  ['/status.json', { GET: serveReportJson }],
  ['/robots.txt', { GET: serveRobots }],
  [iconPath, { GET: serveIcon }],
  ['/favicon.ico', { GET: serveIconElsewhere }],
  [manifestPath, { GET: serveManifest }],
  ['/healthz', { GET: serveHealth }],
  ['/api/manifest', { GET: manifest, POST: manifestFiles }],
  ['/api/publish', { POST: publish }],
  ['/api/rebuild', { POST: rebuild }],
  ['/api/status', { GET: status }],
  ['/hooks/github', { POST: githubHook }],
  ['/*', { GET: serveFormerAddress }],
];

/** What was just served, by its URL. An isolate has 128 MB for everything. */
const memo = new Memo<Answer>(32 * 1024 * 1024);

/** The worker: what it has just served it serves again at once, before anything else is looked at. */
export function createApp(): { fetch: ExportedHandlerFetchHandler<Bindings> } {
  const router = createRouter();
  return {
    fetch(request, env, context) {
      const readable = request.method === 'GET' || request.method === 'HEAD';
      const known = readable ? memo.get(request.url, Date.now()) : undefined;
      return known?.respond(request, Date.now()) ?? router.fetch(request, env, context);
    },
  };
}

function createRouter(): Hono<AppEnv> {
  // The default router compiles one regular expression of all routes at the first request: 45 ms, where this takes 0.4.
  const router = new Hono<AppEnv>({ router: new TrieRouter() });
  router.use(
    '/api/*',
    forNobodyElse,
    publishToken(),
    bodyLimit({
      maxSize: batchLimits.bytes,
      onError: (c: AppContext) =>
        failure(c, 413, `A request holds ${batchLimits.bytes} bytes; split the batch.`),
    }),
  );
  router.use(
    '/hooks/*',
    forNobodyElse,
    bodyLimit({
      maxSize: maxHookBytes,
      onError: (c: AppContext) => failure(c, 413, `A webhook may send ${maxHookBytes} bytes.`),
    }),
  );
  // Apps in a browser may read everything from anywhere; what only the owner may do is not for browsers at all.
  const readable = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], maxAge: 86_400 });
  for (const [path, methods] of routes) {
    if (!/^\/(?:api|hooks)\//.test(path)) router.options(path, readable);
    for (const [method, handler] of Object.entries(methods)) {
      router.on(method, path, async (c) => give(c, await handler(c)));
    }
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    router.all(path, (c) => failure(c, 405, `Use ${allow.join(' or ')}.`, { Allow: allow.join(', ') }));
  }
  router.onError(apologise);
  return router;
}

/** What the API answers is for the owner, now. */
async function forNobodyElse(c: AppContext, next: () => Promise<void>): Promise<void> {
  await next();
  for (const [name, value] of Object.entries({ ...everyAnswer, 'Cache-Control': cacheControl.never })) {
    c.header(name, value);
  }
}

/** Gives an answer, and keeps it for who asks next. */
function give(c: AppContext, answer: Answer | Response): Response {
  if (answer instanceof Response) return answer;
  const seconds = memoSecondsFrom(c.env);
  if (seconds > 0) memo.set(c.req.url, answer, Date.now() + seconds * 1000);
  return answer.respond(c.req.raw, Date.now());
}

function apologise(error: Error, c: AppContext): Response {
  if (error instanceof MalformedPath) return failure(c, 400, 'The path is not percent-encoded UTF-8.');
  console.error({ event: 'error', path: pathnameOf(c), error: error.stack ?? String(error) });
  if (error instanceof ConfigError) {
    return failure(c, 500, 'The site is not configured right; the log says what to change.');
  }
  return failure(c, 503, 'Something behind this page does not answer; try again.', { 'Retry-After': '30' });
}
