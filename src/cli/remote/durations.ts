/** How long audio and video of other sites is: `--write` reads the beginning of the files whose articles do not say it. */

import { limits } from '../../limits.ts';
import { follow } from './ask.ts';
import { Requests, type Network, type Open } from './request.ts';

/** A file that is there, as its server describes it. */
export interface RemoteMedium {
  url: string;
  type?: string | undefined;
  /** Bytes. */
  bytes?: number | undefined;
}

/**
 * Several hosts side by side, each one file at a time.
 * @param stop ends all: what is left is not known
 * @returns seconds, by the address; without files whose beginning does not tell
 */
export async function durationsOf(
  media: readonly RemoteMedium[],
  network: Network,
  stop: AbortSignal,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const requests = new Requests(network);
  const ended = AbortSignal.any([stop, AbortSignal.timeout(limits.remoteTotal)]);
  const waiting = Map.groupBy(media, ({ url }) => new URL(url).hostname).values();
  try {
    await Promise.all(
      Array.from({ length: limits.remoteHosts }, async () => {
        // All of them take from the same iterator.
        for (const queue of waiting)
          for (const medium of queue) {
            if (ended.aborted) return;
            const duration = await durationOf(medium, requests, ended);
            if (duration !== undefined) found.set(medium.url, duration);
          }
      }),
    );
  } finally {
    requests.close();
  }
  return found;
}

async function durationOf(
  { url, type, bytes }: RemoteMedium,
  requests: Requests,
  ended: AbortSignal,
): Promise<number | undefined> {
  const stop = AbortSignal.any([ended, AbortSignal.timeout(2 * limits.remotePatience)]);
  const open: Open[] = [];
  try {
    const answer = await follow(url, 'GET', async (address) => {
      const next = await requests.get(address, '*/*', stop);
      open.push(next);
      return next;
    });
    if (!('body' in answer) || answer.status !== 200) return undefined;
    // Imported only where there is something to read: it has a parser for each format.
    const { durationIn } = await import('../source/media-facts.ts');
    return await durationIn(beginning(answer.body), {
      ...(type !== undefined && { mimeType: type }),
      ...(bytes !== undefined && { size: bytes }),
    });
  } catch {
    return undefined;
  } finally {
    for (const { body } of open) body.destroy();
  }
}

async function* beginning(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = limits.remoteMediaBytes;
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
