/** Reading one file of the content folder: its blob id or its text. */

import { closeSync, fstatSync, readSync } from 'node:fs';
import { decodeSource, maxSourceBytes, sizeProblem } from '../../article/source.ts';
import { blobId } from '../../publish/manifest.ts';
import { RefusedFile, type Boundary } from './boundary.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';

interface FileError {
  status: 'error';
  problem: FileProblem;
}

export type HashResult = { status: 'hashed'; blob: string } | FileError;

export type ReadResult = { status: 'read'; source: string; blob: string } | FileError | { status: 'missing' };

/**
 * Computes the git blob id of a file. A file that is too large for an article is hashed only in part.
 * @param spelled the path as the disk spells it
 */
export function hashFile(folder: Boundary, path: string, spelled: string = path): HashResult {
  try {
    return { status: 'hashed', blob: blobId(read(folder, spelled).bytes) };
  } catch (error) {
    return { status: 'error', problem: readProblem(path, error) };
  }
}

/** Reads the text of an article. @param spelled the path as the disk spells it */
export function readSource(folder: Boundary, path: string, spelled: string = path): ReadResult {
  try {
    const { bytes, size } = read(folder, spelled);
    return decode(path, bytes, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { status: 'missing' };
    return { status: 'error', problem: readProblem(path, error) };
  }
}

/**
 * Decodes the bytes of an article.
 * @param bytes the whole file, or any part of one that is too large
 * @param size of the whole file, bytes
 */
export function decode(path: string, bytes: Uint8Array, size: number): ReadResult {
  const tooLarge = sizeProblem(size);
  const decoded = tooLarge ? { problem: tooLarge } : decodeSource(path, bytes);
  return 'problem' in decoded
    ? { status: 'error', problem: { ...decoded.problem, path } }
    : { status: 'read', source: decoded.source, blob: blobId(bytes) };
}

export function readProblem(path: string, error: unknown): FileProblem {
  if (error instanceof RefusedFile) return fileProblem(path, 'link', error.message);
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return fileProblem(path, 'read', `the file can't be read (${code}); check its permissions`);
}

// One buffer for all files. The extra byte tells a file of the maximum size from a larger one.
const buffer = Buffer.allocUnsafe(maxSourceBytes + 1);

/** @returns the bytes, at most as many as the buffer has and valid until the next call, and the size of the whole file */
function read(folder: Boundary, spelled: string): { bytes: Uint8Array; size: number } {
  const handle = folder.open(spelled);
  try {
    let length = 0;
    for (;;) {
      const count = readSync(handle, buffer, length, buffer.byteLength - length, null);
      length += count;
      if (count > 0 && length < buffer.byteLength) continue;
      const bytes = buffer.subarray(0, length);
      // The file may grow or shrink meanwhile. It counts as at least as large as what was read.
      return { bytes, size: length < buffer.byteLength ? length : Math.max(length, fstatSync(handle).size) };
    }
  } finally {
    closeSync(handle);
  }
}
