/**
 * Sending batches to the worker. A batch that crashes the worker, or that it refuses as too large, is bisected: otherwise
 * one file that needs more memory or time than a worker has would block all others of its batch, in every publish.
 */

import { batchLimits, type Batch, type FileResult } from '../../publish/protocol.ts';
import { encodeBatch, type Pack, type Piece } from './batches.ts';
import type { Client } from '../client/client.ts';
import { NoAnswer, TooLarge } from '../client/errors.ts';
import { fileProblem } from '../source/file-problem.ts';

/** A batch in flight. */
export interface Sent extends Pack {
  answer: Promise<Answer>;
}

/** The worker's answer to a batch, or why the batch must be bisected. All other errors are thrown. */
type Answer = { status: 'ok'; files: FileResult[] } | Failure;

type Failure = { status: 'no-answer'; error: NoAnswer } | { status: 'too-large'; error: TooLarge };

/** Tries for each part of a bisected batch: the whole has used up its own, and the worker's health is checked before. */
const triesPerPart = 3;

/** Files that may fail in a row. After that the worker is at fault, even if it answers empty batches. */
const maxBlamed = 5;

export class BatchSender {
  readonly #client: Client;
  readonly #push: Batch['push'];
  /** Files blamed since the last success. */
  #blamed = 0;
  /** File limit of the next batch. Lowered once whole batches turn out to be too large. */
  maxFiles: number = batchLimits.files;

  /** @param push the push that the batches belong to */
  constructor(client: Client, push?: Batch['push']) {
    this.#client = client;
    this.#push = push;
  }

  /** Starts sending a batch; pass it to `results` for the outcome. */
  send(pack: Pack): Sent {
    const answer = this.#send(pack.pieces, !pack.last);
    // If the previous batch fails for good, this promise is never awaited.
    answer.catch(() => {});
    return { ...pack, answer };
  }

  /**
   * Yields the results of a batch's files, bisecting it if necessary.
   * @param concurrent the batch in flight at the same time, which may be the one that crashed the worker
   * @throws CliError when the worker is unreachable, refuses the request, or crashes whatever it is sent
   */
  async *results({ pieces, last, answer }: Sent, concurrent?: Sent): AsyncGenerator<FileResult[]> {
    const answered = await answer;
    if (answered.status === 'ok') {
      this.#blamed = 0;
      return yield answered.files;
    }
    if (answered.status === 'no-answer') await concurrent?.answer.catch(() => {});
    let largest = 0;
    let blamed = false;
    for await (const part of this.#bisect(pieces, answered)) {
      largest = Math.max(largest, part.files.length);
      blamed ||= part.blamed;
      yield part.files;
    }
    // No single file was at fault, so it was their number: the free plan has 10 ms of CPU time per request, say.
    if (!blamed) this.maxFiles = Math.min(this.maxFiles, largest);
    if (last) await this.#sendEmpty(false);
  }

  async *#bisect(
    pieces: readonly Piece[],
    failure: Failure,
  ): AsyncGenerator<{ files: FileResult[]; blamed: boolean }> {
    const [first] = pieces;
    if (failure.status === 'too-large' && pieces.length === 1)
      return yield { files: [tooLarge(first!, failure.error)], blamed: true };
    // A worker that judges a batch as too large is healthy.
    if (failure.status === 'no-answer') await this.#checkHealth();
    // A single file gets a second chance: the worker may have been down for a moment just when it was sent.
    const middle = Math.ceil(pieces.length / 2);
    const parts = pieces.length > 1 ? [pieces.slice(0, middle), pieces.slice(middle)] : [pieces];
    for (const part of parts) {
      const answered = await this.#send(part, true, triesPerPart);
      if (answered.status === 'ok') {
        this.#blamed = 0;
        yield { files: answered.files, blamed: false };
      } else if (pieces.length > 1 || answered.status === 'too-large') {
        yield* this.#bisect(part, answered);
      } else {
        await this.#checkHealth();
        yield { files: [this.#blame(first!, answered.error)], blamed: true };
      }
    }
  }

  /** @throws the failure itself after `maxBlamed` files in a row, since they can't all be the reason */
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

  /** An empty batch takes the same way to the catalog as a full one. @throws CliError when it fails */
  async #checkHealth(): Promise<void> {
    await this.#sendEmpty(true);
  }

  async #sendEmpty(more: boolean): Promise<void> {
    const answered = await this.#send([], more);
    if (answered.status !== 'ok') throw answered.error;
  }

  async #send(pieces: readonly Piece[], more: boolean, tries?: number): Promise<Answer> {
    try {
      const { files } = await this.#client.publish(encodeBatch(pieces, more, this.#push), tries);
      return { status: 'ok', files };
    } catch (error) {
      if (error instanceof NoAnswer) return { status: 'no-answer', error };
      if (error instanceof TooLarge) return { status: 'too-large', error };
      throw error;
    }
  }
}

function tooLarge({ step: { path } }: Piece, { detail }: TooLarge): FileResult {
  const message = `the worker refuses this file as too large, even alone (${detail.replace(/\.$/, '')}); shorten it, or split it in two`;
  return { path, status: 'error', problems: [fileProblem(path, 'too-large', message)] };
}
