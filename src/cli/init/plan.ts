/** What becomes of each file of a new site: it is created, added to, or left as it is. */

import { lstatSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { formatBytes } from '../output/numbers.ts';
import { isWithin } from '../source/within.ts';
import type { SiteFile } from './files/site-files.ts';

export interface Step {
  file: SiteFile;
  /** `same`: what it would write is there already. */
  action: 'create' | 'change' | 'keep' | 'same';
  /** Of a file that is there: its bytes. */
  before?: Buffer;
  /** The bytes to write; absent: none. */
  after?: Buffer;
}

/**
 * @param folder need not exist
 * @throws CliError when something is in the way, or a file to add to can't be read
 */
export function planFiles(folder: string, files: readonly SiteFile[]): Step[] {
  return files.map((file) => {
    checkParents(folder, file.path);
    const path = join(folder, file.path);
    const stat = entryAt(path);
    if (file.merge && stat?.isSymbolicLink()) checkLink(folder, path);
    const text = Buffer.from(file.text);
    if (stat === undefined) return { file, action: 'create', after: text };
    const before = stat.isFile() || stat.isSymbolicLink() ? bytesOf(path) : undefined;
    if (before === undefined) {
      if (stat.isDirectory()) throw inTheWay(path, 'a folder');
      return { file, action: 'keep' };
    }
    if (before.equals(text)) return { file, action: 'same', before };
    if (!file.merge) return { file, action: 'keep', before };
    const after = merged(path, before, file.merge);
    return after.equals(before)
      ? { file, action: 'same', before }
      : { file, action: 'change', before, after };
  });
}

/** The step that replaces a file which would be kept. */
export const replacing = (step: Step): Step => ({
  ...step,
  action: 'change',
  after: Buffer.from(step.file.text),
});

/** What is at a path: a link itself, not its target. */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** @throws CliError when a file has the name of a folder, or a link leads out of the folder of the site */
function checkParents(folder: string, path: string): void {
  for (let parent = dirname(path); parent !== '.' && !parent.startsWith('..'); parent = dirname(parent)) {
    const place = join(folder, parent);
    const stat = entryAt(place);
    if (stat === undefined || stat.isDirectory()) continue;
    if (!stat.isSymbolicLink()) throw inTheWay(place, 'a file');
    checkLink(folder, place);
  }
}

/** @throws CliError when a link leads out of the folder of the site, or nowhere */
function checkLink(folder: string, place: string): void {
  const isThere = statSync(place, { throwIfNoEntry: false }) !== undefined;
  if (!isThere || !isWithin(realpathSync.native(folder), realpathSync.native(place)))
    throw inTheWay(place, 'a link that leads elsewhere');
}

function inTheWay(path: string, what: string): CliError {
  const why = `${path} is ${what}, and in the way, so nothing was written. Move it, or make the site in another folder.`;
  return new CliError(exitCodes.usage, why);
}

/** @returns undefined for a link that leads nowhere, or to no file */
function bytesOf(path: string): Buffer | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  if (stat.size <= limits.configBytes) return readFileSync(path);
  const sizes = `${formatBytes(stat.size)}, and may have ${formatBytes(limits.configBytes)}`;
  throw new CliError(exitCodes.usage, `${path} has ${sizes}, so nothing was written. Move it.`);
}

function merged(path: string, before: Buffer, merge: NonNullable<SiteFile['merge']>): Buffer {
  try {
    return Buffer.from(merge(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(before)));
  } catch (error) {
    const [why = ''] = (error as Error).message.split('\n', 1);
    const message = `${path} can't be read: ${why}. Mend it, so that edgefeed can be added to it; nothing was written.`;
    throw new CliError(exitCodes.usage, message, { cause: error });
  }
}
