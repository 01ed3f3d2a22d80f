/** Bare workers that only answer. They are the limit of the platform, with which edgefeed is compared. */

/** Answers with a constant, or with 304 to If-None-Match. */
const constantScript = `
import body from './body.bin';
const bytes = new Uint8Array(body);
const headers = { 'Content-Type': 'application/rss+xml; charset=utf-8', ETag: 'W/"bare"', 'Cache-Control': 'public, max-age=900' };
export default { fetch: (request) => request.headers.has('If-None-Match')
  ? new Response(null, { status: 304, headers })
  : new Response(bytes, { headers }) };`;

/** Answers with the body that was PUT, from one read of KV per request. */
const storedScript = `
const headers = { 'Content-Type': 'application/rss+xml; charset=utf-8', ETag: 'W/"bare"', 'Cache-Control': 'public, max-age=900' };
export default { async fetch(request, env) {
  if (request.method === 'PUT') return new Response(await env.DOCUMENTS.put('feed', request.body, { metadata: headers }));
  const { value, metadata } = await env.DOCUMENTS.getWithMetadata('feed', 'arrayBuffer');
  return new Response(value, { headers: metadata });
} };`;

/** Stores the body that is PUT, and answers with it, from one read of R2 per request. */
const bucketScript = `
const headers = { 'Content-Type': 'image/png', ETag: '"bare"', 'Cache-Control': 'public, max-age=86400' };
export default { async fetch(request, env) {
  if (request.method === 'PUT') return new Response(null, { status: await env.FILES.put('file', request.body) ? 200 : 500 });
  return new Response((await env.FILES.get('file')).body, { headers });
} };`;

const compatibilityDate = '2026-10-01';

/** @param port the port to listen on */
export const constantWorker = (body: Uint8Array, port: number) => ({
  name: `constant-${port}`,
  compatibilityDate,
  modules: [
    { type: 'ESModule' as const, path: 'bare.js', contents: constantScript },
    { type: 'Data' as const, path: 'body.bin', contents: body },
  ],
  unsafeDirectSockets: [{ host: '127.0.0.1', port }],
});

/** @param port the port to listen on */
export const storedWorker = (port: number) => ({
  name: 'stored',
  compatibilityDate,
  modules: [{ type: 'ESModule' as const, path: 'bare.js', contents: storedScript }],
  kvNamespaces: { DOCUMENTS: 'stored' },
  unsafeDirectSockets: [{ host: '127.0.0.1', port }],
});

/** @param port the port to listen on */
export const bucketWorker = (port: number) => ({
  name: 'bucket',
  compatibilityDate,
  modules: [{ type: 'ESModule' as const, path: 'bare.js', contents: bucketScript }],
  r2Buckets: { FILES: 'bare' },
  unsafeDirectSockets: [{ host: '127.0.0.1', port }],
});
