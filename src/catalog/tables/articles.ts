/** Table `articles`: what is published, scheduled or expired. */

import { limits } from '../../limits.ts';
import {
  articleColumns,
  body,
  entryColumns,
  head,
  toArticle,
  toEntry,
  type ArticleRow,
  type EntryRow,
  type StoredArticle,
} from './article-row.ts';
import { chunksOf } from './chunks.ts';
import type { CatalogEntry, Change } from './entry.ts';
import type { Sql } from './sql.ts';
import { TooMuch } from './too-much.ts';

export class Articles {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The articles that came from these source paths, by path. @throws TooMuch */
  atPaths(paths: readonly string[]): Map<string, CatalogEntry> {
    return new Map(this.#among('path', paths).map((entry) => [entry.article.path, entry]));
  }

  /** The articles with these ids, by id. @throws TooMuch */
  withIds(ids: readonly string[]): Map<string, CatalogEntry> {
    return new Map(this.#among('id', ids).map((entry) => [entry.article.id, entry]));
  }

  head(id: string): CatalogEntry | undefined {
    return this.#among('id', [id])[0];
  }

  /** An article with its body. */
  whole(id: string): StoredArticle | undefined {
    const row = this.#sql.first<ArticleRow>(`SELECT ${articleColumns} FROM articles a WHERE a.id = ?`, id);
    return row && toArticle(row);
  }

  /** How large articles are with their bodies, by id, in bytes as they are stored. */
  sizes(ids: readonly string[]): Map<string, number> {
    const sizes = new Map<string, number>();
    for (const chunk of chunksOf(ids)) {
      const rows = this.#sql.all<{ id: string; size: number }>(
        `SELECT id, octet_length(json) + coalesce(octet_length(html), 0) AS size FROM articles
         WHERE id IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const { id, size } of rows) sizes.set(id, size);
    }
    return sizes;
  }

  /** Whether the catalog holds just this article already, body and all. */
  holds(id: string, json: string, html: string): boolean {
    const select = `SELECT 1 FROM articles a WHERE a.id = ? AND ${head} = ? AND ${body} = ?`;
    return this.#sql.first(select, id, json, html) !== undefined;
  }

  /** Replaces these articles, as the catalog has them, by these, which may be fewer, more or others. */
  replace(gone: readonly CatalogEntry[], changes: readonly Change[]): void {
    const kept = new Set(changes.flatMap(({ article, stored }) => (stored ? [] : [article.id])));
    // First all go, then all come: so articles of one batch can swap addresses and paths.
    for (const chunk of chunksOf(gone.flatMap(({ article: { id } }) => (kept.has(id) ? [] : [id])))) {
      this.#sql.run('DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))', chunk);
    }
    for (const { article, stored, live, wakeAt, changedAt } of changes) {
      if (!stored) {
        this.#sql.run(
          'UPDATE articles SET live = ?, wake_at = ?, changed_at = ? WHERE id = ?',
          live ? 1 : 0,
          wakeAt,
          changedAt,
          article.id,
        );
        continue;
      }
      // A statement an article: a row holds at most 2 MB, as does a bound value.
      this.#sql.run(
        'INSERT INTO articles (id, path, address, live, wake_at, changed_at, json, html) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        article.id,
        article.path,
        article.address,
        live ? 1 : 0,
        wakeAt,
        changedAt,
        stored.json,
        stored.html,
      );
    }
  }

  /** Puts the body of an article of an earlier version into its column. */
  divide(id: string): void {
    this.#sql.run(
      `UPDATE articles SET html = json ->> '$.html', json = json_remove(json, '$.html')
       WHERE id = ? AND html IS NULL`,
      id,
    );
  }

  /** The articles whose liveness changes by itself until `now`, the first of them; more may be due. */
  due(now: number, limit: number): CatalogEntry[] {
    const rows = this.#sql.each<EntryRow>(
      `SELECT ${entryColumns} FROM articles a WHERE a.wake_at <= ? ORDER BY a.wake_at LIMIT ?`,
      now,
      limit,
    );
    const due: CatalogEntry[] = [];
    let bytes = 0;
    for (const row of rows) {
      bytes += row.head.length;
      if (bytes > limits.readBytes && due.length > 0) break;
      due.push(toEntry(row));
    }
    return due;
  }

  nextWake(): number | undefined {
    // Said for the planner: the index knows no other rows, and without it all articles are looked through.
    const { at } = this.#sql.one<{ at: number | null }>(
      'SELECT min(wake_at) AS at FROM articles WHERE wake_at IS NOT NULL',
    );
    return at ?? undefined;
  }

  /** Articles that readers don't see, by why; an index has just these. */
  unseen(): { scheduled: number; expired: number } {
    return this.#sql.one<{ scheduled: number; expired: number }>(
      `SELECT (SELECT count(*) FROM articles WHERE live = 0 AND wake_at IS NOT NULL) AS scheduled,
              (SELECT count(*) FROM articles WHERE live = 0 AND wake_at IS NULL) AS expired`,
    );
  }

  /** Into how many parts, of as many rows each, the live articles fall. */
  parts(rows: number): number {
    const { last } = this.#sql.one<{ last: number | null }>('SELECT max(rowid) AS last FROM articles');
    return Math.max(1, Math.ceil((last ?? 0) / rows));
  }

  /** The addresses of the live articles of one part, and when they changed, ms. Parts count from 1. */
  part(part: number, rows: number): { address: string; changedAt: number }[] {
    const found = this.#sql.all<{ address: string; changed_at: number }>(
      'SELECT address, changed_at FROM articles WHERE rowid > ? AND rowid <= ? AND live',
      (part - 1) * rows,
      part * rows,
    );
    return found.map(({ address, changed_at }) => ({ address, changedAt: changed_at }));
  }

  #among(column: 'path' | 'id', values: readonly string[]): CatalogEntry[] {
    const entries: CatalogEntry[] = [];
    let bytes = 0;
    for (const chunk of chunksOf(new Set(values))) {
      const rows = this.#sql.each<EntryRow>(
        `SELECT ${entryColumns} FROM articles a WHERE a.${column} IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const row of rows) {
        bytes += row.head.length;
        if (bytes > limits.headsBytes) throw new TooMuch();
        entries.push(toEntry(row));
      }
    }
    return entries;
  }
}
