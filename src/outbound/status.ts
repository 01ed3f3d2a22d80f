/** The sender's part of the status. */

import type { OutboundStatus } from '../publish/outbound-status.ts';
import { listWebhooks } from './webhooks/manage.ts';
import type { Tables } from './tables/tables.ts';

/** Topics, hosts and failing deliveries in the status. */
const shown = 10;

export function publicOutboundStatus({ subscriptions, deliveries, delays, counts }: Tables) {
  const medianMs = delays.median();
  return {
    subscriptions: subscriptions.count(),
    ...deliveries.count(),
    givenUp: counts.get('given_up'),
    ...(medianMs !== undefined && { medianMs }),
  };
}

/** @param now ms */
export function outboundStatus(tables: Tables, now: number): OutboundStatus {
  const { subscriptions, deliveries, counts } = tables;
  return {
    ...publicOutboundStatus(tables),
    topics: subscriptions.grouped('topic', shown),
    hosts: subscriptions.grouped('host', shown),
    taken: counts.get('taken'),
    webhooks: listWebhooks({ tables, now: () => now }).map(({ url, ...others }) => ({
      ...others,
      // The path may contain a password of the receiver.
      url: new URL(url).origin,
    })),
    failures: deliveries.failing(shown).map(({ kind, target, key, tries, answer, tryAt }) => ({
      kind,
      // The address of a callback may contain a password of the subscriber.
      target: kind === 'ping' ? target : new URL(target).host,
      key,
      tries,
      error: answer,
      nextTry: new Date(tryAt).toISOString(),
    })),
  };
}
