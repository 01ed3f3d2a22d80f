/** `/healthz`: whether KV and the catalog answer, for those who watch over the site. */

import { log, reasonOf } from '../../log.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { catalogOf, storeOf, type AppContext } from '../context.ts';
import { publicHeaders } from '../answer/headers.ts';

/** 200 when everything answers, else 503; either way JSON that says what does. */
export async function serveHealth(c: AppContext): Promise<Response> {
  const [kv, catalog] = await Promise.all([
    answers('kv', async () => storeOf(c).ping()),
    answers('catalog', async () => catalogOf(c).ping()),
  ]);
  const healthy = kv === 'ok' && catalog === 'ok';
  return c.json({ status: healthy ? 'ok' : 'failing', kv, catalog }, healthy ? 200 : 503, {
    ...publicHeaders,
    'Cache-Control': cacheControl.never,
    ...(!healthy && { 'Retry-After': '30' }),
  });
}

/** Why something fails stays in the log: this page is open to everybody. */
async function answers(part: string, ask: () => Promise<unknown>): Promise<'ok' | 'failing'> {
  try {
    await ask();
    return 'ok';
  } catch (error) {
    log('error', 'source', { source: part, error: reasonOf(error) });
    return 'failing';
  }
}
