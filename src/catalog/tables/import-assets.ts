/**
 * Table `import_assets`: what is left to do with the files beside articles of an import. Like the articles' tables, it is
 * never read into memory as a whole.
 */

import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import { unpublishable, type FoundFile, type Left, type PutStep } from './import-steps.ts';
import type { PlanCounts } from './import-plan.ts';
import type { Sql } from './sql.ts';

interface PutRow extends FoundFile {
  moved_from: string | null;
}

/** The file name of a path: what is left without everything up to the last slash. */
const nameOf = (path: string): string => `replace(${path}, rtrim(${path}, replace(${path}, '/', '')), '')`;

/**
 * Pairs the added and the removed files of one content. With several, those of the same name meet: both sides are in the
 * order of names.
 */
const findMoves = `
  WITH added AS (
    SELECT path, blob, row_number() OVER (PARTITION BY blob ORDER BY ${nameOf('path')}, path) AS n
    FROM import_assets WHERE blob IS NOT NULL AND size > 0 AND path NOT IN (SELECT path FROM assets)
  ),
  removed AS (
    SELECT i.path, a.blob, row_number() OVER (PARTITION BY a.blob ORDER BY ${nameOf('i.path')}, i.path) AS n
    FROM import_assets i JOIN assets a ON a.path = i.path WHERE i.blob IS NULL
  )
  UPDATE import_assets SET moved_from = removed.path FROM added JOIN removed USING (blob, n)
  WHERE import_assets.path = added.path`;

export class ImportAssets {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  clear(): void {
    this.#sql.run('DELETE FROM import_assets');
  }

  /** Records the files of the commit that the catalog does not hold, holds with other bytes, or without any. */
  addDiffering(files: readonly FoundFile[]): void {
    for (const chunk of chunksOf(files.values().map(({ path, blob, size }) => [path, blob, size]))) {
      this.#sql.run(
        `INSERT OR IGNORE INTO import_assets (path, blob, size, moved_from, blocked)
         SELECT i.value ->> 0, i.value ->> 1, i.value ->> 2, NULL, 0
         FROM json_each(?) i LEFT JOIN assets a ON a.path = i.value ->> 0
         WHERE a.blob IS NULL OR a.blob <> i.value ->> 1 OR a.path IN (SELECT path FROM unsent)`,
        chunk,
      );
    }
  }

  /** Records files that the commit does not have. */
  addRemoved(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths)) {
      this.#sql.run(
        `INSERT OR IGNORE INTO import_assets (path, blob, size, moved_from, blocked)
         SELECT value, NULL, 0, NULL, 0 FROM json_each(?)`,
        chunk,
      );
    }
  }

  /**
   * Makes the differences the work to do, inside a transaction.
   * @returns `lost`: the files to delete
   */
  plan(): PlanCounts {
    this.#sql.run(findMoves);
    this.#sql.run(
      `DELETE FROM import_assets
       WHERE path IN (SELECT moved_from FROM import_assets WHERE moved_from IS NOT NULL)`,
    );
    // A file whose new name is refused stays where it was.
    this.#sql.run(
      `DELETE FROM import_assets
       WHERE blob IS NULL AND path IN (
         SELECT a.path FROM assets a JOIN import_assets i ON i.blob = a.blob WHERE i.size = ${unpublishable}
       )`,
    );
    this.#sql.run(`DELETE FROM import_assets WHERE size = ${unpublishable}`);
    return this.#sql.one<PlanCounts>(
      `SELECT count(*) FILTER (WHERE i.blob IS NOT NULL AND a.path IS NULL AND moved_from IS NULL) AS added,
              count(*) FILTER (WHERE i.blob IS NOT NULL AND a.path IS NOT NULL) AS changed,
              count(*) FILTER (WHERE moved_from IS NOT NULL) AS moved,
              count(*) FILTER (WHERE i.blob IS NULL) AS deleted,
              count(*) FILTER (WHERE i.blob IS NULL) AS lost
       FROM import_assets i LEFT JOIN assets a ON a.path = i.path`,
    );
  }

  /** Takes out the files whose size forbids to publish them: at most `limit`. @param maxBytes of the largest one */
  takeUnfit(maxBytes: number, limit: number): { path: string; size: number }[] {
    const unfit = this.#sql.all<{ path: string; size: number }>(
      `SELECT path, size FROM import_assets
       WHERE blob IS NOT NULL AND (size = 0 OR size > ?) ORDER BY path LIMIT ?`,
      maxBytes,
      limit,
    );
    this.done(unfit.map(({ path }) => path));
    return unfit;
  }

  /** Files to publish: moves first. @param blocked those that wait for all others */
  puts(limit: number, blocked = false): PutStep[] {
    const rows = this.#sql.all<PutRow>(
      `SELECT path, blob, size, moved_from FROM import_assets WHERE blob IS NOT NULL AND blocked = ?
       ORDER BY moved_from IS NULL, path LIMIT ?`,
      blocked ? 1 : 0,
      limit,
    );
    return rows.map(({ moved_from: from, ...file }) => ({
      ...file,
      ...(from !== null && { movedFrom: from }),
    }));
  }

  /** Paths to delete. */
  deletes(limit: number): string[] {
    const select = 'SELECT path FROM import_assets WHERE blob IS NULL ORDER BY path LIMIT ?';
    return this.#sql.all<{ path: string }>(select, limit).map(({ path }) => path);
  }

  done(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths))
      this.#sql.run('DELETE FROM import_assets WHERE path IN (SELECT value FROM json_each(?))', chunk);
  }

  /** Puts files off until the deletions are done, which may free their addresses. */
  block(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths))
      this.#sql.run(
        'UPDATE import_assets SET blocked = 1 WHERE path IN (SELECT value FROM json_each(?))',
        chunk,
      );
  }

  get isEmpty(): boolean {
    return this.#sql.first('SELECT 1 FROM import_assets LIMIT 1') === undefined;
  }

  /** Whether there are more, without counting all of them. */
  hasMoreThan(count: number): boolean {
    return this.#sql.first('SELECT 1 FROM import_assets LIMIT 1 OFFSET ?', count) !== undefined;
  }

  left(): Left {
    return this.#sql.one<Left>(
      `SELECT count(*) FILTER (WHERE blob IS NOT NULL AND NOT blocked) AS puts,
              count(*) FILTER (WHERE blob IS NOT NULL AND blocked) AS blocked,
              count(*) FILTER (WHERE blob IS NULL) AS deletes FROM import_assets`,
    );
  }
}

/** Whether a path can be stored: a longer one was never published, and would not fit into a statement. */
export const isStorable = ({ path }: Pick<FoundFile, 'path'>): boolean =>
  path.length <= limits.storedPathLength;
