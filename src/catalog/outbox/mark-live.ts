/** When a publish has reached its readers. */

import type { Tables } from '../tables/tables.ts';

/** Marks the publishes as live if no feed is left in the outbox. @param now ms */
export function markLive({ publishes, outbox }: Tables, now: number): void {
  if (!outbox.waits('feed')) publishes.live(now);
}
