/**
 * Table `search_backlog`: articles whose text the index has yet to take over. Indexing an article takes longer than
 * committing it, and feeds are waited for, not the search: so it is done some at a time, when nothing else waits.
 */

import { searchFormat } from './search.ts';
import type { Tables } from './tables.ts';

/** Articles that are indexed in one go: half a millisecond each, as a rule, and 2 MB at most. */
const chunk = 25;

export class SearchBacklog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** These articles have come, changed or gone. */
  add(ids: readonly string[]): void {
    this.#sql.exec(
      'INSERT OR IGNORE INTO search_backlog (id) SELECT value FROM json_each(?)',
      JSON.stringify(ids),
    );
  }

  addAll(): void {
    this.#sql.exec('INSERT OR IGNORE INTO search_backlog (id) SELECT id FROM articles');
  }

  next(limit: number): string[] {
    const rows = this.#sql.exec<{ id: string }>('SELECT id FROM search_backlog LIMIT ?', limit);
    return Array.from(rows, ({ id }) => id);
  }

  done(ids: readonly string[]): void {
    this.#sql.exec(
      'DELETE FROM search_backlog WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
  }
}

/** Empties an index of another form. */
export function startOver({ settings, search, backlog }: Tables): void {
  if (settings.get('search_epoch') === String(searchFormat)) return;
  search.clear();
  settings.set('search_epoch', String(searchFormat));
  backlog.addAll();
}

/** Indexes the next articles; call inside a transaction. @returns whether there are more */
export function catchUp({ search, backlog, articles }: Tables): boolean {
  const ids = backlog.next(chunk);
  if (ids.length === 0) return false;
  search.replace(ids, [...articles.withIds(ids).values()]);
  backlog.done(ids);
  return ids.length === chunk;
}
