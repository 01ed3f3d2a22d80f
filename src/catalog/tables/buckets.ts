/** Tables `buckets` and `asset_buckets`: the digests of a manifest, by bucket; see publish/manifest.ts. */

import type { ManifestDigests } from '../../publish/protocol.ts';
import {
  bucketOf,
  emptyDigest,
  fileDigest,
  rootDigest,
  toggle,
  type Digest,
} from '../../publish/manifest.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

interface BucketRow {
  bucket: number;
  digest: ArrayBuffer;
}

/** A file of a manifest. */
interface Member {
  path: string;
  /** Git blob id. */
  blob: string;
}

export class Buckets {
  readonly #sql: Sql;
  readonly #table: 'buckets' | 'asset_buckets';

  constructor(sql: Sql, table: 'buckets' | 'asset_buckets') {
    this.#sql = sql;
    this.#table = table;
  }

  summary(): ManifestDigests {
    const buckets: Record<string, string> = {};
    const rows = this.#sql.all<BucketRow>(`SELECT bucket, digest FROM ${this.#table}`);
    for (const { bucket, digest } of rows) buckets[String(bucket)] = Buffer.from(digest).toString('hex');
    return { root: rootDigest(buckets), buckets };
  }

  /** Takes files out of the digests of their buckets, or adds them: both are the same XOR. */
  toggle(members: readonly Member[]): void {
    const digests = this.#digests(members.map(({ path }) => bucketOf(path)));
    for (const member of members) toggleMember(digests, member);
    this.#set(digests);
  }

  /** Makes all digests anew. @param members read one by one: 100,000 would not fit into memory */
  rebuild(members: Iterable<Member>): void {
    this.#sql.run(`DELETE FROM ${this.#table}`);
    const digests = new Map<number, Digest>();
    for (const member of members) toggleMember(digests, member);
    this.#set(digests);
  }

  /** The digest of each of these buckets. */
  #digests(buckets: readonly number[]): Map<number, Digest> {
    const digests = new Map(buckets.map((bucket) => [bucket, emptyDigest()]));
    for (const chunk of chunksOf(digests.keys())) {
      const rows = this.#sql.all<BucketRow>(
        `SELECT bucket, digest FROM ${this.#table} WHERE bucket IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const { bucket, digest } of rows) digests.set(bucket, new Uint8Array(digest));
    }
    return digests;
  }

  #set(digests: ReadonlyMap<number, Digest>): void {
    // A digest of zeros belongs to an empty bucket, unless SHA-1 has a collision.
    const { filled = [], empty = [] } = Object.groupBy(digests, ([, digest]) =>
      digest.some((byte) => byte !== 0) ? 'filled' : 'empty',
    );
    for (const chunk of chunksOf(
      filled.map(([bucket, digest]) => [bucket, Buffer.from(digest).toString('hex')]),
    )) {
      this.#sql.run(
        `INSERT OR REPLACE INTO ${this.#table} (bucket, digest)
         SELECT value ->> 0, unhex(value ->> 1) FROM json_each(?)`,
        chunk,
      );
    }
    for (const chunk of chunksOf(empty.map(([bucket]) => bucket))) {
      this.#sql.run(`DELETE FROM ${this.#table} WHERE bucket IN (SELECT value FROM json_each(?))`, chunk);
    }
  }
}

function toggleMember(digests: Map<number, Digest>, { path, blob }: Member): void {
  const bucket = bucketOf(path);
  let digest = digests.get(bucket);
  if (!digest) digests.set(bucket, (digest = emptyDigest()));
  toggle(digest, fileDigest(path, blob));
}
