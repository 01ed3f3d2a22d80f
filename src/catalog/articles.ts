/** Table `articles`: what is published, scheduled or expired. */

import type { Article } from '../article/article.ts';
import type { CatalogEntry } from './entry.ts';

/** What `toEntry` reads; the table is called `a`. */
export const entryColumns = 'a.live, a.wake_at, a.changed_at, a.json';

export const toEntry = (row: Record<string, SqlStorageValue>): CatalogEntry => {
  const json = row['json'] as string;
  return {
    article: JSON.parse(json) as Article,
    json,
    live: row['live'] === 1,
    wakeAt: row['wake_at'] as number | null,
    changedAt: row['changed_at'] as number,
  };
};

export class Articles {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The articles that came from these source paths, by path. */
  atPaths(paths: readonly string[]): Map<string, CatalogEntry> {
    const entries = this.#among('path', paths);
    return new Map(entries.map((entry) => [entry.article.path, entry]));
  }

  /** The articles with these ids, by id. */
  withIds(ids: readonly string[]): Map<string, CatalogEntry> {
    const entries = this.#among('id', ids);
    return new Map(entries.map((entry) => [entry.article.id, entry]));
  }

  /** Replaces these articles, as the catalog has them, by these entries, which may be fewer, more or others. */
  replace(gone: readonly CatalogEntry[], entries: readonly CatalogEntry[]): void {
    // First all go, then all come: so articles of one batch can swap addresses and paths.
    if (gone.length > 0) {
      this.#sql.exec(
        'DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))',
        JSON.stringify(gone.map(({ article }) => article.id)),
      );
    }
    for (const { article, json, live, wakeAt, changedAt } of entries) {
      // A statement an article: a bound value holds at most 2 MB, as does a row.
      this.#sql.exec(
        'INSERT INTO articles (id, path, address, live, wake_at, changed_at, json) VALUES (?, ?, ?, ?, ?, ?, ?)',
        article.id,
        article.path,
        article.address,
        live ? 1 : 0,
        wakeAt,
        changedAt,
        json,
      );
    }
  }

  /** The articles whose liveness changes by itself until `now`. */
  due(now: number, limit: number): CatalogEntry[] {
    return this.#select('WHERE a.wake_at <= ? ORDER BY a.wake_at LIMIT ?', now, limit);
  }

  nextWake(): number | undefined {
    // Said for the planner: the index knows no other rows, and without it all articles are looked through.
    const { at } = this.#sql
      .exec<{ at: number | null }>('SELECT min(wake_at) AS at FROM articles WHERE wake_at IS NOT NULL')
      .one();
    return at ?? undefined;
  }

  /** Articles by whether readers see them. */
  count(): { live: number; scheduled: number; expired: number } {
    const { all, scheduled, expired } = this.#sql
      .exec<{ all: number; scheduled: number; expired: number }>(
        `SELECT (SELECT count(*) FROM articles) AS "all",
                (SELECT count(*) FROM articles WHERE live = 0 AND wake_at IS NOT NULL) AS scheduled,
                (SELECT count(*) FROM articles WHERE live = 0 AND wake_at IS NULL) AS expired`,
      )
      .one();
    return { live: all - scheduled - expired, scheduled, expired };
  }

  #among(column: 'path' | 'id', values: readonly string[]): CatalogEntry[] {
    return this.#select(`WHERE a.${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
  }

  #select(rest: string, ...bindings: SqlStorageValue[]): CatalogEntry[] {
    return Array.from(this.#sql.exec(`SELECT ${entryColumns} FROM articles a ${rest}`, ...bindings), toEntry);
  }
}
