/**
 * File names as text. Linux allows any bytes in a name, and Node and git replace those that are not UTF-8 by U+FFFD, which
 * names no file. Here each such byte becomes a lone surrogate, as in Python (PEP 383): the name can't be published, since
 * it is not valid Unicode, but still opens its file.
 */

import { isUtf8 } from 'node:buffer';
import { pathProblem } from '../../publish/path.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';

/** Added to a byte of 0x80 or more. */
const half = 0xdc00;

/** Decodes a name; `encodeName` reverses it. */
export function decodeName(bytes: Buffer): string {
  const text = bytes.toString();
  if (!text.includes('\uFFFD') || isUtf8(bytes)) return text;
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((length) => isCharacter(bytes.subarray(at, at + length)));
    name += length ? bytes.toString('utf8', at, at + length) : String.fromCharCode(half + bytes[at]!);
    at += length ?? 1;
  }
  return name;
}

const isCharacter = (bytes: Buffer): boolean => isUtf8(bytes) && Array.from(bytes.toString()).length === 1;

/** Encodes a path for the functions of Node. */
export function encodeName(path: string): string | Buffer {
  if (path.isWellFormed()) return path;
  return Buffer.concat(
    Array.from(path, (character) => {
      const code = character.codePointAt(0)!;
      return code > half && code <= half + 0xff ? Buffer.from([code - half]) : Buffer.from(character);
    }),
  );
}

/** The path of a published file, in NFC, and why it can't be published under it. */
export type Name = { status: 'ok'; path: string } | { status: 'error'; path: string; problem: FileProblem };

/**
 * Checks the name of a file.
 * @param spelled the path as the disk spells it; macOS decomposes names (NFD)
 * @param isTaken whether another file has the path already
 */
export function nameOf(spelled: string, isTaken: (path: string) => boolean = () => false): Name {
  const path = spelled.normalize('NFC');
  const refused = path.isWellFormed()
    ? pathProblem(path)
    : 'the name of the file or its folder is not UTF-8; rename it';
  if (refused !== undefined) return { status: 'error', path, problem: fileProblem(path, 'path', refused) };
  if (!isTaken(path)) return { status: 'ok', path };
  const message =
    'another file has the same name in another Unicode normalization; rename or remove one of them';
  return { status: 'error', path, problem: fileProblem(path, 'name', message) };
}
