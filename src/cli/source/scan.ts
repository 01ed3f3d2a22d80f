/** What lies in the content folder, by git blob id. */

import { join, resolve } from 'node:path';
import { isArticlePath } from '../../article/article-path.ts';
import { articleFiles, readFolder, FolderLinks, isFileLike } from './article-files.ts';
import { Boundary } from './boundary.ts';
import { nameOf } from './file-name.ts';
import { FileMap } from './files.ts';
import { readCheckout, type Checkout } from './git/checkout.ts';
import { ListedFiles } from './git/listed-files.ts';
import { hash, readSource } from './source-file.ts';
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
  readFolder(folder, ''); // without the folder there is nothing to ask git
  const boundary = new Boundary(folder);
  const checkout = await readCheckout(folder);
  const spelling = new Map<string, string>();
  const fileOf = (path: string): string => spelling.get(path) ?? path;
  const files = checkout ? new ListedFiles(checkout) : new FileMap();
  const found: Scan = {
    files,
    spelling,
    unreadable: [],
    read: (path) => readSource(boundary, path, fileOf(path)),
    ...(checkout && { repository: checkout.repository, fileOf: (path) => resolve(folder, fileOf(path)) }),
  };
  for (const spelled of checkout ? uncertain(folder, checkout) : articleFiles(folder)) {
    const { path, problem } = nameOf(spelled, (path) => files.has(path));
    const file = problem ? { problem } : hash(boundary, path, spelled);
    if ('problem' in file) {
      found.unreadable.push(file.problem);
    } else {
      files.set(path, file.blob);
      if (spelled !== path) spelling.set(path, spelled);
    }
    onFile();
  }
  return found;
}

/** The articles that git does not vouch for, as the disk spells their paths. */
function* uncertain(folder: string, { others }: Checkout): Generator<string> {
  const links = new FolderLinks(folder);
  for (const path of others) {
    const isFolder = path.endsWith('/');
    // A folder that is a link now has none of the files that git had in it.
    if (links.isBehindLink(path)) continue;
    if (isFolder) {
      // Another repository within this one.
      if (isArticlePath(`${path}article.md`)) yield* articleFiles(folder, path);
    } else if (isArticlePath(path) && isFileLike(join(folder, path))) {
      yield path;
    }
  }
}
