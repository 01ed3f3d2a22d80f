/** `/healthz`: whether KV and the catalog respond, for uptime monitors. */

import { log, reasonOf } from '../../log.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { catalogOf, storeOf, type AppContext } from '../context.ts';
import { publicHeaders } from '../answer/headers.ts';

/** 200 if both respond, else 503; `{"status", "kv", "catalog"}`, each `ok` or `failing`. */
export async function serveHealth(c: AppContext): Promise<Response> {
  const [kv, catalog] = await Promise.all([
    check('kv', async () => storeOf(c).ping()),
    check('catalog', async () => catalogOf(c).ping()),
  ]);
  const healthy = kv === 'ok' && catalog === 'ok';
  return c.json({ status: healthy ? 'ok' : 'failing', kv, catalog }, healthy ? 200 : 503, {
    ...publicHeaders,
    'Cache-Control': cacheControl.never,
    ...(!healthy && { 'Retry-After': '30' }),
  });
}

/** The reason of a failure goes to the log only: this resource is public. */
async function check(source: string, ping: () => Promise<unknown>): Promise<'ok' | 'failing'> {
  try {
    await ping();
    return 'ok';
  } catch (error) {
    log('error', 'source', { source, error: reasonOf(error) });
    return 'failing';
  }
}
