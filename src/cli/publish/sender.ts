/**
 * Sending batches to the worker. A batch that crashes the worker, that exceeds a limit of its plan, or that it refuses as
 * too large, is divided: otherwise one file that needs more memory or time than a worker has would block all others of its
 * batch, in every publish.
 */

import type { Batch, FileResult } from '../../publish/protocol.ts';
import type { BatchSize } from './batch-size.ts';
import { encodeBatch, filesOf, type Pack, type Piece } from './batches.ts';
import type { Client, PublishOptions } from '../client/client.ts';
import { NoAnswer, OverLimit, TooLarge } from '../client/errors.ts';
import { fileProblem } from '../source/file-problem.ts';

/** A batch in flight. */
export interface Sent extends Pack {
  answer: Promise<Answer>;
}

/** The worker's answer to a batch, or why the batch must be divided. All other errors are thrown. */
type Answer = { status: 'ok'; files: FileResult[] } | Failure;

type Failure =
  | { status: 'no-answer'; error: NoAnswer }
  | { status: 'over-limit'; error: OverLimit }
  | { status: 'too-large'; error: TooLarge };

/** Tries for each part of a divided batch: the whole has used up its own, and the worker's health is checked before. */
const triesPerPart = 3;

/** Files that may fail in a row. After that the worker is at fault, even if it answers empty batches. */
const maxBlamed = 5;

interface SenderOptions {
  size: BatchSize;
  /** The push that the batches belong to. */
  push?: Batch['push'];
  /** Called once if batches exceed a limit of the plan. @param message a sentence without its period */
  onLimit?: (message: string) => void;
}

export class BatchSender {
  readonly #client: Client;
  readonly #push: Batch['push'];
  /** Files blamed since the last success. */
  #blamed = 0;
  readonly size: BatchSize;
  /** Batches with files that were sent so far, each part of a divided one. */
  requests = 0;
  #onLimit: ((message: string) => void) | undefined;

  constructor(client: Client, { size, push, onLimit }: SenderOptions) {
    this.#client = client;
    this.size = size;
    this.#push = push;
    this.#onLimit = onLimit;
  }

  /** Starts sending a batch; pass it to `results` for the outcome. */
  send(pack: Pack): Sent {
    const answer = this.#sendWhole(pack);
    // If the previous batch fails for good, this promise is never awaited.
    answer.catch(() => {});
    return { ...pack, answer };
  }

  /**
   * Yields the results of a batch's files, dividing it if necessary.
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
    const before = this.size.files;
    let largest = 0;
    let blamed = false;
    for await (const part of this.#divide(pieces, answered)) {
      if (part.blamed) blamed = true;
      else largest = Math.max(largest, part.files.length);
      yield part.files;
    }
    // If no single file was at fault, it was their number: the free plan has 10 ms of CPU time per request, say.
    if (blamed) this.size.files = Math.max(Math.min(before, largest), 1);
    else this.size.exceeded(largest, answered.status === 'over-limit');
    if (last) await this.#sendEmpty(false);
  }

  async *#divide(
    pieces: readonly Piece[],
    failure: Failure,
  ): AsyncGenerator<{ files: FileResult[]; blamed: boolean }> {
    const [first] = pieces;
    if (failure.status === 'too-large' && pieces.length === 1)
      return yield { files: [tooLarge(first!, failure.error)], blamed: true };
    if (failure.status === 'over-limit' && pieces.length > 1) this.#reportLimit(failure.error, pieces.length);
    // A worker that judges a batch as too large is healthy, and so is one that only some requests overtax.
    if (failure.status === 'no-answer') await this.#checkHealth();
    const half = Math.ceil(pieces.length / 2);
    // Batches in preparation shall be as small. What is known of others saves steps on the way down.
    this.size.lower(half);
    // A single file gets a second chance: the worker may have been down for a moment just when it was sent.
    for (let i = 0, end; i < pieces.length; i = end) {
      end = i + Math.min(half, this.size.files);
      const part = pieces.slice(i, end);
      const answered = await this.#send(part, true, { tries: triesPerPart, divisible: part.length > 1 });
      if (answered.status === 'ok') {
        this.#blamed = 0;
        yield { files: answered.files, blamed: false };
      } else if (pieces.length > 1 || answered.status === 'too-large') {
        yield* this.#divide(part, answered);
      } else {
        if (answered.status === 'no-answer') await this.#checkHealth();
        yield { files: [this.#blame(first!, answered.error)], blamed: true };
      }
    }
  }

  /** A limit that an earlier publish has met is no news: batches exceed it by a little to see whether it still holds. */
  #reportLimit({ limit }: OverLimit, files: number): void {
    if (this.size.isRemembered) return;
    this.#onLimit?.(`${files} files at once exceed ${limit}; smaller batches are sent`);
    this.#onLimit = undefined;
  }

  /** @throws the failure itself after `maxBlamed` files in a row, since they can't all be the reason */
  #blame({ step: { path }, put, file }: Piece, failure: NoAnswer | OverLimit): FileResult {
    if (this.#blamed++ >= maxBlamed) throw failure;
    if (failure instanceof OverLimit) {
      const message = `this file exceeds ${failure.limit} alone; shorten it, split it in two, or move to the paid plan, which allows a request more CPU time`;
      return { path, status: 'error', problems: [fileProblem(path, 'worker-fails', message)] };
    }
    const what = (put ?? file) === undefined ? 'when it deletes this file' : 'on this file';
    const remedy =
      put === undefined
        ? ''
        : 'it may need more memory or time than a worker has: shorten it, or split it in two; ';
    const message = `the worker crashes ${what} (${failure.brief}) but handles the others; ${remedy}run \`npx --no wrangler tail\` to see why`;
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

  /** Sends a batch, and notes the time of the answer. */
  async #sendWhole({ pieces, last }: Pack): Promise<Answer> {
    const began = performance.now();
    const answer = await this.#send(pieces, !last, { divisible: true });
    if (answer.status === 'ok')
      this.size.answered(
        pieces.reduce((sum, piece) => sum + filesOf(piece), 0),
        performance.now() - began,
      );
    return answer;
  }

  async #send(pieces: readonly Piece[], more: boolean, options?: PublishOptions): Promise<Answer> {
    if (pieces.length > 0) this.requests++;
    try {
      const { files } = await this.#client.publish(encodeBatch(pieces, more, this.#push), options);
      return { status: 'ok', files };
    } catch (error) {
      if (error instanceof NoAnswer) return { status: 'no-answer', error };
      if (error instanceof OverLimit) return { status: 'over-limit', error };
      if (error instanceof TooLarge) return { status: 'too-large', error };
      throw error;
    }
  }
}

function tooLarge({ step: { path } }: Piece, { detail }: TooLarge): FileResult {
  const message = `the worker refuses this file as too large, even alone (${detail.replace(/\.$/, '')}); shorten it, or split it in two`;
  return { path, status: 'error', problems: [fileProblem(path, 'too-large', message)] };
}
