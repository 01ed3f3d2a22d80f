/** How long audio and video of other sites is: `--write` reads the beginning of the files whose articles do not say it. */

import { limits } from '../../limits.ts';
import { follow } from './ask.ts';
import { patience } from './hosts.ts';
import { Requests, type Network, type Open } from './request.ts';

const isBusy = (status: number | string): boolean => status === 429 || status === 503;

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
        for (const queue of waiting) {
          let silent = 0;
          for (const medium of queue) {
            if (ended.aborted) return;
            const answer = await durationOf(medium, requests, ended);
            if (answer === 'busy' || (answer === 'silent' && ++silent >= patience)) break;
            if (answer === 'silent') continue;
            silent = 0;
            if (answer !== undefined) found.set(medium.url, answer);
          }
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
): Promise<number | 'busy' | 'silent' | undefined> {
  const stop = AbortSignal.any([ended, AbortSignal.timeout(2 * limits.remotePatience)]);
  const open: Open[] = [];
  try {
    const answer = await follow(url, 'GET', async (address) => {
      const next = await requests.get(address, '*/*', stop);
      open.push(next);
      return next;
    });
    if (isBusy(answer.status)) return 'busy';
    if (!('body' in answer) || answer.status !== 200) return undefined;
    // Imported only where there is something to read: it has a parser for each format.
    const { durationIn } = await import('../source/media-facts.ts');
    return await durationIn(beginning(answer.body), {
      ...(type !== undefined && { mimeType: type }),
      ...(bytes !== undefined && { size: bytes }),
    });
  } catch {
    // The file may be damaged, too, or its header further back.
    return open.at(-1)?.status === 200 && !stop.aborted ? undefined : 'silent';
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
