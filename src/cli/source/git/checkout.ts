/**
 * The blob ids of a content folder from the index of git, without reading its files. The bytes on disk get published, so a
 * blob id counts only if it is certain to be theirs: git sees no change, and converts nothing between disk and index.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { findWorkTree, repositoryAround } from './work-tree.ts';
import { gitBytes, GitError, records, withoutFilters, type Repository } from './git.ts';
import type { FileRules } from '../../../publish/file-rules.ts';
import { Listing } from './listing.ts';
import { isLarge, saveListing, loadListing, type CachedListing } from './listing-cache.ts';

export interface Checkout {
  repository: Repository;
  /** The entries of the index. */
  listing: Listing;
  /** Paths to check on disk: files, which may be gone or links, and folders, which end in `/`. */
  others: ReadonlySet<string>;
}

/** Attributes with which the bytes on disk may differ from those of the index (gitattributes(5)). */
const converting = ['text', 'crlf', 'eol', 'ident', 'filter', 'working-tree-encoding'];

/** Reads the index. @returns undefined outside a repository, or if git converts all files */
export async function readCheckout(folder: string, rules: FileRules): Promise<Checkout | undefined> {
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
    // Read from the cache while git runs.
    const kept = loadListing(folder, rules);
    const looked = (await asked).flatMap(records);
    // Listed after the comparison with the work tree, so that files staged in between are included.
    const listing = await listingOf(repository, { folder, rules }, tree.index, kept);
    return { repository, listing, others: new Set([...looked, ...listing.doubtful()]) };
  } catch (error) {
    // git is not installed, or the repository belongs to another user: all files are read instead.
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Lists the index, or takes the cached listing if the index has not changed. */
async function listingOf(
  repository: Repository,
  { folder, rules }: { folder: string; rules: FileRules },
  index: string,
  kept: CachedListing | undefined,
): Promise<Listing> {
  const checksum = checksumOf(index);
  if (kept && checksum !== undefined && kept.checksum === checksum) return kept.listing;
  const listing = Listing.of(
    await gitBytes(repository, ['ls-files', '-z', '--stage', '-v']),
    rules,
    kept?.listing,
  );
  if (!isLarge(listing)) return listing;
  // If the index was written meanwhile, the listing may be of either version: cache it without a checksum.
  const isKnown = checksum !== undefined && checksum === checksumOf(index);
  if (isKnown || listing !== kept?.listing)
    saveListing(folder, rules, { listing, ...(isKnown && { checksum }) });
  return listing;
}

/**
 * The checksum at the end of the index (gitformat-index(5)).
 * @returns undefined if there is no index, or no checksum (`index.skipHash`)
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

/** A pathspec for files with any of the attributes. */
const convertedPaths = `:(exclude,attr:${converting.map((name) => `!${name}`).join(' ')})`;

interface Settings {
  /** Whether git converts the line endings of all text files. */
  convertsEverything: boolean;
  /** The names of all configured filters. */
  filters: ReadonlySet<string>;
}

async function settings(folder: string): Promise<Settings> {
  const entries = records(await gitBytes(repositoryAround(folder), ['config', '--null', '--list']));
  const filters = new Set<string>();
  let autocrlf = 'false';
  for (const entry of entries) {
    // `<name>\n<value>`; a name alone means true, and names have no line feed (git-config(1)).
    const [name = '', value = 'true'] = entry.split('\n');
    if (name === 'core.autocrlf') autocrlf = value;
    const filter = /^filter\.(.+)\.(?:clean|process|required)$/.exec(name)?.[1];
    if (filter !== undefined) filters.add(filter);
  }
  return { convertsEverything: autocrlf !== 'false', filters };
}
