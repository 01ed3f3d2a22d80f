/** Packing files into batches within the limits of the worker. */

import { batchLimits, type Batch } from '../../publish/protocol.ts';
import type { Step } from './plan.ts';

/** One step of the plan as it is sent. A move, a put and a delete, must not be split between batches. */
export interface Piece {
  /** The step that it executes. */
  step: Step;
  /** JSON of a FilePut. */
  put?: string;
  /** JSON of an AssetPut. */
  file?: string;
  /** The path to delete. */
  delete?: string;
}

/** The pieces of one batch. */
export interface Pack {
  pieces: readonly Piece[];
  /** Whether this is the last batch. */
  last: boolean;
}

// {"put":[…],"files":[…],"delete":[…],"more":true,"push":{…}}
const frameBytes = 256;

/**
 * Packs pieces into batches, in order, holding one batch in memory at a time.
 * @param pieces each smaller than `batchLimits.bytes` by at least 1 KB
 * @param maxFiles returns the file limit of the batch that is being packed
 */
export async function* batches(
  pieces: AsyncIterable<Piece> | Iterable<Piece>,
  maxFiles: () => number,
): AsyncGenerator<Pack> {
  let batch = new BatchBuilder(maxFiles);
  for await (const piece of pieces) {
    if (!batch.fits(piece)) {
      yield { pieces: batch.pieces, last: false };
      batch = new BatchBuilder(maxFiles);
    }
    batch.add(piece);
  }
  if (batch.pieces.length > 0) yield { pieces: batch.pieces, last: true };
}

/**
 * Encodes a Batch as JSON in UTF-8.
 * @param more whether further batches follow
 * @param push the push that the batches belong to
 */
export function encodeBatch(pieces: readonly Piece[], more: boolean, push?: Batch['push']): Uint8Array {
  const puts = pieces.flatMap(({ put }) => put ?? []);
  const files = pieces.flatMap(({ file }) => file ?? []);
  const deletes = pieces.flatMap(({ delete: path }) => path ?? []);
  const rest = JSON.stringify({ delete: deletes, more, ...(push && { push }) }).slice(1);
  // An earlier worker knows no `files`: they are named only where there are some.
  const named = files.length > 0 ? ['"files":[', ...listed(files), '],'] : [];
  return utf8(['{"put":[', ...listed(puts), '],', ...named, rest]);
}

const listed = (values: readonly string[]): string[] =>
  values.flatMap((value, i) => (i === 0 ? [value] : [',', value]));

/** Encodes texts without joining them first, which would leave megabytes of garbage. */
function utf8(texts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let end = 0;
  for (const text of texts) end += bytes.write(text, end);
  return bytes;
}

class BatchBuilder {
  readonly pieces: Piece[] = [];
  readonly #maxFiles: () => number;
  #files = 0;
  #bytes = frameBytes;

  constructor(maxFiles: () => number) {
    this.#maxFiles = maxFiles;
  }

  fits(piece: Piece): boolean {
    if (this.pieces.length === 0) return true;
    const files = this.#files + filesOf(piece);
    return files <= this.#maxFiles() && this.#bytes + bytesOf(piece) <= batchLimits.bytes;
  }

  add(piece: Piece): void {
    this.pieces.push(piece);
    this.#files += filesOf(piece);
    this.#bytes += bytesOf(piece);
  }
}

/** The number of files of a piece, 2 for a move. */
export function filesOf(piece: Piece): number {
  return Number((piece.put ?? piece.file) !== undefined) + Number(piece.delete !== undefined);
}

/** The bytes that a piece adds to the body, including commas. */
function bytesOf(piece: Piece): number {
  const json = piece.put ?? piece.file;
  const put = json === undefined ? 0 : Buffer.byteLength(json) + 1;
  return put + (piece.delete === undefined ? 0 : Buffer.byteLength(JSON.stringify(piece.delete)) + 1);
}
