import type { Article } from '../article/article.ts';
import type { Site } from '../site/config.ts';
import type { ReadFeed } from './feed-memo.ts';
import type { Permissions } from './guard.ts';
import type { Tables } from './tables/tables.ts';
import type { Delivery } from './tables/deliveries.ts';

/** What the sender works with. */
export interface OutboundContext {
  tables: Tables;
  site: Site;
  permissions: Permissions;
  /** Seconds that a changed feed waits before it is sent. */
  delay: number;
  /** ms since 1970 */
  now: () => number;
  transaction: <T>(write: () => T) => T;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** A feed as KV has it; `stale`: a newer one is on its way to KV; null: it has no articles. */
  feed: ReadFeed;
  /** An article as apps may see it; null: there is none with this id. */
  article: (id: string) => Promise<Article | null>;
}

/** How a try ends. */
export type Outcome =
  /** It is over without a request. */
  | { status: 'moot' }
  /** It is over. `note`: what else is written with that, in one transaction */
  | { status: 'done'; note?: () => void }
  /** `note` says what becomes of the delivery. `isDown`: the host did not answer. */
  | { status: 'kept'; note: () => void; isDown?: boolean }
  /** It is over without success, and not worth another try. */
  | { status: 'ended'; why: string; note?: () => void }
  /** Nothing has failed, but it is not to be sent yet. `at`: ms */
  | { status: 'later'; at: number }
  /** `after`: the receiver's wish, ms. `isDown`: others of the host would fail likewise. */
  | { status: 'failed'; why: string; after?: number; isDown: boolean };

/** Sends a delivery of one kind. Never throws for what a receiver does. */
export type Send = (context: OutboundContext, delivery: Delivery) => Promise<Outcome>;
