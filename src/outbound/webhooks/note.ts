/** Changes of articles become events of the endpoints that hear of them. */

import type { ChangeNotes } from '../../publish/webhooks.ts';
import type { OutboundContext } from '../context.ts';
import type { Endpoint } from '../tables/endpoints.ts';
import { eventFor } from './filter.ts';
import { messageId } from './message.ts';

/**
 * Notes events, so that nothing is lost from now on. Changes that the sender was told of before are ignored.
 * @returns whether there is an endpoint: if not, the catalog need not tell of any more
 */
export function noteArticles({ tables, now, transaction }: OutboundContext, told: ChangeNotes): boolean {
  return transaction(() => {
    const endpoints = tables.endpoints.all();
    const notes = tables.toldChanges.newIn(told);
    const last = notes.at(-1);
    if (!last || endpoints.length === 0) return endpoints.length > 0;
    tables.toldChanges.set(told.log, last);
    for (const endpoint of endpoints) {
      const events = notes.flatMap((note) => {
        const event = eventFor(endpoint.filter, note);
        const { id, revision, at } = note;
        const message = messageId(endpoint.id, told.log, revision, id);
        return event ? [{ article: id, event, message, at }] : [];
      });
      if (events.length === 0) continue;
      tables.events.add(endpoint.id, events, now());
      wake({ tables, now }, endpoint);
    }
    return true;
  });
}

/** Has an endpoint get what waits for it, unless it is paused. */
export function wake({ tables, now }: Pick<OutboundContext, 'tables' | 'now'>, endpoint: Endpoint): void {
  if (endpoint.pausedAt !== undefined || tables.events.nextTry(endpoint.id) === undefined) return;
  tables.deliveries.addWebhook(endpoint, now(), now());
}
