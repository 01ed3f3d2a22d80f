/** The digests of all buckets of a set of files, kept up to date as files come and go. */

import { bucketCount, fileDigest, rootDigest, toggle } from '../../publish/manifest.ts';
import type { ManifestSummary } from '../../publish/protocol.ts';

/** Bytes of a digest. */
const length = 20;

export class Digests {
  /** One digest after the other, in the order of buckets. */
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array = new Uint8Array(bucketCount * length)) {
    this.bytes = bytes;
  }

  /** Puts a file into its bucket, or takes it out again. */
  toggle(bucket: number, path: string, blob: string): void {
    toggle(this.#of(bucket), fileDigest(path, blob));
  }

  /** As the worker summarises what it holds. */
  summary(): ManifestSummary {
    const buckets: Record<string, string> = {};
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      const digest = this.#of(bucket);
      // All bytes zero: the bucket is empty, but for a collision of SHA-1.
      if (digest.some((byte) => byte !== 0)) buckets[String(bucket)] = Buffer.from(digest).toString('hex');
    }
    return { root: rootDigest(buckets), buckets };
  }

  copy(): Digests {
    return new Digests(this.bytes.slice());
  }

  #of(bucket: number): Uint8Array {
    return this.bytes.subarray(bucket * length, (bucket + 1) * length);
  }
}
