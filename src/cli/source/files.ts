/** Sets of files by path and git blob id, to be compared with those of the worker. */

import { bucketOf } from '../../publish/manifest.ts';
import { Digests } from './digests.ts';

export interface FileSet {
  readonly size: number;
  /** The blob id of a file. */
  get(path: string): string | undefined;
  /** The digests of all buckets. */
  digests(): Digests;
  /** The files of some buckets: path → blob id. */
  within(buckets: ReadonlySet<number>): Map<string, string>;
  /** Every file: path → blob id. */
  all(): ReadonlyMap<string, string>;
}

/** Several sets as one. No path is in two of them. */
export class JoinedFiles implements FileSet {
  readonly #sets: readonly FileSet[];

  constructor(sets: readonly FileSet[]) {
    this.#sets = sets;
  }

  get size(): number {
    return this.#sets.reduce((sum, { size }) => sum + size, 0);
  }

  get(path: string): string | undefined {
    for (const set of this.#sets) {
      const blob = set.get(path);
      if (blob !== undefined) return blob;
    }
    return undefined;
  }

  digests(): Digests {
    const joined = new Digests();
    for (const set of this.#sets) joined.add(set.digests());
    return joined;
  }

  within(buckets: ReadonlySet<number>): Map<string, string> {
    return new Map(this.#sets.flatMap((set) => [...set.within(buckets)]));
  }

  all(): ReadonlyMap<string, string> {
    return new Map(this.#sets.flatMap((set) => [...set.all()]));
  }
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

  delete(path: string): void {
    this.#blobs.delete(path);
  }

  digests(): Digests {
    const digests = new Digests();
    for (const [path, blob] of this.#blobs) digests.toggle(bucketOf(path), path, blob);
    return digests;
  }

  within(buckets: ReadonlySet<number>): Map<string, string> {
    return new Map([...this.#blobs].filter(([path]) => buckets.has(bucketOf(path))));
  }

  all(): ReadonlyMap<string, string> {
    return this.#blobs;
  }
}
