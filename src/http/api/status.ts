/** `GET /api/status`: counts, the last publish, and what waits. */

import { catalogOf, type AppContext } from '../context.ts';

export async function status(c: AppContext): Promise<Response> {
  return c.json(await catalogOf(c).status());
}
