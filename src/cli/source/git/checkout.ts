/**
 * What git knows of a content folder without reading its files. The bytes on the disk are what is published, so a blob
 * id of the index counts only where it is certain to be theirs: git sees no change, and converts nothing on the way
 * between disk and index.
 */

import { around, git, gitBytes, GitError, records, type Repository } from './git.ts';
import { Listing } from './listing.ts';
import { listingBefore, keepListing } from './listing-cache.ts';

export interface Checkout {
  repository: Repository;
  /** What git has in its index. */
  listing: Listing;
  /** What has to be looked at on the disk: files that may be gone or links, and folders, which end in `/`. */
  others: ReadonlySet<string>;
}

/** Attributes under which a file may have other bytes on the disk than in the index (gitattributes(5)). */
const converting = ['text', 'crlf', 'eol', 'ident', 'filter', 'working-tree-encoding'];

/** @param folder relative paths are relative to it @returns nothing where the index is of no use */
export async function readCheckout(folder: string): Promise<Checkout | undefined> {
  const repository = around(folder);
  try {
    const lists = Promise.all([
      git(repository, ['diff-files', '-z', '--name-only', '--relative', '--ignore-submodules=all']),
      git(repository, ['ls-files', '-z', '--others', '--exclude=node_modules/']),
      git(repository, ['ls-files', '-z', '--', convertedPaths]),
    ]);
    const [{ listing, before }, looked, convertsEverything] = await Promise.all([
      // The index is read after the work tree was compared with it: what is staged in between counts as it is now.
      lists.then(async () => readListing(repository, folder)),
      lists,
      converts(repository),
    ]);
    if (convertsEverything) return undefined;
    if (listing !== before) keepListing(folder, listing);
    return { repository, listing, others: new Set([...looked.flatMap(records), ...listing.doubtful()]) };
  } catch (error) {
    // No git, no repository, or one of somebody else: then the folder is read.
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

async function readListing(
  repository: Repository,
  folder: string,
): Promise<{ listing: Listing; before: Listing | undefined }> {
  const listed = gitBytes(repository, ['ls-files', '-z', '--stage', '-v']);
  const before = listingBefore(folder);
  return { listing: Listing.of(await listed, before), before };
}

/** Of the tracked files, those that are not free of each of the attributes. */
const convertedPaths = `:(exclude,attr:${converting.map((name) => `!${name}`).join(' ')})`;

/** Whether git converts the line ends of whatever it takes for a text. */
async function converts(repository: Repository): Promise<boolean> {
  const autocrlf = await git(repository, ['config', '--default', 'false', '--get', 'core.autocrlf']);
  return autocrlf.trim() !== 'false';
}
