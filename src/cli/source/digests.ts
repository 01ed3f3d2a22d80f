/** The bucket digests of a set of files, updated as files are added and removed. */

import { bucketCount, fileDigest, rootDigest, toggle } from '../../publish/manifest.ts';
import type { ManifestDigests } from '../../publish/protocol.ts';

/** Length of a digest, bytes. */
const length = 20;

export class Digests {
  /** The digests of all buckets, concatenated. */
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array = new Uint8Array(bucketCount * length)) {
    this.bytes = bytes;
  }

  /** Adds a file to its bucket, or removes it. */
  toggle(bucket: number, path: string, blob: string): void {
    toggle(this.#of(bucket), fileDigest(path, blob));
  }

  /** The summary, equal to that of a worker with the same files. */
  summary(): ManifestDigests {
    const buckets: Record<string, string> = {};
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      const digest = this.#of(bucket);
      // A digest of zeros means an empty bucket, barring a collision of SHA-1.
      if (digest.some((byte) => byte !== 0)) buckets[String(bucket)] = Buffer.from(digest).toString('hex');
    }
    return { root: rootDigest(buckets), buckets };
  }

  /** Adds all files of another set. */
  add({ bytes }: Digests): void {
    for (let i = 0; i < bytes.length; i++) this.bytes[i] = this.bytes[i]! ^ bytes[i]!;
  }

  copy(): Digests {
    return new Digests(this.bytes.slice());
  }

  #of(bucket: number): Uint8Array {
    return this.bytes.subarray(bucket * length, (bucket + 1) * length);
  }
}
