/** When what was published has reached readers. */

import type { Tables } from '../tables/tables.ts';

/** Notes it for the list of publishes, if no feed waits any more. @param now ms */
export function noteLive({ publishes, outbox }: Tables, now: number): void {
  if (!outbox.waits('feed')) publishes.live(now);
}
