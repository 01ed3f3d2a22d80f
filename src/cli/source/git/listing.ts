/**
 * The index as listed by `git ls-files -z --stage -v`, parsed incrementally. Parsing 100,000 records takes a third of a
 * second, and from one publish to the next nearly all are the same: those are copied from the previous listing.
 */

import { bucketCount, bucketOf } from '../../../publish/manifest.ts';
import { pathProblem } from '../../../publish/path.ts';
import { Digests } from '../digests.ts';
import { decodeName } from '../file-name.ts';
import type { FileRules, Kind } from '../../../publish/file-rules.ts';

/** In place of a bucket: not a file to publish, or one whose bytes on disk are not certain. */
const ignored = 0xffff;
const doubtful = 0xfffe;

/** The data of a listing, as it is cached. */
export interface ListingParts {
  /** Output of git: `<tag> <mode> <blob> <stage>\t<path>\0` per entry, sorted by the bytes of the paths. */
  output: Uint8Array;
  /** End offset of each record, after its NUL. */
  ends: Uint32Array;
  /** Bucket of each record's path, plus `bucketCount` for an asset; or `ignored`, or `doubtful`. */
  buckets: Uint16Array;
  /** Bucket digests of the certain files. */
  digests: Record<Kind, Uint8Array>;
}

type ListingRules = Pick<FileRules, 'prefix' | 'kindOf'>;

export class Listing {
  readonly #output: Buffer;
  readonly #ends: Uint32Array;
  readonly #buckets: Uint16Array;
  readonly #digests: Record<Kind, Digests>;
  readonly #rules: ListingRules;

  constructor({ output, ends, buckets, digests }: ListingParts, rules: ListingRules) {
    this.#output = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
    this.#ends = ends;
    this.#buckets = buckets;
    this.#digests = { source: new Digests(digests.source), asset: new Digests(digests.asset) };
    this.#rules = rules;
  }

  /**
   * Parses a listing.
   * @param output of git
   * @param before an earlier listing of the same folder, by the same rules
   */
  static of(output: Buffer, rules: ListingRules, before: Listing = new Listing(nothing(), rules)): Listing {
    if (before.#output.equals(output)) return before;
    const head = before.#recordsAlike(output);
    const tail = before.#recordsAlikeAtEnd(output, head);
    const from = before.#start(head);
    const shift = output.length - before.#output.length;
    const left = before.records - tail;
    const to = before.#start(left) + shift;

    const middle = recordEnds(output, from, to);
    const ends = new Uint32Array(head + middle.length + tail);
    ends.set(before.#ends.subarray(0, head));
    ends.set(middle, head);
    for (let i = 0; i < tail; i++) ends[head + middle.length + i] = before.#ends[left + i]! + shift;
    const buckets = new Uint16Array(ends.length);
    buckets.set(before.#buckets.subarray(0, head));
    buckets.set(before.#buckets.subarray(left), head + middle.length);

    const { source, asset } = before.#digests;
    const digests = { source: source.copy(), asset: asset.copy() };
    for (let i = head; i < left; i++) before.#toggle(digests, i);
    const bytes = { source: digests.source.bytes, asset: digests.asset.bytes };
    const listing = new Listing({ output, ends, buckets, digests: bytes }, rules);
    for (let i = head; i < head + middle.length; i++) listing.#lookAt(i);
    return listing;
  }

  /** The number of entries of the index. */
  get records(): number {
    return this.#ends.length;
  }

  get parts(): ListingParts {
    return {
      output: this.#output,
      ends: this.#ends,
      buckets: this.#buckets,
      digests: { source: this.#digests.source.bytes, asset: this.#digests.asset.bytes },
    };
  }

  /** In front of each path where it is published. */
  get prefix(): string {
    return this.#rules.prefix;
  }

  /** The number of certain files of a kind. */
  sizeOf(kind: Kind): number {
    return this.#buckets.reduce((sum, bucket) => (kindOfBucket(bucket) === kind ? sum + 1 : sum), 0);
  }

  /** A copy of the digests of the certain files of a kind. */
  digests(kind: Kind): Digests {
    return this.#digests[kind].copy();
  }

  /** Yields the certain files of a kind, of all buckets or of some. */
  *files(kind: Kind, among?: ReadonlySet<number>): Generator<[path: string, blob: string]> {
    for (const [i, bucket] of this.#buckets.entries()) {
      if (kindOfBucket(bucket) === kind && (among?.has(bucket % bucketCount) ?? true))
        yield [this.#path(i), this.#blob(i)];
    }
  }

  /** Yields the paths to check on disk: files, which may be gone or links, and folders, which end in `/`. */
  *doubtful(): Generator<string> {
    for (let i = this.#buckets.indexOf(doubtful); i >= 0; i = this.#buckets.indexOf(doubtful, i + 1)) {
      const path = decodeName(pathOf(this.#record(i)));
      yield isFolder(this.#record(i)) ? `${path}/` : path;
    }
  }

  /** The blob id of a file of a kind; undefined if there is none, or it is not certain. */
  blobOf(path: string, kind: Kind): string | undefined {
    const sought = Buffer.from(path.slice(this.prefix.length));
    let low = 0;
    let high = this.records;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = Buffer.compare(pathOf(this.#record(middle)), sought);
      if (order === 0) return kindOfBucket(this.#buckets[middle]!) === kind ? this.#blob(middle) : undefined;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  #lookAt(i: number): void {
    const record = this.#record(i);
    this.#buckets[i] = bucketFor(record, pathOf(record).toString(), this.#rules);
    this.#toggle(this.#digests, i);
  }

  /** Adds a certain file to the digests of its kind, or removes it. */
  #toggle(digests: Record<Kind, Digests>, i: number): void {
    const bucket = this.#buckets[i]!;
    const kind = kindOfBucket(bucket);
    if (kind) digests[kind].toggle(bucket % bucketCount, this.#path(i), this.#blob(i));
  }

  #start(i: number): number {
    return i === 0 ? 0 : this.#ends[i - 1]!;
  }

  /** A record without its NUL. */
  #record(i: number): Buffer {
    return this.#output.subarray(this.#start(i), this.#ends[i]! - 1);
  }

  #path(i: number): string {
    return this.prefix + pathOf(this.#record(i)).toString();
  }

  /** The blob id of a certain record, which is at a fixed offset. */
  #blob(i: number): string {
    const start = this.#start(i) + blobAt;
    return this.#output.toString('latin1', start, start + 40);
  }

  /** The number of equal records at the beginning. */
  #recordsAlike(output: Buffer): number {
    const alike = commonPrefix(this.#output, output);
    return firstAbove(this.#ends, alike);
  }

  /** The number of equal records at the end, after the first `head`. */
  #recordsAlikeAtEnd(output: Buffer, head: number): number {
    const from = this.#start(head);
    const alike = commonSuffix(this.#output.subarray(from), output.subarray(from));
    // A record is equal as a whole only if the NUL before it is, too.
    const first = firstAbove(this.#ends, this.#output.length - alike) + 1;
    return Math.max(0, this.records - Math.max(first, head));
  }
}

function kindOfBucket(bucket: number): Kind | undefined {
  if (bucket >= doubtful) return undefined;
  return bucket < bucketCount ? 'source' : 'asset';
}

function bucketFor(record: Buffer, path: string, { prefix, kindOf }: ListingRules): number {
  if (isFolder(record)) return doubtful;
  const kind = kindOf(path);
  if (!kind) return ignored;
  // Names that are not UTF-8, can't be published, or are not in NFC are checked on disk.
  const named = !path.includes('\uFFFD') && pathProblem(path) === undefined;
  if (!named || !isCertain(record)) return doubtful;
  return bucketOf(prefix + path) + (kind === 'asset' ? bucketCount : 0);
}

/** Offset of the blob id within a record: `H 100644 `. */
const blobAt = 9;

/**
 * Whether the blob id is certain to be that of the bytes on disk: git has compared them (tag H: not skipped, not assumed
 * unchanged, not in conflict), and the entry is a file, not a link. The columns are fixed: `H 100644 <40 hex digits> 0\t`.
 */
function isCertain(record: Buffer): boolean {
  return record.toString('latin1', 0, 5) === 'H 100' && record.indexOf(tab) === 51;
}

const tab = 9;

/** Whether the entry is a nested repository, of mode 160000. */
const isFolder = (record: Buffer): boolean => record.toString('latin1', 2, 8) === '160000';

const pathOf = (record: Buffer): Buffer => record.subarray(record.indexOf(tab) + 1);

const nothing = (): ListingParts => ({
  output: Buffer.alloc(0),
  ends: new Uint32Array(),
  buckets: new Uint16Array(),
  digests: { source: new Digests().bytes, asset: new Digests().bytes },
});

/** The end offsets of the records between two offsets. */
function recordEnds(output: Buffer, from: number, to: number): number[] {
  const ends: number[] = [];
  for (let at = from; at < to;) ends.push((at = output.indexOf(0, at) + 1));
  return ends;
}

/** The index of the first of the ascending numbers above `limit`. */
function firstAbove(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes compared at once. */
const block = 4096;

function commonPrefix(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  let alike = 0;
  while (alike + block <= most && a.compare(b, alike, alike + block, alike, alike + block) === 0)
    alike += block;
  while (alike < most && a[alike] === b[alike]) alike++;
  return alike;
}

function commonSuffix(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  const same = (from: number): boolean =>
    a.compare(b, b.length - from - block, b.length - from, a.length - from - block, a.length - from) === 0;
  let alike = 0;
  while (alike + block <= most && same(alike)) alike += block;
  while (alike < most && a[a.length - 1 - alike] === b[b.length - 1 - alike]) alike++;
  return alike;
}
