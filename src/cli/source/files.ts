/** Sets of files by path and git blob id, to be compared with those of the worker. */

import { bucketOf } from '../../publish/manifest.ts';
import type { ManifestSummary } from '../../publish/protocol.ts';
import { Digests } from './digests.ts';

export interface FileSet {
  readonly size: number;
  /** The digests of all buckets. */
  summary(): ManifestSummary;
  /** The files of some buckets: path → blob id. */
  within(buckets: ReadonlySet<number>): Map<string, string>;
  /** Every file: path → blob id. */
  all(): ReadonlyMap<string, string>;
}

/** A set of files in memory. */
export class FileMap implements FileSet {
  readonly #blobs: Map<string, string>;

  constructor(files: Iterable<readonly [path: string, blob: string]> = []) {
    this.#blobs = new Map(files);
  }

  get size(): number {
    return this.#blobs.size;
  }

  get(path: string): string | undefined {
    return this.#blobs.get(path);
  }

  has(path: string): boolean {
    return this.#blobs.has(path);
  }

  set(path: string, blob: string): void {
    this.#blobs.set(path, blob);
  }

  summary(): ManifestSummary {
    const digests = new Digests();
    for (const [path, blob] of this.#blobs) digests.toggle(bucketOf(path), path, blob);
    return digests.summary();
  }

  within(buckets: ReadonlySet<number>): Map<string, string> {
    return new Map([...this.#blobs].filter(([path]) => buckets.has(bucketOf(path))));
  }

  all(): ReadonlyMap<string, string> {
    return this.#blobs;
  }
}
