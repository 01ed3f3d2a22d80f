/** `POST /api/rebuild`: rewrites everything in KV; answers before that is done. */

import { catalogOf, type AppContext } from '../context.ts';
import { limitResponse, lockedResponse } from '../answer/errors.ts';

export async function rebuild(c: AppContext): Promise<Response> {
  const result = await catalogOf(c).rebuild();
  if (!('status' in result)) return c.json(result, 202);
  return result.status === 'limited' ? limitResponse(c, result.limit) : lockedResponse(c, result.why);
}
