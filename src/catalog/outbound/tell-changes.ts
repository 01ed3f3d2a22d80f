/** Telling the sender which articles have changed, for webhooks. It notes them, and answers before it sends anything. */

import { log } from '../../log.ts';
import type { CatalogContext } from '../context.ts';
import { backoff, longestWait } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';

/** Changes of one call. */
const toldAtOnce = 500;

/** When the sender is to be told next, ms; undefined: it knows of everything. @param now ms */
export function nextTelling({ settings, untoldChanges }: Tables, now: number): number | undefined {
  const webhooks = settings.get('webhooks');
  if (!webhooks || !untoldChanges.any) return undefined;
  // A later moment was written while the clock was ahead.
  return webhooks.tryAt > now + longestWait ? now : Math.max(webhooks.tryAt, now);
}

/**
 * Tells of as many changes as one call takes. A call whose answer is lost is made again: the sender knows which it has.
 * @param sender absent: the binding was removed, and its endpoints are out of reach
 */
export async function tellChanges(
  { tables: { settings, untoldChanges, changes }, now, transaction }: CatalogContext,
  sender: Pick<Env['OUTBOUND'], 'getByName'> | undefined,
): Promise<void> {
  const began = settings.get('webhooks');
  const notes = untoldChanges.first(toldAtOnce);
  const last = notes.at(-1);
  if (!began || !last) return;
  try {
    const hasEndpoints =
      (await sender?.getByName('outbound').articlesChanged({ log: changes.log.name, notes })) ?? false;
    transaction(() => {
      untoldChanges.removeUntil(last);
      const current = settings.get('webhooks');
      // Another number: an endpoint was added meanwhile.
      if (hasEndpoints || current?.added !== began.added) {
        if (began.tries > 0 && current) settings.set('webhooks', { ...current, tries: 0, tryAt: 0 });
      } else {
        settings.remove('webhooks');
        untoldChanges.removeAll();
      }
    });
  } catch (error) {
    const tries = began.tries + 1;
    transaction(() => {
      const { added } = settings.get('webhooks') ?? began;
      settings.set('webhooks', { added, tries, tryAt: now() + backoff(began.tries) });
    });
    log('warn', 'outbound', { error: String(error), tries });
  }
}
