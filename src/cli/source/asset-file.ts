/** Reading a file that is published as it is, in pieces: it may be larger than the memory. */

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, read, readSync, type Stats } from 'node:fs';
import { Readable } from 'node:stream';
import { formatBytes } from '../output/numbers.ts';
import type { Boundary } from './boundary.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';
import { readProblem, type HashResult } from './source-file.ts';

/** An open file. */
export interface AssetFile {
  /** Bytes. */
  readonly size: number;
  /** Reads a range; fewer bytes only where the file ends. Ranges of one file must follow each other to be fast. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** All bytes, from the beginning. */
  stream(): Readable;
  /** Whether the file is another one by now than when it was opened. */
  hasChanged(): boolean;
  close(): void;
}

export type OpenResult =
  | { status: 'open'; file: AssetFile }
  | { status: 'error'; problem: FileProblem }
  | { status: 'missing' };

export type OpenAsset = (path: string) => OpenResult | Promise<OpenResult>;

/**
 * Opens a file of a folder.
 * @param path as it is published @param spelled as the disk spells it
 */
export function openAsset(folder: Boundary, path: string, spelled: string): OpenResult {
  try {
    return { status: 'open', file: new DiskFile(folder.open(spelled)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { status: 'missing' };
    return { status: 'error', problem: readProblem(path, error) };
  }
}

class DiskFile implements AssetFile {
  readonly size: number;
  readonly #handle: number;
  readonly #stat: Stats;

  constructor(handle: number) {
    this.#handle = handle;
    this.#stat = fstatSync(handle);
    this.size = this.#stat.size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafe(length);
    let end = 0;
    while (end < length) {
      const count = await this.#readInto(bytes, end, offset + end);
      if (count === 0) break;
      end += count;
    }
    return bytes.subarray(0, end);
  }

  async #readInto(bytes: Buffer, at: number, offset: number): Promise<number> {
    return new Promise((done, fail) => {
      read(this.#handle, bytes, at, bytes.byteLength - at, offset, (error, count) => {
        if (error) fail(error);
        else done(count);
      });
    });
  }

  stream(): Readable {
    return Readable.from(this.#pieces(), { objectMode: false });
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.size;) {
      const bytes = await this.read(at, Math.min(pieceBytes, this.size - at));
      if (bytes.byteLength === 0) return;
      yield bytes;
      at += bytes.byteLength;
    }
  }

  hasChanged(): boolean {
    const { size, mtimeMs } = fstatSync(this.#handle);
    return size !== this.#stat.size || mtimeMs !== this.#stat.mtimeMs;
  }

  close(): void {
    closeSync(this.#handle);
  }
}

/** Bytes read at once. */
const pieceBytes = 256 * 1024;

const piece = Buffer.allocUnsafe(pieceBytes);

/**
 * Computes the git blob id of a file of any size.
 * @param path as it is published @param spelled as the disk spells it @param maxBytes a larger one is refused unread
 */
export function hashAsset(folder: Boundary, path: string, spelled: string, maxBytes: number): HashResult {
  try {
    const handle = folder.open(spelled);
    try {
      const { size } = fstatSync(handle);
      if (size > maxBytes) return { status: 'error', problem: tooLarge(path, size, maxBytes) };
      const hash = createHash('sha1').update(`blob ${size}\0`);
      // Of a file that grows meanwhile, the first `size` bytes count; when it is sent, it is read again.
      for (let left = size; left > 0;) {
        const count = readSync(handle, piece, 0, Math.min(pieceBytes, left), null);
        if (count === 0) break;
        hash.update(piece.subarray(0, count));
        left -= count;
      }
      return { status: 'hashed', blob: hash.digest('hex') };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { status: 'error', problem: readProblem(path, error) };
  }
}

export function tooLarge(path: string, size: number, maxBytes: number): FileProblem {
  const message = `the file has ${formatBytes(size)}, more than the ${formatBytes(maxBytes)} of FILE_BYTES in wrangler.toml; make it smaller, host it elsewhere, or raise the setting`;
  return fileProblem(path, 'too-large', message);
}

export const emptyFile = (path: string): FileProblem =>
  fileProblem(path, 'file', 'the file is empty; replace it, or remove it');

/** The git blob id of an open file, and whether all of its bytes were there. */
export async function blobOf(file: AssetFile): Promise<{ blob: string; isWhole: boolean }> {
  const hash = createHash('sha1').update(`blob ${file.size}\0`);
  let bytes = 0;
  for await (const chunk of file.stream() as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { blob: hash.digest('hex'), isWhole: bytes === file.size && !file.hasChanged() };
}

/** A file whose bytes are in memory. */
export class MemoryFile implements AssetFile {
  readonly size: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.size = bytes.byteLength;
    this.#bytes = bytes;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    return this.#bytes.subarray(offset, offset + length);
  }

  stream(): Readable {
    return Readable.from([this.#bytes], { objectMode: false });
  }

  hasChanged(): boolean {
    return false;
  }

  close(): void {}
}
