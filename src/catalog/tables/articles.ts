/** Table `articles`: published, scheduled and expired articles. */

import { isHiddenFromEngines, type ArticleHead } from '../../article/article.ts';
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

/** What a new file is compared with, of an article that is about to be deleted. */
export interface Doomed {
  id: string;
  path: string;
  title: string;
  /** ms; undefined for a page, whose moment is that of its first publish. */
  published: number | undefined;
}

export class Articles {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The articles from these source paths, by path. @throws TooMuch */
  atPaths(paths: readonly string[]): Map<string, CatalogEntry> {
    return new Map(this.#among('path', paths).map((entry) => [entry.article.path, entry]));
  }

  /** The articles with these ids, by id. @throws TooMuch */
  withIds(ids: readonly string[]): Map<string, CatalogEntry> {
    return new Map(this.#among('id', ids).map((entry) => [entry.article.id, entry]));
  }

  /** Which of these articles readers see: their source paths. @param column of the values */
  livePaths(column: 'path' | 'id', values: readonly string[]): string[] {
    const paths: string[] = [];
    for (const chunk of chunksOf(values)) {
      const rows = this.#sql.each<{ path: string }>(
        `SELECT path FROM articles WHERE ${column} IN (SELECT value FROM json_each(?)) AND live <> 0`,
        chunk,
      );
      for (const { path } of rows) paths.push(path);
    }
    return paths;
  }

  /** The first articles below a folder, by path: how many there are, up to `most`, and which of them readers see. */
  below(folder: string, most: number): { count: number; live: string[] } {
    const rows = this.#sql.all<{ path: string; live: number }>(
      `SELECT path, live FROM articles WHERE path > ?1 || '/' AND path < ?1 || '0' ORDER BY path LIMIT ?2`,
      folder,
      most,
    );
    return { count: rows.length, live: rows.flatMap(({ path, live }) => (live ? [path] : [])) };
  }

  head(id: string): CatalogEntry | undefined {
    return this.#among('id', [id])[0];
  }

  /** An article with its body. */
  whole(id: string): StoredArticle | undefined {
    const row = this.#sql.first<ArticleRow>(`SELECT ${articleColumns} FROM articles a WHERE a.id = ?`, id);
    return row && toArticle(row);
  }

  /** The ids behind an id, in order. */
  idsAfter(id: string, most: number): string[] {
    return this.#sql
      .all<{ id: string }>('SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?', id, most)
      .map((row) => row.id);
  }

  /**
   * Articles in the order of their ids here, row by row, so that a caller that has enough reads no more bodies. Ids of
   * no article are left out.
   * @param bodies without, they are empty
   */
  *inOrder(ids: readonly string[], bodies = true): Generator<StoredArticle, void, undefined> {
    const columns = bodies ? articleColumns : `${entryColumns}, '' AS html`;
    for (const chunk of chunksOf(ids)) {
      // `CROSS JOIN` keeps the order of the ids: SQLite does not reorder its tables.
      const rows = this.#sql.each<ArticleRow>(
        `SELECT ${columns} FROM json_each(?) wanted CROSS JOIN articles a ON a.id = wanted.value`,
        chunk,
      );
      for (const row of rows) yield toArticle(row);
    }
  }

  /** The bodies of articles, likewise. */
  *bodies(ids: readonly string[]): Generator<{ html: string }, void, undefined> {
    for (const chunk of chunksOf(ids)) {
      yield* this.#sql.each<{ html: string }>(
        `SELECT ${body} AS html FROM json_each(?) wanted CROSS JOIN articles a ON a.id = wanted.value`,
        chunk,
      );
    }
  }

  /** The addresses of these articles. */
  addressesOf(ids: readonly string[]): string[] {
    return [...chunksOf(ids)].flatMap((chunk) =>
      this.#sql
        .all<{ address: string }>(
          'SELECT address FROM articles WHERE id IN (SELECT value FROM json_each(?))',
          chunk,
        )
        .map(({ address }) => address),
    );
  }

  /** The sizes of articles with their bodies, by id, in bytes as stored. */
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

  /** The articles from these source paths. */
  doomed(paths: readonly string[]): Doomed[] {
    return [...chunksOf(paths)].flatMap((chunk) =>
      this.#sql
        .all<Omit<Doomed, 'published'> & { published: number | null }>(
          `SELECT id, path, json ->> '$.title' AS title,
                  iif(json ->> '$.kind' = 'page', NULL, json ->> '$.published') AS published
           FROM articles WHERE path IN (SELECT value FROM json_each(?)) ORDER BY path`,
          chunk,
        )
        .map(({ published, ...row }) => ({ ...row, published: published ?? undefined })),
    );
  }

  /** The first characters of a body. */
  beginning(id: string, length: number): string {
    const select = `SELECT substr(${body}, 1, ?) AS html FROM articles a WHERE a.id = ?`;
    return this.#sql.first<{ html: string }>(select, length, id)?.html ?? '';
  }

  /** Whether the catalog already holds exactly this article, body included. */
  holds(id: string, json: string, html: string): boolean {
    const select = `SELECT 1 FROM articles a WHERE a.id = ? AND ${head} = ? AND ${body} = ?`;
    return this.#sql.first(select, id, json, html) !== undefined;
  }

  /** Replaces `before`, as the catalog has them, with `changes`, which may be fewer, more or other articles. */
  replace(before: readonly CatalogEntry[], changes: readonly Change[]): void {
    const kept = new Set(changes.flatMap(({ article, stored }) => (stored ? [] : [article.id])));
    // All deletions come before all insertions, so that articles of one batch can swap addresses and paths.
    for (const chunk of chunksOf(before.flatMap(({ article: { id } }) => (kept.has(id) ? [] : [id])))) {
      this.#sql.run('DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))', chunk);
    }
    for (const { article, stored, live, wakeAt, changedAt } of changes) {
      if (!stored) {
        this.#sql.run(
          `UPDATE articles SET live = ?1, wake_at = ?2, changed_at = ?3,
             json = iif(?4 IS NULL, json, json_set(json, '$.arrival', CAST(?4 AS INTEGER))) WHERE id = ?5`,
          liveOf(article, live),
          wakeAt,
          changedAt,
          article.arrival ?? null,
          article.id,
        );
        continue;
      }
      // One statement for each article: a bound value holds at most 2 MB, as much as a row.
      this.#sql.run(
        'INSERT INTO articles (id, path, address, live, wake_at, changed_at, json, html) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        article.id,
        article.path,
        article.address,
        liveOf(article, live),
        wakeAt,
        changedAt,
        stored.json,
        stored.html,
      );
    }
  }

  /** Notes that what readers get of these articles has changed, although they have not. @param now ms */
  touch(ids: readonly string[], now: number): void {
    for (const chunk of chunksOf(ids)) {
      this.#sql.run(
        'UPDATE articles SET changed_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))',
        chunk,
        now,
      );
    }
  }

  /** Moves the body of an article that an earlier version stored into its own column. */
  splitBody(id: string): void {
    this.#sql.run(
      `UPDATE articles SET html = json ->> '$.html', json = json_remove(json, '$.html')
       WHERE id = ? AND html IS NULL`,
      id,
    );
  }

  /** The articles that become live or expire until `now`, as many as `limit` and the memory allow. */
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
    // `IS NOT NULL` lets SQLite use the partial index; without it, it scans every article.
    const { at } = this.#sql.one<{ at: number | null }>(
      'SELECT min(wake_at) AS at FROM articles WHERE wake_at IS NOT NULL',
    );
    return at ?? undefined;
  }

  /** Articles that readers do not see. A partial index holds only these, so counting them is cheap. */
  unseen(): { scheduled: number; expired: number } {
    return this.#sql.one<{ scheduled: number; expired: number }>(
      `SELECT (SELECT count(*) FROM articles WHERE live = 0 AND wake_at IS NOT NULL) AS scheduled,
              (SELECT count(*) FROM articles WHERE live = 0 AND wake_at IS NULL) AS expired`,
    );
  }

  /** Whether an article is scheduled or has expired. */
  get hasUnseen(): boolean {
    return this.#sql.first('SELECT 1 FROM articles WHERE live = 0 LIMIT 1') !== undefined;
  }

  /** The number of parts that the articles divide into. @param rows rowids of a part */
  parts(rows: number): number {
    const { last } = this.#sql.one<{ last: number | null }>('SELECT max(rowid) AS last FROM articles');
    return Math.max(1, Math.ceil((last ?? 0) / rows));
  }

  /** The addresses of one part that search engines may index, and when they changed, ms. @param part from 1 */
  part(part: number, rows: number): { address: string; changedAt: number }[] {
    const found = this.#sql.all<{ address: string; changed_at: number }>(
      'SELECT address, changed_at FROM articles WHERE rowid > ? AND rowid <= ? AND live = 1',
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

/** The column `live`. */
export const liveOf = (article: ArticleHead, live: boolean): EntryRow['live'] =>
  live ? (isHiddenFromEngines(article) ? 2 : 1) : 0;
