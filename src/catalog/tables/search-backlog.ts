/**
 * Table `search_backlog`: articles that have yet to be indexed for the search. Indexing an article takes longer than
 * committing it, and readers wait for feeds rather than the search, so it is done when nothing else is due.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export class SearchBacklog {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param ids of articles that were added, changed or removed */
  add(ids: readonly string[]): void {
    for (const chunk of chunksOf(ids)) {
      this.#sql.run('INSERT OR IGNORE INTO search_backlog (id) SELECT value FROM json_each(?)', chunk);
    }
  }

  addAll(): void {
    this.#sql.run('INSERT OR IGNORE INTO search_backlog (id) SELECT id FROM articles');
  }

  next(limit: number): string[] {
    const rows = this.#sql.all<{ id: string }>('SELECT id FROM search_backlog LIMIT ?', limit);
    return rows.map(({ id }) => id);
  }

  count(): number {
    return this.#sql.one<{ n: number }>('SELECT count(*) AS n FROM search_backlog').n;
  }

  done(ids: readonly string[]): void {
    for (const chunk of chunksOf(ids)) {
      this.#sql.run('DELETE FROM search_backlog WHERE id IN (SELECT value FROM json_each(?))', chunk);
    }
  }
}
