/** `GET /api/status`: counts, the last publish, pending and failed writes. */

import { lockedResponse } from '../answer/errors.ts';
import { catalogOf, type AppContext } from '../context.ts';

export async function status(c: AppContext): Promise<Response> {
  try {
    return c.json(await catalogOf(c).status());
  } catch (error) {
    // A later version of edgefeed may have changed the tables that the status is read from.
    const locked = await catalogOf(c).locked();
    if (!locked) throw error;
    return lockedResponse(c, locked.why);
  }
}
