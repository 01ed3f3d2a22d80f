/** Splitting what is to be sent into requests that the worker accepts. */

import { batchLimits, type Batch } from '../../publish/protocol.ts';
import type { Step } from './plan.ts';

/** A part of a batch that must not be torn apart: the JSON of its `put` entry, and the path that it deletes. */
export interface Piece {
  /** What is carried out by it. */
  step: Step;
  /** JSON of one FilePut. */
  put?: string;
  delete?: string;
}

/** Pieces that go together. */
export interface Pack {
  pieces: readonly Piece[];
  /** Whether none follows. */
  last: boolean;
}

/** The first batch is small, so that people soon see results, and mistakes in a setting don't cost a large upload. */
const firstBatchFiles = 20;

// {"put":[…],"delete":[…],"more":true,"push":{…}}
const frameBytes = 256;

/**
 * Packs pieces, in their order, into batches within the limits. Holds one batch at a time.
 * @param pieces each smaller than `batchLimits.bytes` less a kilobyte
 * @param most how many files the next batch may have; asked before each but the first
 */
export async function* batches(
  pieces: AsyncIterable<Piece> | Iterable<Piece>,
  most: () => number = () => batchLimits.files,
): AsyncGenerator<Pack> {
  let batch = new BatchBuilder(firstBatchFiles);
  for await (const piece of pieces) {
    if (!batch.fits(piece)) {
      yield { pieces: batch.pieces, last: false };
      batch = new BatchBuilder(most());
    }
    batch.add(piece);
  }
  if (batch.pieces.length > 0) yield { pieces: batch.pieces, last: true };
}

/**
 * JSON of the Batch of some pieces, in UTF-8.
 * @param more whether further batches follow
 * @param push what all of them are a part of
 */
export function encodeBatch(pieces: readonly Piece[], more: boolean, push?: Batch['push']): Uint8Array {
  const puts = pieces.flatMap(({ put }) => put ?? []);
  const deletes = pieces.flatMap(({ delete: path }) => path ?? []);
  const rest = JSON.stringify({ delete: deletes, more, ...(push && { push }) }).slice(1);
  return utf8(['{"put":[', ...puts.flatMap((put, i) => (i === 0 ? [put] : [',', put])), '],', rest]);
}

/** The bytes of some texts, without joining them first: megabytes that nobody needs take a while to be given back. */
function utf8(texts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let end = 0;
  for (const text of texts) end += bytes.write(text, end);
  return bytes;
}

class BatchBuilder {
  readonly pieces: Piece[] = [];
  readonly #most: number;
  #files = 0;
  #bytes = frameBytes;

  /** @param most files */
  constructor(most: number) {
    this.#most = most;
  }

  fits(piece: Piece): boolean {
    if (this.pieces.length === 0) return true;
    const files = this.#files + filesOf(piece);
    return files <= this.#most && this.#bytes + bytesOf(piece) <= batchLimits.bytes;
  }

  add(piece: Piece): void {
    this.pieces.push(piece);
    this.#files += filesOf(piece);
    this.#bytes += bytesOf(piece);
  }
}

function filesOf(piece: Piece): number {
  return Number(piece.put !== undefined) + Number(piece.delete !== undefined);
}

/** Bytes that the piece adds to the body, commas included. */
function bytesOf(piece: Piece): number {
  const put = piece.put === undefined ? 0 : Buffer.byteLength(piece.put) + 1;
  return put + (piece.delete === undefined ? 0 : Buffer.byteLength(JSON.stringify(piece.delete)) + 1);
}
