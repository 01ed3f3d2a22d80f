/** `POST /api/rebuild`: has everything written to KV again. */

import { catalogOf, type AppContext } from '../context.ts';
import { failure } from '../answer/errors.ts';

export async function rebuild(c: AppContext): Promise<Response> {
  const result = await catalogOf(c).rebuild();
  return 'status' in result ? failure(c, 409, result.why) : c.json(result, 202);
}
