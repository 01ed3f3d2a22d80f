/** Reading one file of the content folder: its blob id, or its text, or what is wrong with it. */

import { closeSync, fstatSync, readSync } from 'node:fs';
import { decodeSource, maxSourceBytes, sizeProblem } from '../../article/source.ts';
import { blobId } from '../../publish/manifest.ts';
import { RefusedFile, type Boundary } from './boundary.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';

/** The text of a file and its blob id, or why there is none; nothing where the file has vanished. */
export type Readable = { source: string; blob: string } | { problem: FileProblem } | undefined;

/**
 * The git blob id of a file, or why it can't be read. What is too long to be an article is hashed in part.
 * @param spelled how the disk spells its path
 */
export function hash(
  folder: Boundary,
  path: string,
  spelled: string = path,
): { blob: string } | { problem: FileProblem } {
  try {
    return { blob: blobId(read(folder, spelled).bytes) };
  } catch (error) {
    return { problem: readProblem(path, error) };
  }
}

/**
 * The text of an article.
 * @param spelled how the disk spells its path
 * @returns nothing when the file has vanished
 */
export function readSource(folder: Boundary, path: string, spelled: string = path): Readable {
  try {
    const { bytes, size } = read(folder, spelled);
    return sourceOf(path, bytes, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return { problem: readProblem(path, error) };
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

function readProblem(path: string, error: unknown): FileProblem {
  if (error instanceof RefusedFile) return fileProblem(path, 'link', error.message);
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return fileProblem(path, 'read', `the file can't be read (${code}); check its permissions`);
}

// One buffer for all files, a byte longer than what an article may have.
const buffer = Buffer.allocUnsafe(maxSourceBytes + 1);

/** `bytes` is overwritten by the next call, and ends with the buffer; `size` is the whole file's. */
function read(folder: Boundary, spelled: string): { bytes: Uint8Array; size: number } {
  const handle = folder.open(spelled);
  try {
    let length = 0;
    for (;;) {
      const count = readSync(handle, buffer, length, buffer.byteLength - length, null);
      length += count;
      if (count > 0 && length < buffer.byteLength) continue;
      const bytes = buffer.subarray(0, length);
      // A file may grow while it is read, and be cut again: it counts as no smaller than what was read of it.
      return { bytes, size: length < buffer.byteLength ? length : Math.max(length, fstatSync(handle).size) };
    }
  } finally {
    closeSync(handle);
  }
}
