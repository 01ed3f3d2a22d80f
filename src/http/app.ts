/** Every route, on one screen. */

import { Hono, type Handler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { ConfigError } from '../config.ts';
import { batchLimits } from '../publish/protocol.ts';
import { serveArticle, serveFormerAddress, serveThumbnail } from './addresses.ts';
import { manifest, manifestFiles } from './api/manifest.ts';
import { publish } from './api/publish.ts';
import { status } from './api/status.ts';
import { publishToken } from './auth.ts';
import { pathnameOf, type AppContext, type AppEnv } from './context.ts';
import { failure } from './errors.ts';
import { serveHealth } from './health.ts';
import { serveOpml } from './opml.ts';
import { MalformedPath } from './place.ts';
import { serveScope } from './scopes.ts';

type Methods = Partial<Record<'GET' | 'POST', (c: AppContext) => Promise<Response>>>;

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
  ['/feeds.opml', { GET: serveOpml }],
  ['/healthz', { GET: serveHealth }],
  ['/api/manifest', { GET: manifest, POST: manifestFiles }],
  ['/api/publish', { POST: publish }],
  ['/api/status', { GET: status }],
  ['/*', { GET: serveFormerAddress }],
];

export function createApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ strict: true });
  // Apps in a browser fetch feeds from anywhere; what only the owner may do is not for browsers at all.
  const readable = cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD'],
    exposeHeaders: ['ETag', 'Last-Modified', 'Link'],
    maxAge: 86_400,
  });
  app.use(async function exceptForApi(c, next) {
    return c.req.path.startsWith('/api/') ? next() : readable(c, next);
  });
  app.use(
    '/api/*',
    publishToken(),
    bodyLimit({
      maxSize: batchLimits.bytes,
      onError: (c: AppContext) =>
        failure(c, 413, `A request holds ${batchLimits.bytes} bytes; split the batch.`),
    }),
  );
  for (const [path, methods] of routes) {
    for (const [method, handler] of Object.entries(methods)) app.on(method, path, handler as Handler<AppEnv>);
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.all(path, (c) => failure(c, 405, `Use ${allow.join(' or ')}.`, { Allow: allow.join(', ') }));
  }
  app.onError((error, c) => {
    if (error instanceof MalformedPath) return failure(c, 400, 'The path is not percent-encoded UTF-8.');
    console.error({ event: 'error', path: pathnameOf(c), error: error.stack ?? String(error) });
    if (error instanceof ConfigError)
      return failure(c, 500, 'The site is not configured right; the log says what to change.');
    return failure(c, 503, 'Something behind this page does not answer; try again.', { 'Retry-After': '30' });
  });
  return app;
}
