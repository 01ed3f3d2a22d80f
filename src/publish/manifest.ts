/**
 * Compares two sets of files without sending either: files fall into buckets by path, each bucket has a digest, and
 * only buckets whose digests differ are listed. Buckets are better than folders, since a blog may keep 100,000 files in
 * one folder: a bucket always holds about a thousandth of the files.
 */

import { createHash, hash } from 'node:crypto';

/** Number of buckets; with 100,000 files each holds about a hundred. */
export const bucketCount = 1024;

/** The bucket of a path: FNV-1a over its UTF-16 code units, as a number from 0 to `bucketCount` - 1. */
export function bucketOf(path: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % bucketCount;
}

/** 20 bytes. The digest of a set is the XOR of its members' digests, so adding or removing one takes constant time. */
export type Digest = Uint8Array;

export const emptyDigest = (): Digest => new Uint8Array(20);

/** The digest of one file: SHA-1 of path, NUL, blob id. */
export function fileDigest(path: string, blob: string): Digest {
  return hash('sha1', `${path}\0${blob}`, 'buffer');
}

/** Adds a file to a set's digest, or removes it; changes `set` in place. */
export function toggle(set: Digest, file: Digest): void {
  for (let i = 0; i < set.length; i++) set[i] = set[i]! ^ file[i]!;
}

/** The digest of all buckets. @param buckets bucket name → hex digest; without empty buckets */
export function rootDigest(buckets: Readonly<Record<string, string>>): string {
  const lines = Object.entries(buckets).map(([name, digest]) => `${name} ${digest}\n`);
  return createHash('sha1').update(lines.sort().join('')).digest('hex');
}

/** The git blob id of a content: SHA-1 of `blob <length>\0` and the bytes, as 40 hex digits. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
