/** Table `assets`: the files of the site that are no articles, with what is known of them. */

import { bucketOf, rootDigest } from '../../publish/manifest.ts';
import type { ManifestDigests } from '../../publish/protocol.ts';
import type { Asset } from './asset-row.ts';
import { Buckets } from './buckets.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import { Unsent } from './unsent.ts';

interface Row {
  path: string;
  blob: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  duration: number | null;
  changed_at: number;
  held: 0 | 1;
}

const written = 'path, blob, type, bytes, width, height, duration, changed_at';

const toAsset = ({ path, blob, type, bytes, width, height, duration, changed_at, held }: Row): Asset => ({
  path,
  blob,
  facts: {
    type,
    bytes,
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    ...(duration !== null && { duration }),
  },
  changedAt: changed_at,
  ...(held === 1 && { held: true }),
});

/** Rows of a page when many are read: a path may have a kilobyte. */
const page = 1000;

const noFiles: ManifestDigests = { root: rootDigest({}), buckets: {} };

export class Assets {
  readonly #sql: Sql;
  readonly #buckets: Buckets;
  readonly #unsent: Unsent;
  /** Whether the table was there already. */
  #isKnown = false;
  #knownColumns: string | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#buckets = new Buckets(sql, 'asset_buckets');
    this.#unsent = new Unsent(sql);
  }

  /** A catalog whose plan allows no writes is read in the shape of an earlier version, without this table. */
  get #exists(): boolean {
    try {
      if (!this.#isKnown) this.#sql.first('SELECT 1 FROM assets LIMIT 1');
      return (this.#isKnown = true);
    } catch (error) {
      if (String(error).includes('no such table')) return false;
      throw error;
    }
  }

  /** The columns that are read. Such a catalog may lack the newest one. */
  get #columns(): string {
    if (this.#knownColumns !== undefined) return this.#knownColumns;
    try {
      this.#sql.first('SELECT held FROM assets LIMIT 1');
      return (this.#knownColumns = `${written}, held`);
    } catch (error) {
      if (String(error).includes('no such column')) return `${written}, 0 AS held`;
      throw error;
    }
  }

  /** The manifest of these files. It stands apart from that of the sources, whose publishers do not know of them. */
  summary(): ManifestDigests {
    return this.#exists ? this.#buckets.summary() : noFiles;
  }

  /** The files of some buckets: path → blob id; empty if the bytes must be sent again. */
  inBuckets(buckets: readonly number[]): Record<string, string> {
    const files: [path: string, blob: string][] = [];
    for (const chunk of chunksOf(buckets)) {
      const rows = this.#sql.all<Pick<Row, 'path' | 'blob'>>(
        'SELECT path, blob FROM assets WHERE bucket IN (SELECT value FROM json_each(?))',
        chunk,
      );
      const unsent = this.#unsent.among(rows.map(({ path }) => path));
      for (const { path, blob } of rows) files.push([path, unsent.has(path) ? '' : blob]);
    }
    return Object.fromEntries(files);
  }

  /** Whether the site has none, so that articles need not be looked through for them. */
  get isEmpty(): boolean {
    return !this.#exists || this.#sql.first('SELECT 1 FROM assets LIMIT 1') === undefined;
  }

  get(path: string): Asset | undefined {
    const row = this.#sql.first<Row>(`SELECT ${this.#columns} FROM assets WHERE path = ?`, path);
    return row && toAsset(row);
  }

  find(paths: readonly string[]): Map<string, Asset> {
    const found = new Map<string, Asset>();
    for (const chunk of chunksOf(paths)) {
      const rows = this.#sql.each<Row>(
        `SELECT ${this.#columns} FROM assets WHERE path IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const row of rows) found.set(row.path, toAsset(row));
    }
    return found;
  }

  /** The paths of all files below a folder, by keyset pagination. @param folder with the slash of a static folder in front */
  *below(folder: string): Generator<string[]> {
    // '0' is the character after '/'. The empty folder is the content folder, whose paths have no slash in front.
    const range = folder === '' ? "substr(path, 1, 1) <> '/'" : "path < rtrim(?2, '/') || '0'";
    let after = folder === '' ? '' : folder.endsWith('/') ? folder : `${folder}/`;
    for (;;) {
      const rows = this.#sql.all<Pick<Row, 'path'>>(
        `SELECT path FROM assets WHERE path > ?1 AND ${range} ORDER BY path LIMIT ${page}`,
        after,
        ...(folder === '' ? [] : [folder]),
      );
      const paths = rows.map(({ path }) => path);
      if (paths.length > 0) yield paths;
      if (paths.length < page) return;
      after = paths.at(-1)!;
    }
  }

  /** The files after a path, by path. @param after the path in a JSON list */
  *after(after: string): Generator<Asset> {
    const rows = this.#sql.each<Row>(
      `SELECT ${this.#columns} FROM assets WHERE path > ?1 ->> 0 ORDER BY path`,
      after,
    );
    for (const row of rows) yield toAsset(row);
  }

  /** One file of each of these blobs. */
  withBlobs(blobs: readonly string[]): Map<string, Asset> {
    const found = new Map<string, Asset>();
    for (const chunk of chunksOf(blobs)) {
      const rows = this.#sql.each<Row>(
        `SELECT ${this.#columns} FROM assets WHERE path IN (
           SELECT (SELECT min(path) FROM assets WHERE blob = value) FROM json_each(?)
         )`,
        chunk,
      );
      for (const row of rows) found.set(row.blob, toAsset(row));
    }
    return found;
  }

  count(): number {
    return this.#sql.one<{ n: number }>('SELECT count(*) AS n FROM assets').n;
  }

  /**
   * Writes the changed assets and deletes the removed paths.
   * @param unsent paths of changed ones whose bytes are not stored
   */
  apply(
    changed: readonly Asset[],
    removed: readonly string[],
    unsent: ReadonlySet<string> = new Set(),
  ): void {
    const paths = [...changed.map(({ path }) => path), ...removed];
    const before = this.find(paths);
    const unsentBefore = this.#unsent.among(paths);
    for (const chunk of chunksOf(removed))
      this.#sql.run('DELETE FROM assets WHERE path IN (SELECT value FROM json_each(?))', chunk);
    const rows = changed.map(({ path, blob, facts, changedAt }) => [
      path,
      blob,
      facts.type,
      facts.bytes,
      facts.width ?? null,
      facts.height ?? null,
      facts.duration ?? null,
      changedAt,
      bucketOf(path),
    ]);
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT OR REPLACE INTO assets (${written}, bucket)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                value ->> 7, value ->> 8
         FROM json_each(?)`,
        chunk,
      );
    }
    this.#unsent.remove(unsentBefore);
    this.#unsent.add([...unsent]);
    const memberIn = (without: ReadonlySet<string>) => {
      return ({ path, blob }: Asset) => ({ path, blob: without.has(path) ? '' : blob });
    };
    this.#buckets.toggle([
      ...Array.from(before.values(), memberIn(unsentBefore)),
      ...changed.map(memberIn(unsent)),
    ]);
  }

  /** Notes that bytes are stored: the manifest shows the files that have them as published. @returns those that lacked them */
  arrived(blob: string): string[] {
    const paths = this.#unsent.ofBlob(blob);
    if (paths.length === 0) return paths;
    this.#buckets.toggle(
      paths.flatMap((path) => [
        { path, blob: '' },
        { path, blob },
      ]),
    );
    this.#unsent.remove(paths);
    return paths;
  }

  /** Those of these paths whose bytes must be sent again. */
  unsentAmong(paths: readonly string[]): Set<string> {
    return this.#unsent.among(paths);
  }

  /** Which of these blobs a path names. */
  named(blobs: readonly string[]): Set<string> {
    const named = new Set<string>();
    for (const chunk of chunksOf(blobs)) {
      const rows = this.#sql.each<Pick<Row, 'blob'>>(
        'SELECT DISTINCT blob FROM assets WHERE blob IN (SELECT value FROM json_each(?))',
        chunk,
      );
      for (const { blob } of rows) named.add(blob);
    }
    return named;
  }
}
