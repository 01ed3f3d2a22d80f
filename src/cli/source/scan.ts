/** What lies in the content folder, by git blob id. */

import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isArticlePath } from '../../article/article-path.ts';
import { CliError, exitCodes } from '../exit.ts';
import { FileMap } from './files.ts';
import { readCheckout, type Checkout } from './git/checkout.ts';
import { ListedFiles } from './git/listed-files.ts';
import { fileProblem, hash, readSource } from './source-file.ts';
import type { Source } from './source.ts';

/** The content folder at one moment. Sources are not kept: they are read again when they are sent. */
export interface Scan extends Source {
  /** Where a file lies on disk, for paths that the disk spells otherwise than in NFC (macOS). */
  spelling: Map<string, string>;
}

/**
 * Looks through the folder. What git knows for certain is not read; in a checkout that is nearly everything.
 * @param folder the content folder
 * @param onFile called after each file that git does not vouch for
 * @throws CliError when the folder or one below it can't be read: missing files would look like deleted ones
 */
export async function scan(folder: string, onFile: () => void = () => {}): Promise<Scan> {
  entriesOf(folder, ''); // without the folder there is nothing to ask git
  const checkout = await readCheckout(folder);
  const spelling = new Map<string, string>();
  const fileOf = (path: string): string => spelling.get(path) ?? path;
  const files = checkout ? new ListedFiles(checkout) : new FileMap();
  const found: Scan = {
    files,
    spelling,
    unreadable: [],
    read: (path) => readSource(folder, path, fileOf(path)),
    ...(checkout && { repository: checkout.repository, fileOf: (path) => resolve(folder, fileOf(path)) }),
  };
  for (const spelled of checkout ? uncertain(folder, checkout) : articleFiles(folder)) {
    const path = spelled.normalize('NFC');
    const file = hash(join(folder, spelled));
    if (files.has(path)) {
      const message = 'another file has the same name in another spelling of Unicode; remove one of the two';
      found.unreadable.push(fileProblem(path, 'name', message));
    } else if ('blob' in file) {
      files.set(path, file.blob);
      if (spelled !== path) spelling.set(path, spelled);
    } else {
      found.unreadable.push(fileProblem(path, 'read', file.error));
    }
    onFile();
  }
  return found;
}

/** The articles that git does not vouch for, as the disk spells their paths. */
function* uncertain(folder: string, { others }: Checkout): Generator<string> {
  for (const path of others) {
    if (path.endsWith('/')) {
      // Another repository within this one.
      if (isArticlePath(`${path}article.md`)) yield* articleFiles(folder, path);
    } else if (isArticlePath(path) && isFile(join(folder, path))) {
      yield path;
    }
  }
}

/** The paths of all articles below a folder, as the disk spells them, in the order of their names. */
export function* articleFiles(folder: string, below = ''): Generator<string> {
  for (const entry of entriesOf(folder, below)) {
    const path = below + entry.name;
    if (entry.isDirectory()) {
      // A folder in which even an article would be ignored (node_modules, _layouts …) is not entered.
      if (isArticlePath(`${path}/article.md`)) yield* articleFiles(folder, `${path}/`);
    } else if (
      isArticlePath(path) &&
      (entry.isFile() || (entry.isSymbolicLink() && isFile(join(folder, path))))
    ) {
      yield path;
    }
  }
}

/** Links to files count as files. Links to folders are not followed: git doesn't either, and they could form circles. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    // A link leads nowhere or to itself, or the file has been removed. What can't be looked at is no such thing.
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ELOOP' && code !== 'ENOTDIR';
  }
}

function entriesOf(folder: string, below: string) {
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
