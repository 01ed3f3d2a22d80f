/**
 * Bringing batches to the worker. A batch over which it breaks down, or that it finds too large, is sent again in ever
 * smaller parts: else one file that takes more memory or time than a worker has would hold up all that go with it, in
 * every publish anew.
 */

import { batchLimits, type Batch, type BatchResult, type FileResult } from '../../publish/protocol.ts';
import { encodeBatch, type Pack, type Piece } from './batches.ts';
import type { Client } from '../client/client.ts';
import { NoAnswer, TooLarge } from '../client/errors.ts';
import { fileProblem } from '../source/file-problem.ts';

/** A batch on its way. */
export interface Sent extends Pack {
  answer: Promise<BatchResult>;
}

/** Tries for a part of a batch: the whole has been tried patiently, and the worker is seen to be well before each part. */
const triesPerPart = 3;

/** Files in a row of which none goes through. Then it is not the files, whatever else the worker answers. */
const maxBlamed = 5;

export class BatchSender {
  readonly #client: Client;
  readonly #push: Batch['push'];
  /** Files that were given up, since something went through last. */
  #blamed = 0;
  /** Files that the next batch may have: fewer than the limit once whole batches turned out to be too much. */
  most: number = batchLimits.files;

  /** @param push the push that every batch is a part of */
  constructor(client: Client, push?: Batch['push']) {
    this.#client = client;
    this.#push = push;
  }

  /** Sends a batch. Whether it arrived says `results`, which has to be called. */
  send(pack: Pack): Sent {
    const answer = this.#publish(pack.pieces, !pack.last);
    // Should the batch before it fail for good, nobody waits for this one any more.
    answer.catch(() => {});
    return { ...pack, answer };
  }

  /**
   * What became of the files of a batch, as the answers come in.
   * @param beside the batch that is on its way at the same time: it could bring down the worker too
   * @throws CliError when the worker can't be reached, refuses, or breaks down whatever it is given
   */
  async *results({ pieces, last, answer }: Sent, beside?: Sent): AsyncGenerator<FileResult[]> {
    const answered = await orFailure(answer);
    if (!isFailure(answered)) {
      this.#blamed = 0;
      return yield answered.files;
    }
    if (answered instanceof NoAnswer) await beside?.answer.catch(() => {});
    let largest = 0;
    let blamed = false;
    for await (const part of this.#bisect(pieces, answered)) {
      largest = Math.max(largest, part.files.length);
      blamed ||= part.blamed;
      yield part.files;
    }
    // No file is to blame, so it was the number of them (a free plan has 10 ms for a request, say).
    if (!blamed) this.most = Math.min(this.most, largest);
    if (last) await this.#publish([], false);
  }

  async *#bisect(
    pieces: readonly Piece[],
    failure: Failure,
  ): AsyncGenerator<BatchResult & { blamed: boolean }> {
    const [first] = pieces;
    if (failure instanceof TooLarge && pieces.length === 1)
      return yield { files: [tooLarge(first!, failure)], blamed: true };
    // A worker that says what it thinks of a batch is well.
    if (failure instanceof NoAnswer) await this.#checkHealth();
    // A single one gets a second chance: the worker may have been away for a moment just when it came.
    const middle = Math.ceil(pieces.length / 2);
    const parts = pieces.length > 1 ? [pieces.slice(0, middle), pieces.slice(middle)] : [pieces];
    for (const part of parts) {
      const answered = await orFailure(this.#publish(part, true, triesPerPart));
      if (!isFailure(answered)) {
        this.#blamed = 0;
        yield { ...answered, blamed: false };
      } else if (pieces.length > 1 || answered instanceof TooLarge) {
        yield* this.#bisect(part, answered);
      } else {
        await this.#checkHealth();
        yield { files: [this.#blame(first!, answered)], blamed: true };
      }
    }
  }

  /** @throws the failure itself when so many files fail that they can't be the reason */
  #blame({ step: { path }, put }: Piece, failure: NoAnswer): FileResult {
    if (this.#blamed++ >= maxBlamed) throw failure;
    const what = put === undefined ? 'when it deletes this file' : 'on this file';
    const remedy =
      put === undefined
        ? ''
        : 'it may need more memory or time than a worker has: shorten it, or split it in two; ';
    const message = `the worker crashes ${what} (${failure.brief}) but handles the others; ${remedy}run \`npx wrangler tail\` to see why`;
    return { path, status: 'error', problems: [fileProblem(path, 'worker-fails', message)] };
  }

  /** An empty batch goes the whole way of a full one, to the catalog and back. @throws CliError when it does not arrive */
  async #checkHealth(): Promise<void> {
    await this.#publish([], true);
  }

  async #publish(pieces: readonly Piece[], more: boolean, tries?: number): Promise<BatchResult> {
    return this.#client.publish(encodeBatch(pieces, more, this.#push), tries);
  }
}

/** Why a batch has to be sent again in parts. */
type Failure = NoAnswer | TooLarge;

function isFailure(answered: unknown): answered is Failure {
  return answered instanceof NoAnswer || answered instanceof TooLarge;
}

async function orFailure<T>(answer: Promise<T>): Promise<T | Failure> {
  try {
    return await answer;
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
}

function tooLarge({ step: { path } }: Piece, { detail }: TooLarge): FileResult {
  const message = `the worker refuses this file as too large, even alone (${detail.replace(/\.$/, '')}); shorten it, or split it in two`;
  return { path, status: 'error', problems: [fileProblem(path, 'too-large', message)] };
}
