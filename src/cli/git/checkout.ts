/**
 * What git knows of a content folder without reading its files. The bytes on the disk are what is published, so a blob
 * id of the index counts only where it is certain to be theirs: git sees no change, and converts nothing on the way
 * between disk and index.
 */

import { around, git, GitError, records, type Repository } from './git.ts';

export interface Checkout {
  repository: Repository;
  /** Path, as the disk spells it → blob id of the bytes on the disk. */
  clean: Map<string, string>;
  /** Everything else, to be looked at on the disk: files that may be gone or links, and folders, which end in `/`. */
  others: string[];
}

/** Attributes under which a file may have other bytes on the disk than in the index (gitattributes(5)). */
const converting = ['text', 'crlf', 'eol', 'ident', 'filter', 'working-tree-encoding'];

/** @param folder relative paths are relative to it @returns nothing where the index is of no use */
export async function readCheckout(folder: string): Promise<Checkout | undefined> {
  const repository = around(folder);
  try {
    if (await convertsEverything(repository)) return undefined;
    // The index is read after the work tree was compared with it: what is staged in between counts as it is now.
    const compared = git(repository, [
      'diff-files',
      '-z',
      '--name-only',
      '--relative',
      '--ignore-submodules=all',
    ]);
    const [changed, untracked, converted, index] = await Promise.all([
      compared.then(records),
      git(repository, ['ls-files', '-z', '--others', '--exclude=node_modules/']).then(records),
      git(repository, ['ls-files', '-z', '--', convertedPaths]).then(records),
      compared.then(async () => git(repository, ['ls-files', '-z', '--stage', '-v'])).then(records),
    ]);
    const suspects = new Set([...changed, ...converted]);
    const clean = new Map<string, string>();
    const others = new Set(untracked);
    for (const record of index) {
      const entry = entryOf(record);
      if (entry.folder) others.add(`${entry.path}/`);
      else if (entry.blob === undefined || suspects.has(entry.path)) others.add(entry.path);
      else clean.set(entry.path, entry.blob);
    }
    return { repository, clean, others: [...others] };
  } catch (error) {
    // No git, no repository, or one of somebody else: then the folder is read.
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Of the tracked files, those that are not free of each of the attributes. */
const convertedPaths = `:(exclude,attr:${converting.map((name) => `!${name}`).join(' ')})`;

async function convertsEverything(repository: Repository): Promise<boolean> {
  const autocrlf = await git(repository, ['config', '--default', 'false', '--get', 'core.autocrlf']);
  return autocrlf.trim() !== 'false';
}

/**
 * An entry of the index, as `<tag> <mode> <blob> <stage>\t<path>`. It has a blob only if git has compared it with the
 * disk (tag H: not skipped, not assumed to be unchanged, not in a conflict) and if it is no link.
 */
function entryOf(record: string): { path: string; blob?: string; folder: boolean } {
  const tab = record.indexOf('\t');
  const path = record.slice(tab + 1);
  // The columns are fixed, and a hundred thousand records are read one by one: `H 100644 <40 hex digits> 0\t`.
  const certain = record.startsWith('H 100') && tab === 51 && !path.includes('\uFFFD');
  const folder = record.startsWith('160000', 2);
  return certain ? { path, folder, blob: record.slice(9, 49) } : { path, folder };
}
