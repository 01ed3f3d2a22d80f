/** Bytes on their way into a store, which are let through to the end only if they are those of their blob id. */

import { createHash } from 'node:crypto';
import type { Blobs, FixedStream } from './blobs.ts';
import { pieceBytes as usualPieceBytes } from './part-of.ts';

/** The bytes are not those that were announced. */
export class WrongBytes extends Error {
  override name = 'WrongBytes';
  /** `length`: their number differs, as when the client has left; `digest`: they have another blob id. */
  readonly reason: 'length' | 'digest';

  constructor(reason: 'length' | 'digest', message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Reads a stream to its end, and checks the number of its bytes and their blob id.
 * @param blob absent: any bytes will do
 * @param pieceBytes the size of a piece
 * @param pass takes all pieces but the last one before the check, and the last one after it
 * @throws WrongBytes
 */
async function check(
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
  blob: string | undefined,
  pieceBytes: number,
  pass: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const digest = createHash('sha1').update(`blob ${bytes}\0`);
  const reader = body?.getReader({ mode: 'byob' });
  let got = 0;
  let last: Uint8Array | undefined;
  for (;;) {
    // One more than is left: the byte that is too many comes with the others.
    const most = Math.min(pieceBytes, bytes - got + 1);
    const { value, done } = (await reader?.readAtLeast(most, new Uint8Array(most))) ?? {
      done: true,
    };
    if (value && value.byteLength > 0) {
      got += value.byteLength;
      if (got > bytes) break;
      if (blob !== undefined) digest.update(value);
      if (last) await pass(last);
      last = value;
    }
    if (done) break;
  }
  if (got !== bytes) throw new WrongBytes('length', `${got} bytes arrived instead of ${bytes}`);
  const found = digest.digest('hex');
  if (blob !== undefined && found !== blob)
    throw new WrongBytes('digest', `the bytes have the blob id ${found}`);
  if (last) await pass(last);
}

/** A store that is being written to. */
class Sink<Result> {
  readonly stored: Promise<Result>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  /** Rejects if the store fails; it then reads no more, and a write would wait for ever. */
  readonly #failed: Promise<never>;

  constructor(bytes: number, store: (bytes: FixedStream) => Promise<Result>) {
    const { readable, writable } = new FixedLengthStream(bytes);
    this.#writer = writable.getWriter();
    this.stored = store(readable);
    this.#failed = new Promise((_, reject) => void this.stored.catch(reject));
    this.#failed.catch(() => {});
  }

  async write(piece: Uint8Array): Promise<void> {
    await Promise.race([this.#writer.write(piece), this.#failed]);
  }

  async close(): Promise<void> {
    await Promise.race([this.#writer.close(), this.#failed]);
  }

  async abort(reason: unknown): Promise<void> {
    await this.#writer.abort(reason).catch(() => {});
    await this.stored.catch(() => {});
  }
}

/**
 * Stores a stream, or fails and stores nothing. The store gets the last piece only when all bytes are known to be right, so
 * it never completes others; of a file in one piece that is wrong, it gets nothing.
 */
async function through<Result>(
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
  blob: string | undefined,
  pieceBytes: number,
  store: (bytes: FixedStream) => Promise<Result>,
): Promise<Result> {
  let sink: Sink<Result> | undefined;
  try {
    const pass = async (piece: Uint8Array) => (sink ??= new Sink(bytes, store)).write(piece);
    await check(body, bytes, blob, pieceBytes, pass);
    sink ??= new Sink(bytes, store);
    await sink.close();
    return await sink.stored;
  } catch (error) {
    await sink?.abort(error);
    throw error;
  }
}

/** Stores a file, or fails and stores nothing. @throws WrongBytes; whatever reading or storing throws */
export async function storeFile(
  store: Blobs,
  body: ReadableStream<Uint8Array> | null,
  { blob, bytes, type }: { blob: string; bytes: number; type: string },
): Promise<void> {
  const pieceBytes = store.takesStreams ? usualPieceBytes : Infinity;
  const write = async (checked: FixedStream) => store.write(blob, checked, type);
  return through(body, bytes, blob, pieceBytes, write);
}

/** Stores a part of a file, of which only the number of bytes is known. @throws WrongBytes; likewise */
export const storePart = async <Result>(
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
  store: (bytes: FixedStream) => Promise<Result>,
): Promise<Result> => through(body, bytes, undefined, usualPieceBytes, store);

/** Checks bytes that a store holds already. @throws WrongBytes */
export const verify = async (body: ReadableStream<Uint8Array>, bytes: number, blob: string): Promise<void> =>
  check(body, bytes, blob, usualPieceBytes, async () => {});
