/** The files of a checkout: those of the index, overlaid by those that were checked on disk. */

import { bucketOf } from '../../../publish/manifest.ts';
import type { ManifestSummary } from '../../../publish/protocol.ts';
import type { FileSet } from '../files.ts';
import type { Listing } from './listing.ts';

export class ListedFiles implements FileSet {
  readonly #listing: Listing;
  /** Path → blob id of files checked on disk; undefined if there is no such article. */
  readonly #looked: Map<string, string | undefined>;

  /** @param others paths to check on disk, for which the listing does not count */
  constructor({ listing, others }: { listing: Listing; others: Iterable<string> }) {
    this.#listing = listing;
    this.#looked = new Map(Array.from(others, (path) => [path, undefined]));
  }

  get size(): number {
    let size = this.#listing.size;
    for (const [path, blob] of this.#looked)
      size += Number(blob !== undefined) - Number(this.#listing.blobOf(path) !== undefined);
    return size;
  }

  has(path: string): boolean {
    return (this.#looked.has(path) ? this.#looked.get(path) : this.#listing.blobOf(path)) !== undefined;
  }

  set(path: string, blob: string): void {
    this.#looked.set(path, blob);
  }

  summary(): ManifestSummary {
    const digests = this.#listing.digests();
    for (const [path, blob] of this.#looked) {
      const bucket = bucketOf(path);
      const listed = this.#listing.blobOf(path);
      if (listed !== undefined) digests.toggle(bucket, path, listed);
      if (blob !== undefined) digests.toggle(bucket, path, blob);
    }
    return digests.summary();
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
    for (const [path, blob] of this.#listing.articles(buckets))
      if (!this.#looked.has(path)) files.set(path, blob);
    for (const [path, blob] of this.#looked)
      if (blob !== undefined && (buckets?.has(bucketOf(path)) ?? true)) files.set(path, blob);
    return files;
  }
}
