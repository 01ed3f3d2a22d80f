/**
 * Names of files as text. Linux takes any bytes for a name, and Node and git hand out bytes that are not UTF-8 as U+FFFD,
 * under which there is no file. Here each such byte is half of a surrogate pair, as in Python (PEP 383): such a name is
 * no valid Unicode, so it can't be published, and it still leads to its file.
 */

import { isUtf8 } from 'node:buffer';
import { pathProblem } from '../../publish/path.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';

/** Added to a byte from 0x80 on. */
const half = 0xdc00;

/** The text of a name. */
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

/** A path for the functions of Node. */
export function encodeName(path: string): string | Buffer {
  if (path.isWellFormed()) return path;
  return Buffer.concat(
    Array.from(path, (character) => {
      const code = character.codePointAt(0)!;
      return code > half && code <= half + 0xff ? Buffer.from([code - half]) : Buffer.from(character);
    }),
  );
}

export interface Named {
  /** In NFC. */
  path: string;
  /** Why the file can't be published under that name. */
  problem?: FileProblem;
}

/**
 * The path under which a file is published.
 * @param spelled as the disk has it; macOS takes names apart (NFD)
 * @param isTaken whether another file has that path already
 */
export function nameOf(spelled: string, isTaken: (path: string) => boolean = () => false): Named {
  const path = spelled.normalize('NFC');
  const refused = path.isWellFormed()
    ? pathProblem(path)
    : 'the name of the file or its folder is not UTF-8; rename it';
  if (refused !== undefined) return { path, problem: fileProblem(path, 'path', refused) };
  if (!isTaken(path)) return { path };
  const message =
    'another file has the same name in another Unicode normalization; rename or remove one of them';
  return { path, problem: fileProblem(path, 'name', message) };
}
