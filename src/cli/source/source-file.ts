/** Reading one file of the content folder: its blob id, or its text, or what is wrong with it. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../article/problem.ts';
import { decodeSource, maxSourceBytes, sizeProblem } from '../../article/source.ts';
import { blobId } from '../../publish/manifest.ts';

/** Something wrong in one file of the content folder. */
export interface FileProblem extends Problem {
  /** Relative to the content folder, with `/`, in NFC. */
  path: string;
}

/** The text of a file and its blob id, or why there is none; nothing where the file has vanished. */
export type Readable = { source: string; blob: string } | { problem: FileProblem } | undefined;

/** What concerns a file as a whole is reported at its beginning. */
export function fileProblem(path: string, code: string, message: string): FileProblem {
  return { path, severity: 'error', line: 1, column: 1, code, message };
}

/** The git blob id of a file, or why it can't be read. What is too long to be an article is hashed in part. */
export function hash(file: string): { blob: string } | { error: string } {
  try {
    return { blob: blobId(read(file).bytes) };
  } catch (error) {
    return { error: explain(error, file) };
  }
}

/**
 * The text of an article.
 * @param spelled how the disk spells its path
 * @returns nothing when the file has vanished
 */
export function readSource(content: string, path: string, spelled: string = path): Readable {
  const file = join(content, spelled);
  try {
    const { bytes, size } = read(file);
    return sourceOf(path, bytes, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return { problem: fileProblem(path, 'read', explain(error, file)) };
  }
}

/** The text of a file. @param bytes of a file that is too long, a part is enough @param size of the whole, bytes */
export function sourceOf(path: string, bytes: Uint8Array, size: number): Exclude<Readable, undefined> {
  const tooLarge = sizeProblem(size);
  const decoded = tooLarge ? { problem: tooLarge } : decodeSource(path, bytes);
  return 'problem' in decoded
    ? { problem: { ...decoded.problem, path } }
    : { ...decoded, blob: blobId(bytes) };
}

function explain(error: unknown, file: string): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  // Node shows bytes that are not UTF-8 as U+FFFD, and a file of that name there is none.
  if (file.includes('\uFFFD')) return 'the name of the file is not UTF-8; rename it';
  return `the file can't be read (${code}); look at its permissions`;
}

// One buffer for all files, a byte longer than what an article may have.
const buffer = Buffer.allocUnsafe(maxSourceBytes + 1);

/** `bytes` is overwritten by the next call, and ends with the buffer; `size` is the whole file's. */
function read(file: string): { bytes: Uint8Array; size: number } {
  const handle = openSync(file, 'r');
  try {
    let length = 0;
    for (;;) {
      const count = readSync(handle, buffer, length, buffer.byteLength - length, null);
      length += count;
      if (count > 0 && length < buffer.byteLength) continue;
      const bytes = buffer.subarray(0, length);
      return { bytes, size: length < buffer.byteLength ? length : fstatSync(handle).size };
    }
  } finally {
    closeSync(handle);
  }
}
