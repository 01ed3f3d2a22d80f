/** The worker: a cache in front of a router that mounts the table of routes. */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { TrieRouter } from 'hono/router/trie-router';
import { limits } from '../limits.ts';
import { batchLimits } from '../publish/protocol.ts';
import { AnswerCache } from './answer/answer-cache.ts';
import { cacheControl } from './answer/cache-control.ts';
import { cacheKeys } from './answer/cache-key.ts';
import { errorResponse, onError } from './answer/errors.ts';
import { securityHeaders } from './answer/headers.ts';
import { bearerToken } from './auth.ts';
import type { AppContext, AppEnv, Bindings } from './context.ts';
import { CallQueue } from './documents/call-queue.ts';
import { preview } from './preview.ts';
import { PageMemo } from './documents/page-memo.ts';
import { RulesMemo } from './documents/rules-memo.ts';
import { orOldLink } from './resources/old-links.ts';
import { routes } from './routes.ts';

const addressing = new Map(routes.map(([path, , , options = {}]) => [path, options]));

/** Creates the worker. A fresh answer in the cache is served without the router. */
export function createApp(): { fetch: ExportedHandlerFetchHandler<Bindings> } {
  const cache = new AnswerCache(cacheKeys(addressing));
  const router = createRouter(cache);
  return {
    fetch: (request, env, context) => {
      if (env.CHANGES) return preview(request, env.CHANGES, () => router.fetch(request, env, context));
      return cache.match(request) ?? router.fetch(request, env, context);
    },
  };
}

function createRouter(cache: AnswerCache): Hono<AppEnv> {
  // Hono's default router compiles all routes into one regular expression on the first request: 45 ms instead of 0.4.
  const router = new Hono<AppEnv>({ router: new TrieRouter() });
  const queue = new CallQueue();
  const rules = new RulesMemo();
  const pages = new PageMemo();
  router.use(async function provideMemory(c, next) {
    c.set('queue', queue);
    c.set('rules', rules);
    c.set('pages', pages);
    await next();
  });
  router.use(refuseLongUrls);
  router.use('/api/*', privateResponse);
  router.use('/hooks/*', privateResponse);
  // Scripts of any origin may read public resources. The API is not for browsers.
  const publicCors = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], maxAge: 86_400 });
  for (const [path, methods, , { permission, boundsBody = false, bodyBytes } = {}] of routes) {
    const isPublic = !permission && !path.startsWith('/hooks/');
    if (permission) router.use(path, bearerToken(permission));
    if (permission && !boundsBody) router.use(path, maxBody(batchLimits.bytes));
    if (bodyBytes !== undefined) router.use(path, maxBody(bodyBytes));
    if (isPublic) router.options(path, publicCors);
    for (const [method, handler] of Object.entries(methods))
      router.on(method, path, cache.caching(isPublic ? orOldLink(handler) : handler));
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    router.all(path, (c) =>
      errorResponse(c, 405, `This address only answers ${allow.join(' and ')}.`, { Allow: allow.join(', ') }),
    );
  }
  router.onError(onError);
  return router;
}

async function refuseLongUrls(c: AppContext, next: () => Promise<void>): Promise<Response | void> {
  if (c.req.url.length <= limits.requestUrlLength) return next();
  return errorResponse(c, 414, `A URL can have at most ${limits.requestUrlLength} characters.`);
}

/** Refuses a larger body before it is read. */
const maxBody = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    onError: (c: AppContext) => errorResponse(c, 413, `A request can have at most ${bytes} bytes.`),
  });

/** Keeps responses for the owner out of every cache. */
async function privateResponse(c: AppContext, next: () => Promise<void>): Promise<void> {
  await next();
  for (const [name, value] of Object.entries({ ...securityHeaders, 'Cache-Control': cacheControl.never })) {
    c.header(name, value);
  }
  c.header('Cloudflare-CDN-Cache-Control', undefined);
}
