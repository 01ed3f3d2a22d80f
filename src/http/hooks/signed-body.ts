/**
 * Reading the body of a webhook, of which nobody knows yet whether GitHub has sent it. It is signed and skimmed as it
 * arrives, so that a caller without the secret holds a few kilobytes of memory for some seconds, whatever he sends.
 */

import { Signature } from '../../github/signature.ts';
import { Skim } from '../../github/skim.ts';
import { limits } from '../../limits.ts';

export type SignedBody =
  | { status: 'signed'; outline: string | undefined }
  | { status: 'unsigned' }
  | { status: 'large' }
  /** It did not arrive in time, or had to make way for others. */
  | { status: 'slow' }
  /** The connection was lost. */
  | { status: 'broken' };

/** A body that is being read. */
interface Turn {
  /** ms */
  since: number;
  /** It is to make way for others. */
  over: boolean;
}

/** The oldest first. */
const reading = new Set<Turn>();

/** Ms after which a body that does not come is looked after. A request can't be woken by another one. */
const glance = 250;

/** @param signature that the caller claims to be of the body */
export async function readSigned({ body }: Request, signature: string, secret: string): Promise<SignedBody> {
  const right = new Signature(secret);
  const skim = new Skim();
  if (body) {
    const end = await readInTime(body, (bytes) => {
      right.add(bytes);
      skim.add(bytes);
    });
    if (end !== 'whole') return { status: end };
  }
  return right.is(signature) ? { status: 'signed', outline: skim.outline } : { status: 'unsigned' };
}

async function readInTime(
  body: ReadableStream<Uint8Array>,
  take: (bytes: Uint8Array) => void,
): Promise<'whole' | 'large' | 'slow' | 'broken'> {
  const turn = { since: Date.now(), over: false };
  makeWay(turn.since);
  reading.add(turn);
  const reader = body.getReader();
  try {
    let next = reader.read();
    let tick = wait();
    for (let [size, waits] = [0, 0]; ;) {
      const piece = await Promise.race([next, tick]);
      if (!piece) {
        if (turn.over || ++waits * glance >= limits.hookPatience) return 'slow';
        tick = wait();
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
    reading.delete(turn);
    // What is left of the body is not wanted; whether it still comes is of no interest.
    reader.cancel().catch(() => {});
  }
}

/** GitHub sends at once and is done in milliseconds. What is slow is the one to give way, and not GitHub. */
function makeWay(now: number): void {
  let others = 0;
  for (const turn of reading) {
    // A request whose client has left may end without a word.
    if (now - turn.since > 2 * limits.hookPatience) reading.delete(turn);
    else if (!turn.over) others++;
  }
  if (others < limits.hooks) return;
  for (const turn of reading) {
    if (turn.over) continue;
    turn.over = true;
    return;
  }
}

const wait = async (): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), glance);
  });
