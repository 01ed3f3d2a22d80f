/** `GET /api/status`: counts, the last publish, pending and failed writes. */

import { catalogOf, type AppContext } from '../context.ts';

export async function status(c: AppContext): Promise<Response> {
  return c.json(await catalogOf(c).status());
}
