/** Telling the sender which feeds KV has taken. It answers at once: what it does with that is not waited for. */

import { log } from '../../log.ts';
import type { CatalogContext } from '../context.ts';
import { backoff } from '../tables/outbox.ts';

/** Feeds of one call. */
const toldAtOnce = 500;

/**
 * A call whose answer is lost is made again: to the sender, hearing of a version twice is the same as once.
 * @param sender absent in a wrangler.toml of an earlier version: nothing goes out then
 */
export async function tellSender(
  { tables: { announcements }, now, transaction }: CatalogContext,
  sender: Pick<Env['OUTBOUND'], 'getByName'> | undefined,
): Promise<void> {
  const due = announcements.due(toldAtOnce);
  if (due.length === 0) return;
  try {
    await sender?.getByName('outbound').changed(due.map(({ key, since }) => ({ scope: key, since })));
    transaction(() => announcements.done(due));
  } catch (error) {
    const tries = due[0]!.tries;
    transaction(() => announcements.failed(now() + backoff(tries)));
    log('warn', 'outbound', { error: String(error), tries: tries + 1 });
  }
}
