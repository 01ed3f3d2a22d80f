/**
 * The last listing of each large checkout, so that the next publish looks only at what is new in it, and need not ask
 * git for one while its index stays the same. Whatever is wrong with it, it is as if there were none.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { cacheFolder, deleteOlder } from '../../folders.ts';
import { Listing, type ListingParts } from './listing.ts';

/** Whether a listing should be kept: smaller ones are looked through in a few milliseconds. */
export const isLarge = ({ records }: Listing): boolean => records >= 2_000;

/** How long the listing of a checkout that is not published any more stays, ms. */
const unused = 30 * 24 * 3_600_000;

const cache = cacheFolder('listings');

/** What the parts of a listing depend on besides the index. */
const rules = [
  'checkout.ts',
  'listing.ts',
  '../digests.ts',
  '../../../limits.ts',
  '../../../publish/manifest.ts',
  '../../../publish/path.ts',
  '../../../article/article-path.ts',
];

export interface CachedListing {
  listing: Listing;
  /** The checksum of the index that it is of, where that is known. */
  checksum?: string;
}

/** The listing that was kept of a content folder. */
export function loadListing(folder: string): CachedListing | undefined {
  try {
    const file = readFileSync(cacheFile(folder));
    const kept = file.subarray(4);
    if (crc32(kept) !== file.readUInt32LE()) return undefined;

    const { checksum, ...parts } = deserialize(kept) as ListingParts & Pick<CachedListing, 'checksum'>;
    return { listing: new Listing(parts), ...(checksum !== undefined && { checksum }) };
  } catch {
    return undefined;
  }
}

/** Keeps a listing, if that is worth it. */
export function saveListing(folder: string, { listing, checksum }: CachedListing): void {
  const kept = serialize({ ...listing.parts, checksum });
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(kept));
  try {
    mkdirSync(cache, { recursive: true });
    const file = cacheFile(folder);
    // Made beside and moved into place at once: another process may be reading or making the same.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, Buffer.concat([sum, kept]));
    renameSync(draft, file);
    deleteOlder(cache, unused);
  } catch {
    // A project that can't be written to, a full disk: publishing goes on as well without.
  }
}

/** Where the listing of a folder is kept. */
export function cacheFile(folder: string): string {
  const name = createHash('sha1').update(resolve(folder));
  for (const file of rules) name.update('\0').update(readFileSync(join(import.meta.dirname, file)));
  return join(cache, name.digest('hex'));
}
