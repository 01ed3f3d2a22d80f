/** Waiting until what was committed is what readers get. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../publish/protocol.ts';
import type { Client } from './client.ts';

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
  for (const interval = new PollInterval(); ;) {
    const status = await client.status();
    const left = waiting(status);
    onLeft(left);
    if (status.pausedUntil || left <= status.outbox.failing) return status;
    await sleep(interval.next(left, performance.now()));
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
  for (const interval = new PollInterval(); ;) {
    const status = await client.status();
    const feeds = waitingFeeds(status);
    if (feeds === 0 || performance.now() > deadline) return status;
    onWaiting?.(feeds);
    await sleep(interval.next(feeds, performance.now()), undefined, signal && { signal });
  }
}

/** Ms: soon at first, for what one article changes is written at once, then ever more rarely. */
const shortest = 10;
const longest = 500;

/** One for each wait. */
export class PollInterval {
  #pause = shortest / 1.5;
  #first: { left: number; now: number } | undefined;

  /**
   * @param left pieces that wait to be written
   * @param now ms, by any clock
   * @returns ms until the rest should be written, going by what was written since the first look; what nobody knows yet
   *   is guessed, a little more each time
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
