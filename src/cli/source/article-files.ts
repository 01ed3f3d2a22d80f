/** Walking a folder of files to publish. */

import { lstatSync, opendirSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';
import { CliError, exitCodes } from '../exit.ts';
import { decodeName, encodeName } from './file-name.ts';
import { sourcesOnly, type FileRules } from '../../publish/file-rules.ts';

/** Yields the paths of all files to publish below a folder, as the disk spells them, sorted by name within each folder. */
export function* filesBelow(
  folder: string,
  rules: Pick<FileRules, 'kindOf' | 'mayHold'> = sourcesOnly,
  below = '',
): Generator<string> {
  for (const entry of readFolder(folder, below)) {
    const path = below + entry.name;
    if (entry.isDirectory()) {
      // Skip folders without articles, such as node_modules or _layouts.
      if (rules.mayHold(path)) yield* filesBelow(folder, rules, `${path}/`);
    } else if (
      rules.kindOf(path) !== undefined &&
      (entry.isFile() || (entry.isSymbolicLink() && isFileLike(join(folder, path))))
    ) {
      yield path;
    }
  }
}

/**
 * Whether a path is a file, or a link to anything but a folder. Links to folders are not followed: git doesn't either, and
 * they can form cycles. Links to devices and pipes are refused when they are read.
 */
export function isFileLike(path: string): boolean {
  const file = encodeName(path);
  try {
    const stat = lstatSync(file);
    return stat.isSymbolicLink() ? !statSync(file).isDirectory() : stat.isFile();
  } catch (error) {
    // A broken or cyclic link, or a deleted file, is none. Any other error is reported when the file is read.
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ELOOP' && code !== 'ENOTDIR';
  }
}

/**
 * What is at a path: a link itself, not its target. Nothing is below a file that has taken the place of a folder, which
 * Node reports otherwise than a missing entry (ENOTDIR).
 */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(encodeName(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Finds paths below a link to a folder, which are not part of the content folder. */
export class FolderLinks {
  readonly #folder: string;
  readonly #links = new Map<string, boolean>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param path relative to the content folder; only its parents count, not the path itself */
  isBehindLink(path: string): boolean {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return false;
    const parent = path.slice(0, slash);
    let known = this.#links.get(parent);
    if (known === undefined) {
      const stat = entryAt(join(this.#folder, parent));
      known = (stat?.isSymbolicLink() ?? false) || this.isBehindLink(parent);
      this.#links.set(parent, known);
    }
    return known;
  }
}

/** Lists a folder, sorted by name. @throws CliError when it can't be read: its articles would look deleted */
export function readFolder(folder: string, below: string): Dirent[] {
  try {
    return read(encodeName(join(folder, below))).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && below !== '') return []; // deleted during the walk
    throw folderError(join(folder, below), error);
  }
}

function read(folder: string | Buffer): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
  // U+FFFD may stand for bytes that are not UTF-8.
  return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((entry) =>
    Object.assign(entry as unknown as Dirent, { name: decodeName(entry.name as unknown as Buffer) }),
  );
}

/** @throws CliError when there is no such folder, or it can't be read */
export function checkFolder(folder: string): void {
  try {
    opendirSync(folder).closeSync();
  } catch (error) {
    throw folderError(folder, error);
  }
}

/** The error for a folder that can't be read. */
export function folderError(folder: string, error: unknown): CliError {
  const { code } = error as NodeJS.ErrnoException;
  const message =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? `${folder}: no such folder. Set --content to the folder of your articles.`
      : `${folder}: the folder can't be read (${code}). Check its permissions.`;
  return new CliError(exitCodes.usage, message, { cause: error });
}
