/** `POST /api/rebuild`: rewrites everything in KV; answers before that is done. */

import { catalogOf, type AppContext } from '../context.ts';
import { errorResponse } from '../answer/errors.ts';

export async function rebuild(c: AppContext): Promise<Response> {
  const result = await catalogOf(c).rebuild();
  return 'status' in result ? errorResponse(c, 409, result.why) : c.json(result, 202);
}
