/** Scanning the content folder: the git blob id of every file to publish. */

import { join, resolve } from 'node:path';
import { isPublished, mayHoldFiles } from '../../publish/file-kind.ts';
import { articleFiles, readFolder, FolderLinks, isFileLike } from './article-files.ts';
import { Boundary } from './boundary.ts';
import { nameOf } from './file-name.ts';
import { FileMap } from './files.ts';
import { readCheckout, type Checkout } from './git/checkout.ts';
import { ListedFiles } from './git/listed-files.ts';
import { hashFile, readSource } from './source-file.ts';
import type { Source } from './source.ts';

/** The content folder at one moment. Texts are not kept in memory, but read again when they are sent. */
export interface Scan extends Source {
  /** Path → its spelling on disk, where that is not NFC (macOS). */
  spelling: Map<string, string>;
}

/**
 * Scans the content folder. Files whose blob id git knows for certain are not read: in a checkout, nearly all.
 * @param onFile called after each file that was read
 * @throws CliError when a folder can't be read: its articles would look deleted
 */
export async function scan(folder: string, onFile: () => void = () => {}): Promise<Scan> {
  readFolder(folder, ''); // reports a missing folder before git does
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
    const name = nameOf(spelled, (path) => files.has(path));
    const { path } = name;
    const file = name.status === 'error' ? name : hashFile(boundary, path, spelled);
    if (file.status === 'error') {
      found.unreadable.push(file.problem);
    } else {
      files.set(path, file.blob);
      if (spelled !== path) spelling.set(path, spelled);
    }
    onFile();
  }
  return found;
}

/** The files whose blob id git does not know for certain, as the disk spells their paths. */
function* uncertain(folder: string, { others }: Checkout): Generator<string> {
  const links = new FolderLinks(folder);
  for (const path of others) {
    const isFolder = path.endsWith('/');
    // The index may list files below a folder that has since become a link.
    if (links.isBehindLink(path)) continue;
    if (isFolder) {
      // A nested repository.
      if (mayHoldFiles(path.slice(0, -1))) yield* articleFiles(folder, path);
    } else if (isPublished(path) && isFileLike(join(folder, path))) {
      yield path;
    }
  }
}
