/** `POST /api/rebuild`: has everything written to KV again. */

import { catalogOf, type AppContext } from '../context.ts';

export async function rebuild(c: AppContext): Promise<Response> {
  return c.json(await catalogOf(c).rebuild(), 202);
}
