/** Reading a file line by line, with bounds: a line of a gigabyte is refused before it is in memory. */

import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { limits } from '../../limits.ts';

const lineBreak = 0x0a;

/** Bytes read at once. */
const highWaterMark = 256 * 1024;

/** A line has more than `limits.backupLineBytes`. */
export class LineTooLong extends Error {
  override name = 'LineTooLong';
}

/**
 * The lines of a file, without their line breaks.
 * @param digest gets all bytes as they are read
 * @throws LineTooLong; the error of the system
 */
export async function* linesOf(path: string, digest?: Hash): AsyncGenerator<Uint8Array> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark }) as AsyncIterable<Buffer>) {
    digest?.update(chunk);
    for (let start = 0; start < chunk.byteLength;) {
      const end = chunk.indexOf(lineBreak, start);
      const piece = chunk.subarray(start, end < 0 ? undefined : end);
      bytes += piece.byteLength;
      if (bytes > limits.backupLineBytes) throw new LineTooLong();
      pieces.push(piece);
      if (end < 0) break;
      yield joined(pieces);
      pieces = [];
      bytes = 0;
      start = end + 1;
    }
  }
  if (bytes > 0) yield joined(pieces);
}

const joined = (pieces: readonly Buffer[]): Buffer =>
  pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
