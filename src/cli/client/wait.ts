/** Waiting until what was committed is what readers get. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../publish/protocol.ts';
import type { Client } from './client.ts';
import { Pace } from './pace.ts';

/** Feeds that are committed but not written yet. */
export function waitingFeeds({ outbox }: Pick<Status, 'outbox'>): number {
  return outbox.feed + outbox.index;
}

/** Everything that is committed but not written yet. */
function waiting({ outbox }: Status): number {
  return waitingFeeds({ outbox }) + outbox.article;
}

/**
 * Waits until nothing waits any more but what fails again and again, or KV takes nothing at all.
 * @param onLeft called with how much is left after each look
 * @returns the last status seen
 */
export async function untilWritten(
  client: Pick<Client, 'status'>,
  onLeft: (left: number) => void,
): Promise<Status> {
  for (const pace = new Pace(); ;) {
    const status = await client.status();
    const left = waiting(status);
    onLeft(left);
    if (status.pausedUntil || left <= status.outbox.failing) return status;
    await sleep(pace.pause(left, performance.now()));
  }
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
  for (const pace = new Pace(); ;) {
    const status = await client.status();
    const feeds = waitingFeeds(status);
    if (feeds === 0 || performance.now() > deadline) return status;
    onWaiting?.(feeds);
    await sleep(pace.pause(feeds, performance.now()), undefined, signal && { signal });
  }
}
