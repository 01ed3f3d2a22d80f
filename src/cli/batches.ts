/** Splitting what is to be sent into requests that the worker accepts. */

import { batchLimits, type Batch } from '../publish/protocol.ts';

/** A part of a batch that must not be torn apart: the JSON of its `put` entry, and the paths that it deletes. */
export interface Piece {
  /** JSON of one FilePut. */
  put?: string;
  delete?: string;
}

export interface BatchBody {
  /** JSON of a Batch. */
  body: string;
  /** How many pieces it holds. */
  pieces: number;
  /** Whether no batch follows. */
  last: boolean;
}

/** The first batch is small, so that people soon see results, and mistakes in a setting don't cost a large upload. */
const firstBatchFiles = 20;

// {"put":[…],"delete":[…],"more":true,"push":{…}}
const frameBytes = 256;

/**
 * Packs pieces, in their order, into bodies within the limits. Holds one batch at a time.
 * @param pieces each smaller than `batchLimits.bytes` less a kilobyte
 * @param push what all of them are a part of
 */
export async function* batches(
  pieces: AsyncIterable<Piece> | Iterable<Piece>,
  push?: Batch['push'],
): AsyncGenerator<BatchBody> {
  let batch = new Packing(firstBatchFiles);
  for await (const piece of pieces) {
    if (!batch.fits(piece)) {
      yield batch.close(true, push);
      batch = new Packing(batchLimits.files);
    }
    batch.add(piece);
  }
  if (batch.pieces > 0) yield batch.close(false, push);
}

class Packing {
  readonly #puts: string[] = [];
  readonly #deletes: string[] = [];
  readonly #maxFiles: number;
  #bytes = frameBytes;
  pieces = 0;

  constructor(maxFiles: number) {
    this.#maxFiles = maxFiles;
  }

  fits(piece: Piece): boolean {
    const files = this.#puts.length + this.#deletes.length + filesOf(piece);
    return (
      this.pieces === 0 || (files <= this.#maxFiles && this.#bytes + bytesOf(piece) <= batchLimits.bytes)
    );
  }

  add(piece: Piece): void {
    if (piece.put !== undefined) this.#puts.push(piece.put);
    if (piece.delete !== undefined) this.#deletes.push(JSON.stringify(piece.delete));
    this.#bytes += bytesOf(piece);
    this.pieces++;
  }

  close(more: boolean, push: Batch['push']): BatchBody {
    const rest = push ? `,"push":${JSON.stringify(push)}` : '';
    const body = `{"put":[${this.#puts.join(',')}],"delete":[${this.#deletes.join(',')}],"more":${more}${rest}}`;
    return { body, pieces: this.pieces, last: !more };
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
