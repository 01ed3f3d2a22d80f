/** Every route, on one screen. */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { TrieRouter } from 'hono/router/trie-router';
import { ConfigError, memoSecondsFrom } from '../config.ts';
import { iconPath, manifestPath } from '../pages/icon.ts';
import { log, reasonOf } from '../log.ts';
import { batchLimits } from '../publish/protocol.ts';
import { serveArticle, serveFormerAddress, serveThumbnail } from './addresses.ts';
import { manifest, manifestFiles } from './api/manifest.ts';
import { publish } from './api/publish.ts';
import { rebuild } from './api/rebuild.ts';
import { status } from './api/status.ts';
import { bearerToken, type Permission } from './auth.ts';
import { cacheControl } from './caching.ts';
import { type AppContext, type AppEnv, type Bindings } from './context.ts';
import { apologise, failure } from './errors.ts';
import { everyAnswer } from './headers.ts';
import { serveHealth } from './health.ts';
import { githubHook } from './hooks/github.ts';
import { Memo } from './memo.ts';
import { serveOpml } from './opml.ts';
import { MalformedPath } from './place.ts';
import type { Answer } from './representation.ts';
import { serveReport, serveReportJson } from './report.ts';
import { resourceOf } from './resource.ts';
import { serveScope } from './scopes.ts';
import { serveSearch, serveSearchFeed } from './search.ts';
import { serveIcon, serveIconElsewhere, serveManifest, serveRobots } from './signposts.ts';
import { serveSitemap, serveSitemapPart } from './sitemap.ts';

type Handler<Answers = Answer | Response> = (c: AppContext) => Promise<Answers>;
type Methods = Partial<Record<'GET' | 'POST', Handler>>;

/** What is not for everybody names the permission that its token needs. */
const routes: readonly [path: string, methods: Methods, permission?: Permission][] = [
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
  ['/api/manifest', { GET: manifest, POST: manifestFiles }, 'status'],
  ['/api/publish', { POST: publish }, 'publish'],
  ['/api/rebuild', { POST: rebuild }, 'publish'],
  ['/api/status', { GET: status }, 'status'],
  ['/hooks/github', { POST: githubHook }],
  ['/*', { GET: serveFormerAddress }],
];

/** Bytes of answers that are kept. An isolate has 128 MB for everything. */
const kept = 32 * 1024 * 1024;
/** For how long they are given again when neither KV nor the catalog answers, ms: as long as `stale-if-error` says. */
const usable = 24 * 60 * 60 * 1000;
/** Characters of a URL. The longest names that can be published fit in, with several of them in one address. */
const longestUrl = 8192;

/** The worker: what it has just served it serves again at once, before anything else is looked at. */
export function createApp(): { fetch: ExportedHandlerFetchHandler<Bindings> } {
  const memo = new Memo<Answer>(kept);
  const router = createRouter(memo);
  return {
    fetch(request, env, context) {
      const readable = request.method === 'GET' || request.method === 'HEAD';
      const known = readable ? memo.get(resourceOf(request.url), Date.now()) : undefined;
      return known?.respond(request, Date.now()) ?? router.fetch(request, env, context);
    },
  };
}

function createRouter(memo: Memo<Answer>): Hono<AppEnv> {
  // The default router compiles one regular expression of all routes at the first request: 45 ms, where this takes 0.4.
  const router = new Hono<AppEnv>({ router: new TrieRouter() });
  router.use(refuseLongUrls);
  router.use('/api/*', forNobodyElse);
  router.use('/hooks/*', forNobodyElse);
  // Apps in a browser may read everything from anywhere; what only the owner may do is not for browsers at all.
  const readable = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], maxAge: 86_400 });
  for (const [path, methods, permission] of routes) {
    if (permission) router.use(path, bearerToken(permission), atMost(batchLimits.bytes));
    else if (!path.startsWith('/hooks/')) router.options(path, readable);
    for (const [method, handler] of Object.entries(methods)) router.on(method, path, giving(memo, handler));
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    router.all(path, (c) => failure(c, 405, `Use ${allow.join(' or ')}.`, { Allow: allow.join(', ') }));
  }
  router.onError(apologise);
  return router;
}

async function refuseLongUrls(c: AppContext, next: () => Promise<void>): Promise<Response | void> {
  if (c.req.url.length <= longestUrl) return next();
  return failure(c, 414, `An address here has ${longestUrl} characters at most.`);
}

/** Refuses larger bodies before they are read. */
const atMost = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    onError: (c: AppContext) => failure(c, 413, `A request here holds ${bytes} bytes at most.`),
  });

/** What the API answers is for the owner, now. */
async function forNobodyElse(c: AppContext, next: () => Promise<void>): Promise<void> {
  await next();
  for (const [name, value] of Object.entries({ ...everyAnswer, 'Cache-Control': cacheControl.never })) {
    c.header(name, value);
  }
}

/** Gives what a handler answers, and keeps it for who asks next, and for when nothing behind it answers. */
function giving(memo: Memo<Answer>, handler: Handler): Handler<Response> {
  return async function give(c) {
    const resource = resourceOf(c.req.url);
    try {
      const answer = await handler(c);
      if (answer instanceof Response) {
        if (answer.status === 404 || answer.status === 410) memo.delete(resource);
        return answer;
      }
      const now = Date.now();
      memo.set(resource, answer, now + memoSecondsFrom(c.env) * 1000, now + usable);
      return answer.respond(c.req.raw, now);
    } catch (error) {
      const expected = error instanceof MalformedPath || error instanceof ConfigError;
      const known = expected ? undefined : memo.stale(resource, Date.now());
      if (!known) throw error;
      log('warn', 'stale', { path: c.req.path, error: reasonOf(error) });
      return known.respond(c.req.raw, Date.now());
    }
  };
}
