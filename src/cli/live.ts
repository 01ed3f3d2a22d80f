/** Waiting until what was committed is what readers get. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Status } from '../publish/protocol.ts';
import type { Client } from './client.ts';

/** Ms between two looks: soon at first, for one article is live at once, then ever more rarely. */
const firstPause = 10;
const longestPause = 1_000;

/** Feeds that are committed but not written yet. */
export function waitingFeeds({ outbox }: Status): number {
  return outbox.feed + outbox.index;
}

/**
 * Waits until every feed is written, or for `patience` ms. The worker goes on by itself in either case.
 * @param onWaiting called with the number of feeds to go after each look
 * @returns the last status seen
 */
export async function untilLive(
  client: Pick<Client, 'status'>,
  options: { patience?: number; onWaiting?: (feeds: number) => void; signal?: AbortSignal } = {},
): Promise<Status> {
  const { patience = 60_000, onWaiting, signal } = options;
  const deadline = performance.now() + patience;
  for (let wait = firstPause; ; wait = Math.min(wait * 1.5, longestPause)) {
    const status = await client.status();
    const waiting = waitingFeeds(status);
    if (waiting === 0 || performance.now() > deadline) return status;
    onWaiting?.(waiting);
    await pause(wait, undefined, signal && { signal });
  }
}
