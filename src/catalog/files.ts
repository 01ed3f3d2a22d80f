/** Tables `files` and `buckets`: what each path of the content folder held when it was last accepted. */

import type { ManifestFiles, ManifestSummary } from '../publish/protocol.ts';
import { bucketOf, emptyDigest, fileDigest, rootDigest, toggle, type Digest } from '../publish/manifest.ts';
import { pathOf, storedPath } from './stored-path.ts';

export interface FileRow {
  path: string;
  /** Git blob id; empty where the file must be parsed anew. */
  blob: string;
  status: 'article' | 'draft' | 'skip';
}

const columns = `${storedPath('path')} AS path, blob, status`;

/** Rows that are read at once where all are looked at: a path may have kilobytes. */
const page = 1000;

const toFile = (row: Record<string, SqlStorageValue>): FileRow => ({
  path: pathOf(row['path']!),
  blob: row['blob'] as string,
  status: row['status'] as FileRow['status'],
});

export class Files {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The rows of those of the paths that the catalog knows. */
  find(paths: readonly string[]): Map<string, FileRow> {
    const rows = this.#sql.exec(
      `SELECT ${columns} FROM files WHERE path IN (SELECT value FROM json_each(?))`,
      JSON.stringify(paths),
    );
    return new Map(Array.from(rows, toFile).map((file) => [file.path, file]));
  }

  /** The paths of all files below a folder, in pages; of all there are for the empty one. */
  *below(folder: string): Generator<string[]> {
    // '0' is the character after '/'.
    const end = folder === '' ? '' : "AND path < ?2 || '0'";
    let after = folder === '' ? '' : `${folder}/`;
    for (;;) {
      const rows = this.#sql.exec(
        `SELECT ${storedPath('path')} AS path FROM files WHERE path > ?1 ${end} ORDER BY files.path LIMIT ${page}`,
        after,
        ...(folder === '' ? [] : [folder]),
      );
      const paths = Array.from(rows, (row) => pathOf(row['path']!));
      if (paths.length > 0) yield paths;
      if (paths.length < page) return;
      after = paths.at(-1)!;
    }
  }

  /** Writes what the paths hold now; `removed` paths are forgotten. */
  apply(changed: readonly FileRow[], removed: readonly string[]): void {
    const before = this.find([...changed.map((file) => file.path), ...removed]);
    const rows = changed.map((file) => [file.path, bucketOf(file.path), file.blob, file.status]);
    this.#sql.exec(
      `INSERT OR REPLACE INTO files (path, bucket, blob, status)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
      JSON.stringify(rows),
    );
    this.#sql.exec(
      'DELETE FROM files WHERE path IN (SELECT value FROM json_each(?))',
      JSON.stringify(removed),
    );
    this.#toggle([...before.values(), ...changed]);
  }

  /** Makes every file count as changed, so that the next publish sends everything again. */
  forgetContents(): void {
    this.#sql.exec(`UPDATE files SET blob = ''`);
    this.#sql.exec('DELETE FROM buckets');
    this.#toggle(Array.from(this.#sql.exec(`SELECT ${columns} FROM files`), toFile));
  }

  summary(): ManifestSummary {
    const buckets: Record<string, string> = {};
    const rows = this.#sql.exec<{ bucket: number; digest: ArrayBuffer }>(
      'SELECT bucket, digest FROM buckets',
    );
    for (const { bucket, digest } of rows) buckets[String(bucket)] = Buffer.from(digest).toString('hex');
    return { root: rootDigest(buckets), buckets };
  }

  inBuckets(buckets: readonly number[]): ManifestFiles {
    const rows = this.#sql.exec(
      `SELECT ${columns} FROM files WHERE bucket IN (SELECT value FROM json_each(?))`,
      JSON.stringify(buckets),
    );
    return { files: Object.fromEntries(Array.from(rows, toFile).map((file) => [file.path, file.blob])) };
  }

  count(): Record<FileRow['status'], number> {
    const counts = { draft: 0, skip: 0 };
    const others = "SELECT status, count(*) AS n FROM files WHERE status <> 'article' GROUP BY status";
    for (const row of this.#sql.exec(others))
      counts[row['status'] as keyof typeof counts] = row['n'] as number;
    const { all } = this.#sql.exec<{ all: number }>('SELECT count(*) AS "all" FROM files').one();
    return { article: all - counts.draft - counts.skip, ...counts };
  }

  /** Brings the buckets' digests up to date: each row that came or went is toggled once. */
  #toggle(rows: readonly FileRow[]): void {
    const digests = this.#digests(new Set(rows.map(({ path }) => bucketOf(path))));
    for (const { path, blob } of rows) toggle(digests.get(bucketOf(path))!, fileDigest(path, blob));
    // All bytes zero: the bucket is empty, but for a collision of SHA-1.
    const { filled = [], empty = [] } = Object.groupBy(digests, ([, digest]) =>
      digest.some((byte) => byte !== 0) ? 'filled' : 'empty',
    );
    this.#sql.exec(
      'INSERT OR REPLACE INTO buckets (bucket, digest) SELECT value ->> 0, unhex(value ->> 1) FROM json_each(?)',
      JSON.stringify(filled.map(([bucket, digest]) => [bucket, Buffer.from(digest).toString('hex')])),
    );
    this.#sql.exec(
      'DELETE FROM buckets WHERE bucket IN (SELECT value FROM json_each(?))',
      JSON.stringify(empty.map(([bucket]) => bucket)),
    );
  }

  /** The digest of each of these buckets. */
  #digests(buckets: ReadonlySet<number>): Map<number, Digest> {
    const rows = this.#sql.exec<{ bucket: number; digest: ArrayBuffer }>(
      'SELECT bucket, digest FROM buckets WHERE bucket IN (SELECT value FROM json_each(?))',
      JSON.stringify([...buckets]),
    );
    const digests = new Map([...buckets].map((bucket) => [bucket, emptyDigest()]));
    for (const { bucket, digest } of rows) digests.set(bucket, new Uint8Array(digest));
    return digests;
  }
}
