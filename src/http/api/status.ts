/** `GET /api/status`: counts, the last publish, pending and failed writes, and what goes out. */

import { log, reasonOf } from '../../log.ts';
import type { Status } from '../../publish/protocol.ts';
import { lockedResponse } from '../answer/errors.ts';
import { catalogOf, outboundOf, siteOf, type AppContext } from '../context.ts';

export async function status(c: AppContext): Promise<Response> {
  try {
    const [ofCatalog, ofSender] = await Promise.all([catalogOf(c).status(), sending(c)]);
    return c.json({ ...ofCatalog, ...ofSender });
  } catch (error) {
    // A later version of edgefeed may have changed the tables that the status is read from.
    const locked = await catalogOf(c).locked();
    if (!locked) throw error;
    return lockedResponse(c, locked.why);
  }
}

/** Never throws: the status is there to find faults with. */
async function sending(c: AppContext): Promise<Pick<Status, 'outbound' | 'unsent'>> {
  const sender = outboundOf(c);
  if (!sender) return siteOf(c).hub === undefined ? {} : { unsent: true };
  try {
    return { outbound: await sender.status() };
  } catch (error) {
    log('error', 'source', { source: 'sender', error: reasonOf(error) });
    return {};
  }
}
