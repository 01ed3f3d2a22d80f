/**
 * What git knows of a content folder without reading its files. The bytes on the disk are what is published, so a blob
 * id of the index counts only where it is certain to be theirs: git sees no change, and converts nothing on the way
 * between disk and index.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { findWorkTree, repositoryAround } from './work-tree.ts';
import { gitBytes, GitError, records, withoutFilters, type Repository } from './git.ts';
import { Listing } from './listing.ts';
import { isLarge, saveListing, loadListing, type CachedListing } from './listing-cache.ts';

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
  const configured = settings(folder);
  configured.catch(() => {}); // awaited below
  const tree = await findWorkTree(folder);
  if (!tree) return undefined;
  try {
    const { convertsEverything, filters } = await configured;
    if (convertsEverything) return undefined;
    const repository = withoutFilters(tree.repository, filters);
    const asked = Promise.all([
      gitBytes(repository, ['diff-files', '-z', '--name-only', '--relative', '--ignore-submodules=all']),
      gitBytes(repository, ['ls-files', '-z', '--others', '--exclude=node_modules/']),
      gitBytes(repository, ['ls-files', '-z', '--', convertedPaths]),
    ]);
    // Read while git is at work.
    const kept = loadListing(folder);
    const looked = (await asked).flatMap(records);
    // After the work tree was compared with the index: what was staged in between counts as it is now.
    const listing = await listingOf(repository, folder, tree.index, kept);
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
  kept: CachedListing | undefined,
): Promise<Listing> {
  const checksum = checksumOf(index);
  if (kept && checksum !== undefined && kept.checksum === checksum) return kept.listing;
  const listing = Listing.of(await gitBytes(repository, ['ls-files', '-z', '--stage', '-v']), kept?.listing);
  if (!isLarge(listing)) return listing;
  // Should git have written another index meanwhile, nobody knows of which one the listing is.
  const isKnown = checksum !== undefined && checksum === checksumOf(index);
  if (isKnown || listing !== kept?.listing) saveListing(folder, { listing, ...(isKnown && { checksum }) });
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

interface Settings {
  /** Whether git converts the line ends of whatever it takes for a text. */
  convertsEverything: boolean;
  /** The names of all filters, whoever configured them. */
  filters: ReadonlySet<string>;
}

async function settings(folder: string): Promise<Settings> {
  const entries = records(await gitBytes(repositoryAround(folder), ['config', '--null', '--list']));
  const filters = new Set<string>();
  let autocrlf = 'false';
  for (const entry of entries) {
    // `<name>\n<value>`; a name alone means true, and none has a line feed in it (git-config(1)).
    const [name = '', value = 'true'] = entry.split('\n');
    if (name === 'core.autocrlf') autocrlf = value;
    const filter = /^filter\.(.+)\.(?:clean|process|required)$/.exec(name)?.[1];
    if (filter !== undefined) filters.add(filter);
  }
  return { convertsEverything: autocrlf !== 'false', filters };
}
