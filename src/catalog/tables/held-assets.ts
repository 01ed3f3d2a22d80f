/**
 * The column `held` of the table `assets`: which files are held back with their articles. Table `holding_backlog`: folders
 * with more files than one transaction looks at.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/** A file, and whether it is held back. */
export interface Holding {
  path: string;
  held: 0 | 1;
}

/** A folder of the backlog: its files after a path have yet to be looked at. The empty folder has all files. */
export interface HoldingWork {
  folder: string;
  after: string;
}

export class HeldAssets {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Whether a file is held back. */
  get isEmpty(): boolean {
    return this.#sql.first('SELECT 1 FROM assets WHERE held = 1 LIMIT 1') === undefined;
  }

  /** The folders, of these, below which files are. */
  withFiles(folders: Iterable<string>): string[] {
    const found: string[] = [];
    for (const chunk of chunksOf(folders)) {
      const rows = this.#sql.each<{ folder: string }>(
        `SELECT value AS folder FROM json_each(?)
         WHERE EXISTS (SELECT 1 FROM assets WHERE path > value || '/' AND path < value || '0')`,
        chunk,
      );
      for (const { folder } of rows) found.push(folder);
    }
    return found;
  }

  /** The files, of these paths, that are there. @param only those that are held back */
  among(paths: Iterable<string>, only: 'held' | 'all'): Holding[] {
    const found: Holding[] = [];
    for (const chunk of chunksOf(paths)) {
      const rows = this.#sql.each<Holding & Record<string, SqlStorageValue>>(
        `SELECT path, held FROM assets WHERE path IN (SELECT value FROM json_each(?))
         ${only === 'held' ? 'AND held = 1' : ''}`,
        chunk,
      );
      for (const { path, held } of rows) found.push({ path, held });
    }
    return found;
  }

  /** The next files below a folder, by path. @param only those that are held back */
  below({ folder, after }: HoldingWork, only: 'held' | 'all', limit: number): Holding[] {
    const start = after || (folder && `${folder}/`);
    // '0' is the character after '/'.
    const ends = folder === '' ? [] : [`${folder}0`];
    return this.#sql.all<Holding & Record<string, SqlStorageValue>>(
      `SELECT path, held FROM assets WHERE path > ?1 ${ends.length === 0 ? '' : 'AND path < ?3'}
       ${only === 'held' ? 'AND held = 1' : ''} ORDER BY path LIMIT ?2`,
      start,
      limit,
      ...ends,
    );
  }

  /** Holds files back, or no longer. */
  set(paths: readonly string[], held: boolean): void {
    for (const chunk of chunksOf(paths))
      this.#sql.run(
        'UPDATE assets SET held = ?2 WHERE path IN (SELECT value FROM json_each(?1))',
        chunk,
        held ? 1 : 0,
      );
  }

  next(): HoldingWork | undefined {
    const row = this.#sql.first<{ folder: string; after: string }>(
      'SELECT folder, after FROM holding_backlog LIMIT 1',
    );
    return row && { folder: row.folder, after: row.after };
  }

  /** Notes that the files of a folder after a path have yet to be looked at. */
  add({ folder, after }: HoldingWork): void {
    this.#sql.run('INSERT OR REPLACE INTO holding_backlog (folder, after) VALUES (?, ?)', folder, after);
  }

  done(folder: string): void {
    this.#sql.run('DELETE FROM holding_backlog WHERE folder = ?', folder);
  }
}
