/**
 * What git knows of a content folder without reading its files. The bytes on the disk are what is published, so a blob
 * id of the index counts only where it is certain to be theirs: git sees no change, and converts nothing on the way
 * between disk and index.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { around, git, gitBytes, GitError, records, type Repository } from './git.ts';
import { Listing } from './listing.ts';
import { isLarge, keepListing, listingBefore, type KeptListing } from './listing-cache.ts';

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
    const asked = Promise.all([
      git(repository, ['diff-files', '-z', '--name-only', '--relative', '--ignore-submodules=all']),
      git(repository, ['ls-files', '-z', '--others', '--exclude=node_modules/']),
      git(repository, ['ls-files', '-z', '--', convertedPaths]),
      git(repository, ['rev-parse', '--git-path', 'index']),
      converts(repository),
    ]);
    // Read while git is at work.
    const kept = listingBefore(folder);
    const [changed, others, converted, index, convertsEverything] = await asked;
    if (convertsEverything) return undefined;
    // After the work tree was compared with the index: what was staged in between counts as it is now.
    const listing = await listingOf(repository, folder, resolve(folder, index.replace(/\n$/, '')), kept);
    const looked = [changed, others, converted].flatMap(records);
    return { repository, listing, others: new Set([...looked, ...listing.doubtful()]) };
  } catch (error) {
    // No git, no repository, or one of somebody else: then the folder is read.
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** The listing of the index as it is now: the one that was kept, if it is of the same index. */
async function listingOf(
  repository: Repository,
  folder: string,
  index: string,
  kept: KeptListing | undefined,
): Promise<Listing> {
  const checksum = checksumOf(index);
  if (kept && checksum !== undefined && kept.checksum === checksum) return kept.listing;
  const listing = Listing.of(await gitBytes(repository, ['ls-files', '-z', '--stage', '-v']), kept?.listing);
  if (!isLarge(listing)) return listing;
  // Should git have written another index meanwhile, nobody knows of which one the listing is.
  const isKnown = checksum !== undefined && checksum === checksumOf(index);
  if (isKnown || listing !== kept?.listing) keepListing(folder, { listing, ...(isKnown && { checksum }) });
  return listing;
}

/**
 * The checksum of all that an index holds, which is at its end (gitformat-index(5)).
 * @returns nothing where git saved itself the trouble (`index.skipHash`), or there is no index
 */
function checksumOf(index: string): string | undefined {
  const checksum = Buffer.alloc(20);
  try {
    const file = openSync(index, 'r');
    try {
      readSync(file, checksum, 0, checksum.length, fstatSync(file).size - checksum.length);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
  const digits = checksum.toString('hex');
  return /^0+$/.test(digits) ? undefined : digits;
}

/** Of the tracked files, those that are not free of each of the attributes. */
const convertedPaths = `:(exclude,attr:${converting.map((name) => `!${name}`).join(' ')})`;

/** Whether git converts the line ends of whatever it takes for a text. */
async function converts(repository: Repository): Promise<boolean> {
  const autocrlf = await git(repository, ['config', '--default', 'false', '--get', 'core.autocrlf']);
  return autocrlf.trim() !== 'false';
}
