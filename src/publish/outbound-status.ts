/** What goes out: subscriptions of the hub, and deliveries. */

import type { Webhook } from './webhooks.ts';

export interface OutboundStatus {
  subscriptions: number;
  /** The topics, and the hosts of callbacks, with the most subscriptions. */
  topics: Group[];
  hosts: Group[];
  /** Deliveries that wait, and how many of them have failed at least once; each up to 10,000. */
  waiting: number;
  failing: number;
  /** Feeds that subscribers have taken, and deliveries that were given up, since the beginning. */
  taken: number;
  givenUp: number;
  /** Half of the last 200 feeds that subscribers took reached them within this time after the publish, ms. Absent: none yet. */
  medianMs?: number;
  /** Endpoints of webhooks, their addresses without a path; a worker of an earlier version has none. */
  webhooks?: Webhook[];
  /** Some of those that fail, the next first. */
  failures: OutboundFailure[];
}

interface Group {
  name: string;
  count: number;
}

interface OutboundFailure {
  /** `content`, `verify`, `denied`: to a subscriber. `ping`: to the hub of `HUB_URL`. */
  kind: string;
  /** Host of the callback, or address of the hub. */
  target: string;
  /** The topic; of a ping, the key of the scope whose feeds have changed. */
  key: string;
  error: string;
  /** Failures. */
  tries: number;
  /** ISO 8601 UTC */
  nextTry: string;
}
