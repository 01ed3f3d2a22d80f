/** What lies in the content folder, by git blob id. */

import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isArticlePath } from '../article/location.ts';
import { CliError, exitCodes } from './exit.ts';
import { fileProblem, hash, type FileProblem } from './source-file.ts';

/** The content folder at one moment. Sources are not kept: they are read again when they are sent. */
export interface Scan {
  /** Path → git blob id. Paths are relative to the folder, with `/`, in NFC. */
  files: Map<string, string>;
  /** Where a file lies on disk, for paths that the disk spells otherwise than in NFC (macOS). */
  spelling: Map<string, string>;
  /** Files that can't be read. They are neither published nor deleted. */
  unreadable: FileProblem[];
}

/**
 * Walks the folder and hashes its articles.
 * @param folder the content folder
 * @param onFile called after each file
 * @throws CliError when the folder or one below it can't be read: missing files would look like deleted ones
 */
export function scan(folder: string, onFile: () => void = () => {}): Scan {
  const found: Scan = { files: new Map(), spelling: new Map(), unreadable: [] };
  for (const spelled of articleFiles(folder)) {
    const path = spelled.normalize('NFC');
    const file = hash(join(folder, spelled));
    if (found.files.has(path)) {
      const message = 'another file has the same name in another spelling of Unicode; remove one of the two';
      found.unreadable.push(fileProblem(path, 'name', message));
    } else if ('blob' in file) {
      found.files.set(path, file.blob);
      if (spelled !== path) found.spelling.set(path, spelled);
    } else {
      found.unreadable.push(fileProblem(path, 'read', file.error));
    }
    onFile();
  }
  return found;
}

/** The paths of all articles below a folder, as the disk spells them, in the order of their names. */
export function* articleFiles(folder: string, below = ''): Generator<string> {
  for (const entry of entriesOf(folder, below)) {
    const path = below + entry.name;
    if (entry.isDirectory()) {
      // A folder in which even an article would be ignored (node_modules, _layouts …) is not entered.
      if (isArticlePath(`${path}/article.md`)) yield* articleFiles(folder, `${path}/`);
    } else if (isArticlePath(path) && isFile(entry, join(folder, path))) {
      yield path;
    }
  }
}

/** Links to files count as files. Links to folders are not followed: git doesn't either, and they could form circles. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    return false; // it leads nowhere, or to itself
  }
}

function entriesOf(folder: string, below: string): Dirent[] {
  try {
    return readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && below !== '') return []; // removed while we walk
    throw noFolder(join(folder, below), error);
  }
}

/** What is said when a folder can't be read. */
export function noFolder(folder: string, error: unknown): CliError {
  const { code } = error as NodeJS.ErrnoException;
  const why =
    code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such folder' : `it can't be read (${code})`;
  return new CliError(exitCodes.usage, `${folder}: ${why}; --content names the folder of your articles`, {
    cause: error,
  });
}
