/** From `import_files`, the differences between a commit and the catalog, to `import_steps`, the work to do. */

import { originsOf } from '../../publish/rules.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import { unpublishable } from './import-steps.ts';
import type { Sql } from './sql.ts';
import { pathOf, storedPath, type StoredPath } from './stored-path.ts';

/** The steps of an import, in numbers. */
export interface PlanCounts {
  added: number;
  changed: number;
  moved: number;
  deleted: number;
  /** Articles among the deleted files. */
  lost: number;
}

/** A path whose content was added at one path and removed at another, so it may have moved. */
interface SharedRow {
  added: 0 | 1;
  blob: string;
  path: StoredPath;
}

/** Selects each `SharedRow`, those of one content side by side. */
const shared = `
  WITH added AS (
    SELECT path, blob FROM import_files
    WHERE blob <> '' AND size BETWEEN 0 AND ?1 AND path NOT IN (SELECT path FROM files)
  ),
  removed AS (
    SELECT f.path, f.blob FROM import_files i JOIN files f ON f.path = i.path WHERE i.blob = '' AND f.blob <> ''
  )
  SELECT 1 AS added, blob, path FROM added WHERE blob IN (SELECT blob FROM removed)
  UNION ALL
  SELECT 0, blob, ${storedPath('path')} FROM removed WHERE blob IN (SELECT blob FROM added)
  ORDER BY blob`;

/** The deletions of articles. */
const lost = `FROM import_steps s JOIN files f ON f.path = s.path WHERE s.blob IS NULL AND f.status = 'article'`;

export class ImportPlan {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Makes steps from the differences, inside a transaction. */
  make(): void {
    this.#addMoves();
    this.#sql.run(
      `INSERT OR IGNORE INTO import_steps (path, blob, size, moved_from, blocked)
       SELECT path, blob, size, NULL, 0 FROM import_files WHERE blob <> '' AND size BETWEEN 0 AND ?`,
      limits.sourceBytes,
    );
    this.#sql.run(
      `INSERT INTO import_steps (path, blob, size, moved_from, blocked)
       SELECT i.path, NULL, 0, NULL, 0 FROM import_files i JOIN files f ON f.path = i.path
       WHERE i.blob = ''
         AND i.path NOT IN (SELECT moved_from FROM import_steps WHERE moved_from IS NOT NULL)
         AND f.blob NOT IN (SELECT blob FROM import_files WHERE size = ?)`,
      unpublishable,
    );
  }

  counts(): PlanCounts {
    const { arrived, ...counts } = this.#sql.one<Omit<PlanCounts, 'added'> & { arrived: number }>(
      `SELECT (SELECT count(*) FROM import_files WHERE blob <> '' AND path NOT IN (SELECT path FROM files)) AS arrived,
                (SELECT count(*) FROM import_files WHERE blob <> '' AND path IN (SELECT path FROM files)) AS changed,
                (SELECT count(*) FROM import_steps WHERE moved_from IS NOT NULL) AS moved,
                (SELECT count(*) FROM import_steps WHERE blob IS NULL) AS deleted,
                (SELECT count(*) ${lost}) AS lost`,
    );
    return { added: arrived - counts.moved, ...counts };
  }

  /** Paths that the commit adds, without those of moves. */
  *addedPaths(): Generator<string> {
    const select = `SELECT path FROM import_files
      WHERE blob <> '' AND path NOT IN (SELECT path FROM files)
        AND path NOT IN (SELECT path FROM import_steps WHERE moved_from IS NOT NULL)`;
    for (const { path } of this.#sql.each<{ path: string }>(select)) yield path;
  }

  /** Paths of the articles that are to be deleted. */
  *lostPaths(): Generator<string> {
    const select = `SELECT ${storedPath('s.path')} AS path ${lost}`;
    for (const { path } of this.#sql.each<{ path: StoredPath }>(select)) yield pathOf(path);
  }

  /** The number of articles that are still to be deleted. */
  countLost(): number {
    return this.#sql.one<{ n: number }>(`SELECT count(*) AS n ${lost}`).n;
  }

  /** Files that are larger than an article may be. */
  *tooLarge(): Generator<{ path: string; size: number }> {
    yield* this.#sql.each<{ path: string; size: number }>(
      'SELECT path, size FROM import_files WHERE size > ?',
      limits.sourceBytes,
    );
  }

  /** Deletes the differences when the steps have been made. */
  forgetFound(): void {
    this.#sql.run('DELETE FROM import_trees');
    this.#sql.run('DELETE FROM import_files');
  }

  /** Makes steps of moved files. Files of the same content are compared together, as far as they fit into memory. */
  #addMoves(): void {
    let added = new Map<string, string>();
    let removed = new Map<string, string>();
    let last = '';
    let size = 0;
    const settle = (): void => {
      this.#addOrigins(originsOf(inOrder(added), inOrder(removed)));
      added = new Map();
      removed = new Map();
      size = 0;
    };
    for (const row of this.#sql.each<SharedRow>(shared, limits.sourceBytes)) {
      const { blob } = row;
      const path = pathOf(row.path);
      // One statement for each content would be too many, so a group ends between two contents.
      if (size > limits.readBytes / 8 && (blob !== last || size > limits.readBytes)) settle();
      (row.added === 1 ? added : removed).set(path, blob);
      size += 3 * path.length;
      last = blob;
    }
    settle();
  }

  #addOrigins(origins: ReadonlyMap<string, string>): void {
    for (const chunk of chunksOf(origins)) {
      this.#sql.run(
        `INSERT INTO import_steps (path, blob, size, moved_from, blocked)
         SELECT i.path, i.blob, i.size, o.value ->> 1, 0
         FROM json_each(?) o JOIN import_files i ON i.path = o.value ->> 0`,
        chunk,
      );
    }
  }
}

/** Sorted by path: which of several copies moved where must not depend on the order of the rows. */
const inOrder = (files: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
