/**
 * Reads the body of a webhook before its signature is known to be right. The body is hashed and skimmed as it arrives,
 * so that a caller without the secret can hold no more than a few kilobytes of memory for some seconds.
 */

import { Signature } from '../../github/signature.ts';
import { Skim } from '../../github/skim.ts';
import { limits } from '../../limits.ts';

export type SignedBody =
  | { status: 'signed'; outline: string | undefined }
  | { status: 'unsigned' }
  | { status: 'large' }
  /** It did not arrive in time, or was stopped in favour of newer ones. */
  | { status: 'slow' }
  /** The connection was lost. */
  | { status: 'broken' };

/** A body that is being read. */
interface ActiveRead {
  /** ms */
  since: number;
  /** Set by a newer request to stop this one. */
  stopped: boolean;
}

/** Oldest first. */
const active = new Set<ActiveRead>();

/** ms between two checks of `stopped`: in workerd one request cannot wake another. */
const checkInterval = 250;

/** @param signature the `X-Hub-Signature-256` of the request */
export async function readSigned({ body }: Request, signature: string, secret: string): Promise<SignedBody> {
  const expected = new Signature(secret);
  const skim = new Skim();
  if (body) {
    const status = await readInTime(body, (bytes) => {
      expected.add(bytes);
      skim.add(bytes);
    });
    if (status !== 'whole') return { status };
  }
  return expected.is(signature) ? { status: 'signed', outline: skim.outline } : { status: 'unsigned' };
}

async function readInTime(
  body: ReadableStream<Uint8Array>,
  take: (bytes: Uint8Array) => void,
): Promise<'whole' | 'large' | 'slow' | 'broken'> {
  const read = { since: Date.now(), stopped: false };
  stopOldest(read.since);
  active.add(read);
  const reader = body.getReader();
  try {
    let next = reader.read();
    let check = wait();
    for (let [size, checks] = [0, 0]; ;) {
      const piece = await Promise.race([next, check]);
      if (!piece) {
        if (read.stopped || ++checks * checkInterval >= limits.hookPatience) return 'slow';
        check = wait();
      } else if (piece.done) {
        return 'whole';
      } else {
        size += piece.value.byteLength;
        if (size > limits.hookBytes) return 'large';
        take(piece.value);
        next = reader.read();
      }
    }
  } catch {
    return 'broken';
  } finally {
    active.delete(read);
    // The rest of the body is not needed, and cancelling it may fail.
    reader.cancel().catch(() => {});
  }
}

/** Stops the oldest read if there are too many: GitHub sends a body within milliseconds, so a slow one is not GitHub's. */
function stopOldest(now: number): void {
  let running = 0;
  for (const read of active) {
    // A request whose client has left may end without its `finally`.
    if (now - read.since > 2 * limits.hookPatience) active.delete(read);
    else if (!read.stopped) running++;
  }
  if (running < limits.hooks) return;
  for (const read of active) {
    if (read.stopped) continue;
    read.stopped = true;
    return;
  }
}

const wait = async (): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), checkInterval);
  });
