/** The rules for paths, in the command line, the API and the imports of the webhook. */

import { limits } from '../limits.ts';

const example = 'write it relative to the content folder, like notes/hello.md';

/**
 * Why a path cannot be published; undefined if it can.
 *
 * Names that only Windows reserves (`aux.md`, `a:b.md`) are allowed, because no file is ever created from a path. The
 * separator of Windows is not: `notes\hello.md` would be one file of that name.
 * @param path relative to the content folder
 * @returns the problem and the remedy, without the path, which may contain escape sequences
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return `the path is empty; ${example}`;
  const bytes = Buffer.byteLength(path);
  if (bytes > limits.pathBytes)
    return `the path has ${bytes} bytes in UTF-8, more than the ${limits.pathBytes} allowed; shorten the names of the file and its folders`;
  // SQLite and JSON keep a lone surrogate, but UTF-8 does not: the path would change.
  if (!path.isWellFormed())
    return 'the path is not valid Unicode (it contains a lone surrogate); rename the file';
  const control = /[\0-\x1f\x7f-\x9f]/.exec(path)?.[0];
  if (control !== undefined)
    return `the path contains the control character ${codeOf(control)}; rename the file`;
  if (path.includes('\\'))
    return 'the path contains a backslash; write / between folders, or rename the file';
  if (path.startsWith('/') || /^[a-z]:\//i.test(path)) return `the path is absolute; ${example}`;
  for (const segment of path.split('/')) {
    if (segment === '') return `the path contains an empty segment; ${example}`;
    if (segment === '.' || segment === '..') return `the path contains the segment "${segment}"; ${example}`;
  }
  // Addresses and ids are in NFC (Unicode Annex 15), so two spellings of one name would share them.
  if (path.normalize('NFC') !== path)
    return 'the path is not in Unicode normalization form C (NFC); rename the file, or write its path in NFC';
  return undefined;
}

/** The same for a file that is published as it is. A slash in front: the path in a static folder. */
export const assetPathProblem = (path: string): string | undefined =>
  pathProblem(path.startsWith('/') ? path.slice(1) : path);

/** `U+001B` */
const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
