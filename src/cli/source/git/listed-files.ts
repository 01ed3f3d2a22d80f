/** The files of one kind of a checkout: those of the index, overlaid by those that were checked on disk. */

import { bucketOf } from '../../../publish/manifest.ts';
import type { Digests } from '../digests.ts';
import type { Kind } from '../../../publish/file-rules.ts';
import type { FileSet } from '../files.ts';
import type { Listing } from './listing.ts';

export class ListedFiles implements FileSet {
  readonly #listing: Listing;
  readonly #kind: Kind;
  /** Path → blob id of files checked on disk; undefined if there is no such file. */
  readonly #looked: Map<string, string | undefined>;

  /** @param others paths on disk to check there, for which the listing does not count */
  constructor({ listing, others }: { listing: Listing; others: Iterable<string> }, kind: Kind) {
    this.#listing = listing;
    this.#kind = kind;
    this.#looked = new Map(Array.from(others, (path) => [listing.prefix + path, undefined]));
  }

  get size(): number {
    let size = this.#listing.sizeOf(this.#kind);
    for (const [path, blob] of this.#looked)
      size += Number(blob !== undefined) - Number(this.#listing.blobOf(path, this.#kind) !== undefined);
    return size;
  }

  get(path: string): string | undefined {
    return this.#looked.has(path) ? this.#looked.get(path) : this.#listing.blobOf(path, this.#kind);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  set(path: string, blob: string): void {
    this.#looked.set(path, blob);
  }

  digests(): Digests {
    const digests = this.#listing.digests(this.#kind);
    for (const [path, blob] of this.#looked) {
      const bucket = bucketOf(path);
      const listed = this.#listing.blobOf(path, this.#kind);
      if (listed !== undefined) digests.toggle(bucket, path, listed);
      if (blob !== undefined) digests.toggle(bucket, path, blob);
    }
    return digests;
  }

  within(buckets: ReadonlySet<number>): Map<string, string> {
    return this.#files(buckets);
  }

  all(): ReadonlyMap<string, string> {
    return this.#files();
  }

  /** In the order of the listing. */
  #files(buckets?: ReadonlySet<number>): Map<string, string> {
    const files = new Map<string, string>();
    for (const [path, blob] of this.#listing.files(this.#kind, buckets))
      if (!this.#looked.has(path)) files.set(path, blob);
    for (const [path, blob] of this.#looked)
      if (blob !== undefined && (buckets?.has(bucketOf(path)) ?? true)) files.set(path, blob);
    return files;
  }
}
