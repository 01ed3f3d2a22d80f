/**
 * A cache of the last listing of each large checkout. The next publish parses only new records, and does not run git while
 * the index stays the same. A damaged entry counts as missing.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { codeDigest } from '../../code-digest.ts';
import { cacheFolder, deleteOlder } from '../../folders.ts';
import type { FileRules } from '../../../publish/file-rules.ts';
import { Listing, type ListingParts } from './listing.ts';

/** Whether to cache a listing: smaller ones are parsed in a few milliseconds. */
export const isLarge = ({ records }: Listing): boolean => records >= 2_000;

/** Age at which unused listings are deleted, ms. */
const maxAge = 30 * 24 * 3_600_000;

const cache = cacheFolder('listings');

/** Source files that determine the content of a listing. After a change of any, older entries are not found. */
const dependencies = [
  'checkout.ts',
  'listing.ts',
  '../digests.ts',
  '../../../publish/file-rules.ts',
  '../../../limits.ts',
  '../../../publish/manifest.ts',
  '../../../publish/path.ts',
  '../../../publish/file-kind.ts',
  '../../../article/article-path.ts',
  '../../../article/own-addresses.ts',
  '../../../asset/types.ts',
];

export interface CachedListing {
  listing: Listing;
  /** Checksum of the index that was listed, if known. */
  checksum?: string;
}

/** Loads the listing of a folder. */
export function loadListing(folder: string, rules: FileRules): CachedListing | undefined {
  try {
    const file = readFileSync(cacheFile(folder, rules));
    const kept = file.subarray(4);
    if (crc32(kept) !== file.readUInt32LE()) return undefined;

    const { checksum, ...parts } = deserialize(kept) as ListingParts & Pick<CachedListing, 'checksum'>;
    return { listing: new Listing(parts, rules), ...(checksum !== undefined && { checksum }) };
  } catch {
    return undefined;
  }
}

/** Saves a listing. Failures are ignored. */
export function saveListing(folder: string, rules: FileRules, { listing, checksum }: CachedListing): void {
  const kept = serialize({ ...listing.parts, checksum });
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(kept));
  try {
    mkdirSync(cache, { recursive: true });
    const file = cacheFile(folder, rules);
    // Written to a temporary file and renamed, since another process may be reading or writing the same entry.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, Buffer.concat([sum, kept]));
    renameSync(draft, file);
    deleteOlder(cache, maxAge);
  } catch {
    // The project is read-only, or the disk full. Publishing works without a cache.
  }
}

/** Path of the cached listing of a folder. */
export function cacheFile(folder: string, { key }: Pick<FileRules, 'key'>): string {
  const name = createHash('sha1').update(resolve(folder)).update(`\0${key}\0`);
  name.update(codeDigest(import.meta.dirname, dependencies));
  return join(cache, name.digest('hex'));
}
