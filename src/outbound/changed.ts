/** Feeds that have changed: what is to be sent because of them. */

import { ownHub } from '../site/config.ts';
import type { OutboundContext } from './context.ts';
import { topicsOfChange } from './topics.ts';

/** A feed that KV has taken. */
export interface ChangedFeed {
  /** The key of the change; see feed/change-key.ts. */
  scope: string;
  /** When the change was made, ms. */
  since: number;
}

/** Notes deliveries, so that nothing is lost from now on. To note a change twice does no harm. */
export function noteChanges(
  { tables, site, delay, now, transaction }: OutboundContext,
  feeds: readonly ChangedFeed[],
): void {
  const { deliveries } = tables;
  const hub = site.hub;
  if (hub === undefined) return;
  transaction(() => {
    if (hub === ownHub(site)) {
      const topics = feeds.flatMap(({ scope, since }) =>
        topicsOfChange(site, scope).map((topic) => ({ topic, since })),
      );
      deliveries.addContent(topics, now() + delay * 1000, now());
    } else {
      for (const { scope } of feeds)
        deliveries.add({ kind: 'ping', target: hub, key: scope, details: null }, now(), now());
    }
  });
}
