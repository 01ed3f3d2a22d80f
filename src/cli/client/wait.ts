/** Waiting until committed changes are written to KV. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../publish/protocol.ts';
import type { Client } from './client.ts';

/** The number of feeds not written yet. */
export function waitingFeeds({ outbox }: Pick<Status, 'outbox'>): number {
  return outbox.feed + outbox.index;
}

/** The number of documents not written yet. */
function waiting({ outbox }: Status): number {
  return waitingFeeds({ outbox }) + outbox.article;
}

/**
 * Waits until all documents are written except those that keep failing, or until KV accepts no writes or a limit of the
 * plan is met.
 * @param onLeft called after each poll with the number of documents left
 * @returns the last status
 */
export async function untilWritten(
  client: Pick<Client, 'status'>,
  onLeft: (left: number) => void,
): Promise<Status> {
  for (const interval = new PollInterval(); ;) {
    const status = await client.status();
    const left = waiting(status);
    onLeft(left);
    if (status.pausedUntil || status.limit || left <= status.outbox.failing) return status;
    await sleep(interval.next(left, performance.now()));
  }
}

/**
 * Waits until all feeds are written, at most `patience` ms, and not for a limit of the plan. The worker continues in either case.
 * @param onWaiting called after each poll with the number of feeds left
 * @returns the last status
 */
export async function untilLive(
  client: Pick<Client, 'status'>,
  options: { patience?: number; onWaiting?: (feeds: number) => void; signal?: AbortSignal } = {},
): Promise<Status> {
  const { patience = 60_000, onWaiting, signal } = options;
  const deadline = performance.now() + patience;
  for (const interval = new PollInterval(); ;) {
    const status = await client.status();
    const feeds = waitingFeeds(status);
    if (feeds === 0 || status.limit || performance.now() > deadline) return status;
    onWaiting?.(feeds);
    await sleep(interval.next(feeds, performance.now()), undefined, signal && { signal });
  }
}

/** Bounds of the interval, ms. It starts short, since the feeds of one article are written at once, and grows. */
const shortest = 10;
const longest = 500;

/** The delays between the polls of one wait. */
export class PollInterval {
  #pause = shortest / 1.5;
  #first: { left: number; now: number } | undefined;

  /**
   * Estimates when the rest is written, from the rate since the first poll. Without progress the delay grows by half.
   * @param left documents not written yet
   * @param now ms, by any clock
   * @returns the delay until the next poll, ms
   */
  next(left: number, now: number): number {
    this.#pause = Math.min(this.#pause * 1.5, longest);
    const first = (this.#first ??= { left, now });
    const written = first.left - left;
    if (written <= 0) return this.#pause;
    const rest = (left * (now - first.now)) / written;
    return Math.min(Math.max(rest, shortest), longest);
  }
}
