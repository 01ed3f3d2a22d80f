/** Tables `files` and `buckets`: the manifest of the content folder as it was last accepted. */

import type { ManifestDigests, ManifestFiles } from '../../publish/protocol.ts';
import { ownedFolder, ownersOf } from '../../article/owned-folder.ts';
import { bucketOf } from '../../publish/manifest.ts';
import { Buckets } from './buckets.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import type { ManifestFile } from './manifest-file.ts';
import { pathOf, storedPath, type StoredPath } from './stored-path.ts';
import { Differences, type Tallies } from './tallies.ts';

/** The check of `status` knows no other kinds than the first ones. Later ones stand in `kind`, beside the status `skip`. */
const columns = `${storedPath('path')} AS path, blob, coalesce(kind, status) AS status`;

/** Rows of a page when many are read: a path may have kilobytes. */
const page = 1000;

/** Files that are looked at for the owners of a folder: a bundle has one for each language. */
const mostOwners = 100;

interface Row {
  path: StoredPath;
  blob: string;
  status: ManifestFile['status'];
}

const toFile = ({ path, ...others }: Row): ManifestFile => ({ path: pathOf(path), ...others });

export class Files {
  readonly #sql: Sql;

  readonly #tallies: Tallies;

  readonly #buckets: Buckets;

  constructor(sql: Sql, tallies: Tallies) {
    this.#sql = sql;
    this.#tallies = tallies;
    this.#buckets = new Buckets(sql, 'buckets');
  }

  *#each(): Generator<ManifestFile> {
    for (const row of this.#sql.each<Row>(`SELECT ${columns} FROM files`)) yield toFile(row);
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

  /** Whether the front matter, or the place, of a file keeps its article back. */
  get hasDraft(): boolean {
    // Both conditions, so that SQLite takes the partial index.
    const select = `SELECT 1 FROM files WHERE status <> 'article' AND status = 'draft' LIMIT 1`;
    return this.#sql.first(select) !== undefined;
  }

  /** The files whose articles may own those of a folder; see owned-folder.ts. */
  owning(folder: string): ManifestFile[] {
    const { beginnings, paths } = ownersOf(folder);
    const below = beginnings.map(
      (_, i) => `SELECT * FROM files WHERE path > ?${i + 2} AND path < rtrim(?${i + 2}, '.') || '/'`,
    );
    const rows = this.#sql.all<Row>(
      `SELECT ${columns} FROM (
         SELECT * FROM files WHERE path IN (SELECT value FROM json_each(?1)) UNION ALL ${below.join(' UNION ALL ')}
       ) LIMIT ${mostOwners}`,
      JSON.stringify(paths),
      ...beginnings,
    );
    return rows.map(toFile).filter(({ path }) => ownedFolder(path) === folder);
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

  /** Writes the changed files and deletes the removed paths. @returns what these paths held before */
  apply(changed: readonly ManifestFile[], removed: readonly string[]): Map<string, ManifestFile> {
    const before = this.find([...changed.map((file) => file.path), ...removed]);
    const rows = changed.map(({ path, blob, status }) => {
      const kind = status === 'redirects' || status === 'show' ? status : null;
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
    this.#buckets.toggle([...before.values(), ...changed]);
    return before;
  }

  /** The files after a path, by path. @param after the path in a JSON list, which keeps lone surrogates */
  *after(after: string): Generator<ManifestFile> {
    const rows = this.#sql.each<Row>(
      `SELECT ${columns} FROM files WHERE path > ?1 ->> 0 ORDER BY files.path`,
      after,
    );
    for (const row of rows) yield toFile(row);
  }

  /** Makes every file count as changed, so that the next publish sends everything again. */
  forgetContents(): void {
    this.#sql.run(`UPDATE files SET blob = ''`);
    this.#buckets.rebuild(this.#each());
  }

  summary(): ManifestDigests {
    return this.#buckets.summary();
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

  count(): Record<Exclude<ManifestFile['status'], 'show'>, number> & { show?: number } {
    return { article: 0, draft: 0, skip: 0, redirects: 0, ...Object.fromEntries(this.#tallies.of('files')) };
  }
}
