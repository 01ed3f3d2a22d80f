/**
 * Table `search_backlog`: articles whose text the index has yet to take over. Indexing an article takes longer than
 * committing it, and feeds are waited for, not the search: so it is done some at a time, when nothing else waits.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export class SearchBacklog {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** These articles have come, changed or gone. */
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
