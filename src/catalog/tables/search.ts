/** Tables `searchable` and `search` (FTS5): the search index of live articles. */

import type { Article } from '../../article/article.ts';
import { searchable } from '../../site/query.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import { placeOf } from './place.ts';
import type { Columns, Sql } from './sql.ts';
import { textOf } from './search-text.ts';
import { matchInTitleOf, matchOf, wordsApart } from './search-words.ts';

/** Raise it whenever the indexed text changes: every article is then indexed again. */
export const searchFormat = 2;

/** `relevance`: by how many of the words are in the title, all, some or none, and of equals the newest. `newest`: by date, as in feeds. */
export type SearchOrder = 'relevance' | 'newest';

/** Row numbers for the articles of one minute. The index is ordered by row number, so the newest are found first. */
const rowsOfMinute = 256;

interface Found {
  id: string;
  published: number;
  row: number;
}

/** Rows of one minute, or of a following one if that was full, are in the order of indexing. */
const minuteOf = (row: number): number => Math.floor(row / rowsOfMinute);

export class Search {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Adds an article to the index, or replaces it. */
  put({ id, published, title, html, summary }: Article): void {
    this.remove(id);
    const row = this.#freeRow(published);
    const text = textOf(html) || summary;
    this.#sql.run(
      'INSERT INTO searchable ("row", id, published, text) VALUES (?, ?, ?, ?)',
      row,
      id,
      published,
      text,
    );
    this.#sql.run(
      'INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)',
      row,
      wordsApart(searchable(title)),
      wordsApart(searchable(text)),
    );
  }

  remove(id: string): void {
    const rows = this.#sql.all<{ row: number }>('DELETE FROM searchable WHERE id = ? RETURNING "row"', id);
    for (const { row } of rows) this.#sql.run('DELETE FROM search WHERE rowid = ?', row);
  }

  clear(): void {
    this.#sql.run("INSERT INTO search (search) VALUES ('delete-all')");
    this.#sql.run('DELETE FROM searchable');
  }

  /**
   * Ids of live articles that contain all the words; stale index rows are skipped. At most `limits.candidates` rows are
   * read for each rank, however many articles match.
   * @param words as `queryOf` spells them
   */
  find(words: readonly string[], order: SearchOrder, limit: number): string[] {
    const match = matchOf(words);
    if (match === undefined) return [];
    const all = this.#newest(match, limit).map(({ id }) => id);
    const some = matchInTitleOf(words);
    const ranks =
      order === 'newest' || all.length === 0
        ? []
        : [`title : (${match})`, ...(some === undefined ? [] : [some])];
    const ids = new Set<string>();
    for (const rank of ranks) {
      if (ids.size < limit) for (const { id } of this.#newest(rank, limit)) ids.add(id);
    }
    return [...ids.union(new Set(all))].slice(0, limit);
  }

  /** Whether a live article contains all the words. */
  finds(words: readonly string[]): boolean {
    const match = matchOf(words);
    if (match === undefined) return false;
    for (const { live } of this.#matching<{ live: 0 | 1 | 2 | null }>('a.live', match)) if (live) return true;
    return false;
  }

  /** The indexed text of articles, by id. */
  texts(ids: readonly string[]): Map<string, string> {
    const texts = new Map<string, string>();
    for (const chunk of chunksOf(ids)) {
      const rows = this.#sql.all<{ id: string; text: string }>(
        'SELECT id, text FROM searchable WHERE id IN (SELECT value FROM json_each(?))',
        chunk,
      );
      for (const { id, text } of rows) texts.set(id, text);
    }
    return texts;
  }

  /** Live articles that match, newest first. */
  #newest(match: string, limit: number): Found[] {
    const columns = 'd.id, d.published, d."row", a.live';
    const rows = this.#matching<Found & { live: 0 | 1 | 2 | null }>(columns, match);
    const found: Found[] = [];
    for (const { live, ...row } of rows) {
      if (found.length >= limit && minuteOf(row.row) !== minuteOf(found.at(-1)!.row)) break;
      if (live) found.push(row);
    }
    const places = this.#placesOf(found);
    return found
      .sort((a, b) => b.published - a.published || (places.get(a.id)! < places.get(b.id)! ? 1 : -1))
      .slice(0, limit);
  }

  /** Indexed articles that match, the newest minute first; `a.live` is null where the article has gone. */
  #matching<Row extends Columns<Row>>(columns: string, match: string): Iterable<Row> {
    return this.#sql.each<Row>(
      `SELECT ${columns} FROM search
       CROSS JOIN searchable d ON d."row" = search.rowid
       LEFT JOIN articles a ON a.id = d.id
       WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?`,
      match,
      limits.candidates,
    );
  }

  /** The places of articles that share a date with others of these, by id. */
  #placesOf(found: readonly Found[]): Map<string, string> {
    const shared = [...Map.groupBy(found, ({ published }) => published).values()]
      .filter(({ length }) => length > 1)
      .flat();
    const places = new Map<string, string>();
    for (const chunk of chunksOf(shared.map(({ id }) => id))) {
      const rows = this.#sql.all<{ id: string; arrival: number | null }>(
        `SELECT id, json ->> '$.arrival' AS arrival FROM articles WHERE id IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const { id, arrival } of rows) places.set(id, placeOf({ id, ...(arrival && { arrival }) }));
    }
    return places;
  }

  /** The first free row number of a minute; if the minute is full, of the next one that is not. */
  #freeRow(published: number): number {
    for (let first = Math.max(0, Math.floor(published / 60_000)) * rowsOfMinute; ; first += rowsOfMinute) {
      const { last } = this.#sql.one<{ last: number | null }>(
        'SELECT max("row") AS last FROM searchable WHERE "row" >= ? AND "row" < ?',
        first,
        first + rowsOfMinute,
      );
      if (last === null) return first;
      if (last + 1 < first + rowsOfMinute) return last + 1;
    }
  }
}
