/** Table `unsent`: the files of a restored backup whose bytes have not been sent again. Usually it is empty. */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export class Unsent {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Those of these paths that are unsent. */
  among(paths: readonly string[]): Set<string> {
    const found = new Set<string>();
    for (const chunk of chunksOf(paths)) {
      const rows = this.#each('WHERE path IN (SELECT value FROM json_each(?))', chunk);
      for (const { path } of rows) found.add(path);
    }
    return found;
  }

  /** Those that have these bytes. */
  ofBlob(blob: string): string[] {
    const rows = this.#each('WHERE path IN (SELECT path FROM assets WHERE blob = ?)', blob);
    return rows.map(({ path }) => path);
  }

  add(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths))
      this.#sql.run('INSERT OR IGNORE INTO unsent (path) SELECT value FROM json_each(?)', chunk);
  }

  remove(paths: Iterable<string>): void {
    for (const chunk of chunksOf(paths))
      this.#sql.run('DELETE FROM unsent WHERE path IN (SELECT value FROM json_each(?))', chunk);
  }

  /** A catalog whose plan allows no writes is read in the shape of an earlier version, without this table. */
  #each(which: string, value: string): { path: string }[] {
    try {
      return this.#sql.all<{ path: string }>(`SELECT path FROM unsent ${which}`, value);
    } catch (error) {
      if (String(error).includes('no such table')) return [];
      throw error;
    }
  }
}
