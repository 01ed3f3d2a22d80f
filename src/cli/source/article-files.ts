/** Walking through a content folder. */

import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isArticlePath } from '../../article/article-path.ts';
import { CliError, exitCodes } from '../exit.ts';
import { decodeName, encodeName } from './file-name.ts';

/** The paths of all articles below a folder, as the disk spells them, in the order of their names. */
export function* articleFiles(folder: string, below = ''): Generator<string> {
  for (const entry of readFolder(folder, below)) {
    const path = below + entry.name;
    if (entry.isDirectory()) {
      // A folder in which even an article would be ignored (node_modules, _layouts …) is not entered.
      if (isArticlePath(`${path}/article.md`)) yield* articleFiles(folder, `${path}/`);
    } else if (
      isArticlePath(path) &&
      (entry.isFile() || (entry.isSymbolicLink() && isFileLike(join(folder, path))))
    ) {
      yield path;
    }
  }
}

/**
 * Whether there is a file, or a link that has to be looked at. Links to folders are not followed: git doesn't either, and
 * they could form circles. A link to a device or a pipe is refused where it is read.
 */
export function isFileLike(path: string): boolean {
  const file = encodeName(path);
  try {
    const stat = lstatSync(file);
    return stat.isSymbolicLink() ? !statSync(file).isDirectory() : stat.isFile();
  } catch (error) {
    // A link leads nowhere or to itself, or the file has been removed. What can't be looked at is no such thing.
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ELOOP' && code !== 'ENOTDIR';
  }
}

/** Tells what lies behind a link to a folder, and so is no part of the content folder. */
export class FolderLinks {
  readonly #folder: string;
  readonly #links = new Map<string, boolean>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param path relative to the content folder; what it names may itself be a link */
  isBehindLink(path: string): boolean {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return false;
    const parent = path.slice(0, slash);
    let known = this.#links.get(parent);
    if (known === undefined) {
      const stat = lstatSync(encodeName(join(this.#folder, parent)), { throwIfNoEntry: false });
      known = (stat?.isSymbolicLink() ?? false) || this.isBehindLink(parent);
      this.#links.set(parent, known);
    }
    return known;
  }
}

/** @throws CliError when the folder or one below it can't be read: missing files would look like deleted ones */
export function readFolder(folder: string, below: string): Dirent[] {
  try {
    return read(encodeName(join(folder, below))).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && below !== '') return []; // removed while we walk
    throw folderError(join(folder, below), error);
  }
}

function read(folder: string | Buffer): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
  // Some names may be no UTF-8.
  return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((entry) =>
    Object.assign(entry as unknown as Dirent, { name: decodeName(entry.name as unknown as Buffer) }),
  );
}

/** What is said when a folder can't be read. */
export function folderError(folder: string, error: unknown): CliError {
  const { code } = error as NodeJS.ErrnoException;
  const message =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? `${folder}: no such folder. Set --content to the folder of your articles.`
      : `${folder}: the folder can't be read (${code}). Check its permissions.`;
  return new CliError(exitCodes.usage, message, { cause: error });
}
