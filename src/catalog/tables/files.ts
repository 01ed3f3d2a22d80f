/** Tables `files` and `buckets`: the manifest of the content folder as it was last accepted. */

import type { ManifestFiles, ManifestSummary } from '../../publish/protocol.ts';
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
import type { ManifestFile } from './manifest-file.ts';
import { pathOf, storedPath, type StoredPath } from './stored-path.ts';
import { Differences, type Tallies } from './tallies.ts';

/** The check of `status` knows no other kinds than the first ones. Later ones stand in `kind`, beside the status `skip`. */
const columns = `${storedPath('path')} AS path, blob, coalesce(kind, status) AS status`;

/** Rows of a page when many are read: a path may have kilobytes. */
const page = 1000;

interface Row {
  path: StoredPath;
  blob: string;
  status: ManifestFile['status'];
}

interface BucketRow {
  bucket: number;
  digest: ArrayBuffer;
}

const toFile = ({ path, ...others }: Row): ManifestFile => ({ path: pathOf(path), ...others });

export class Files {
  readonly #sql: Sql;

  readonly #tallies: Tallies;

  constructor(sql: Sql, tallies: Tallies) {
    this.#sql = sql;
    this.#tallies = tallies;
  }

  /** The files at these paths, by path. */
  find(paths: readonly string[]): Map<string, ManifestFile> {
    const found = new Map<string, ManifestFile>();
    for (const chunk of chunksOf(paths)) {
      const rows = this.#sql.all<Row>(
        `SELECT ${columns} FROM files WHERE path IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const file of rows.map(toFile)) found.set(file.path, file);
    }
    return found;
  }

  /** The paths of all files below a folder, by keyset pagination; the empty folder has all of them. */
  *below(folder: string): Generator<string[]> {
    // '0' is the character after '/'.
    const end = folder === '' ? '' : "AND path < ?2 || '0'";
    let after = folder === '' ? '' : `${folder}/`;
    for (;;) {
      const rows = this.#sql.all<Pick<Row, 'path'>>(
        `SELECT ${storedPath('path')} AS path FROM files WHERE path > ?1 ${end} ORDER BY files.path LIMIT ${page}`,
        after,
        ...(folder === '' ? [] : [folder]),
      );
      const paths = rows.map(({ path }) => pathOf(path));
      if (paths.length > 0) yield paths;
      if (paths.length < page) return;
      after = paths.at(-1)!;
    }
  }

  /** Writes the changed files and deletes the removed paths. */
  apply(changed: readonly ManifestFile[], removed: readonly string[]): void {
    const before = this.find([...changed.map((file) => file.path), ...removed]);
    const rows = changed.map(({ path, blob, status }) => {
      const kind = status === 'redirects' ? status : null;
      return [path, bucketOf(path), blob, kind === null ? status : 'skip', kind];
    });
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT OR REPLACE INTO files (path, bucket, blob, status, kind)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
        chunk,
      );
    }
    for (const chunk of chunksOf(removed)) {
      this.#sql.run('DELETE FROM files WHERE path IN (SELECT value FROM json_each(?))', chunk);
    }
    const differences = new Differences();
    for (const { status } of changed) differences.add('files', status, 1);
    for (const { status } of before.values()) differences.add('files', status, -1);
    this.#tallies.apply(differences);
    const digests = this.#digests([...before.values(), ...changed].map(({ path }) => bucketOf(path)));
    for (const file of [...before.values(), ...changed]) toggleFile(digests, file);
    this.#setDigests(digests);
  }

  /** Makes every file count as changed, so that the next publish sends everything again. */
  forgetContents(): void {
    this.#sql.run(`UPDATE files SET blob = ''`);
    this.#sql.run('DELETE FROM buckets');
    const digests = new Map<number, Digest>();
    // Row by row: 100,000 of them would not fit into memory.
    for (const row of this.#sql.each<Row>(`SELECT ${columns} FROM files`)) toggleFile(digests, toFile(row));
    this.#setDigests(digests);
  }

  summary(): ManifestSummary {
    const buckets: Record<string, string> = {};
    const rows = this.#sql.all<BucketRow>('SELECT bucket, digest FROM buckets');
    for (const { bucket, digest } of rows) buckets[String(bucket)] = Buffer.from(digest).toString('hex');
    return { root: rootDigest(buckets), buckets };
  }

  inBuckets(buckets: readonly number[]): ManifestFiles {
    const files: [path: string, blob: string][] = [];
    for (const chunk of chunksOf(buckets)) {
      const rows = this.#sql.all<Row>(
        `SELECT ${columns} FROM files WHERE bucket IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const { path, blob } of rows.map(toFile)) files.push([path, blob]);
    }
    return { files: Object.fromEntries(files) };
  }

  count(): Record<ManifestFile['status'], number> {
    return { article: 0, draft: 0, skip: 0, redirects: 0, ...Object.fromEntries(this.#tallies.of('files')) };
  }

  /** The digest of each of these buckets. */
  #digests(buckets: readonly number[]): Map<number, Digest> {
    const digests = new Map(buckets.map((bucket) => [bucket, emptyDigest()]));
    for (const chunk of chunksOf(digests.keys())) {
      const rows = this.#sql.all<BucketRow>(
        'SELECT bucket, digest FROM buckets WHERE bucket IN (SELECT value FROM json_each(?))',
        chunk,
      );
      for (const { bucket, digest } of rows) digests.set(bucket, new Uint8Array(digest));
    }
    return digests;
  }

  #setDigests(digests: ReadonlyMap<number, Digest>): void {
    // A digest of zeros belongs to an empty bucket, unless SHA-1 has a collision.
    const { filled = [], empty = [] } = Object.groupBy(digests, ([, digest]) =>
      digest.some((byte) => byte !== 0) ? 'filled' : 'empty',
    );
    for (const chunk of chunksOf(
      filled.map(([bucket, digest]) => [bucket, Buffer.from(digest).toString('hex')]),
    )) {
      this.#sql.run(
        'INSERT OR REPLACE INTO buckets (bucket, digest) SELECT value ->> 0, unhex(value ->> 1) FROM json_each(?)',
        chunk,
      );
    }
    for (const chunk of chunksOf(empty.map(([bucket]) => bucket))) {
      this.#sql.run('DELETE FROM buckets WHERE bucket IN (SELECT value FROM json_each(?))', chunk);
    }
  }
}

/** Adds a file to the digest of its bucket, or removes it: both are the same XOR. */
function toggleFile(digests: Map<number, Digest>, { path, blob }: ManifestFile): void {
  const bucket = bucketOf(path);
  let digest = digests.get(bucket);
  if (!digest) digests.set(bucket, (digest = emptyDigest()));
  toggle(digest, fileDigest(path, blob));
}
