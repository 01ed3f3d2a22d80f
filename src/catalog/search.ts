/** Tables `searchable` and `search` (FTS5): the text of live articles, by all strings of three characters in it. */

import { searchable } from '../feed/query.ts';
import type { CatalogEntry } from './articles.ts';
import { textOf } from './search-text.ts';

/** Raise it whenever other text is indexed: everything is then indexed anew. */
export const searchFormat = 1;

/** `relevance`: what matches best, words of the title counting most. `newest`: by date, as feeds are. */
export type SearchOrder = 'relevance' | 'newest';

const orders: Readonly<Record<SearchOrder, string>> = {
  relevance: 'bm25(search, 10.0, 1.0), d.published DESC, d.id DESC',
  newest: 'd.published DESC, d.id DESC',
};

/** Strings of three characters that one shorter word may stand for. */
const mostExpansions = 500;

// The last two characters of a text begin no string of three by themselves.
const padding = '  ';

export class Search {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Takes articles out of the index and puts these in, as far as readers see them. */
  replace(gone: readonly string[], entries: readonly CatalogEntry[]): void {
    const ids = JSON.stringify(gone);
    if (gone.length > 0) {
      this.#sql.exec(
        `DELETE FROM search WHERE rowid IN
         (SELECT "row" FROM searchable WHERE id IN (SELECT value FROM json_each(?)))`,
        ids,
      );
      this.#sql.exec('DELETE FROM searchable WHERE id IN (SELECT value FROM json_each(?))', ids);
    }
    for (const { article, live } of entries) {
      if (!live) continue;
      const { row } = this.#sql
        .exec<{ row: number }>(
          'INSERT INTO searchable (id, published) VALUES (?, ?) RETURNING "row"',
          article.id,
          article.published,
        )
        .one();
      this.#sql.exec(
        'INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)',
        row,
        searchable(article.title) + padding,
        searchable(textOf(article.html) || article.summary) + padding,
      );
    }
  }

  /** Which of these articles are in the index. */
  among(ids: readonly string[]): Set<string> {
    const rows = this.#sql.exec<{ id: string }>(
      'SELECT id FROM searchable WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    return new Set(Array.from(rows, ({ id }) => id));
  }

  clear(): void {
    this.#sql.exec("INSERT INTO search (search) VALUES ('delete-all')");
    this.#sql.exec('DELETE FROM searchable');
  }

  /** The ids of live articles that have all of the words. @param words as `queryOf` spells them */
  find(words: readonly string[], order: SearchOrder, limit: number): string[] {
    const terms = words.map((word) => this.#expression(word));
    if (terms.length === 0 || terms.includes('')) return [];
    const rows = this.#sql.exec<{ id: string }>(
      `SELECT d.id FROM search JOIN searchable d ON d."row" = search.rowid
       WHERE search MATCH ? ORDER BY ${orders[order]} LIMIT ?`,
      terms.join(' AND '),
      limit,
    );
    return Array.from(rows, ({ id }) => id);
  }

  /**
   * A word in the language of FTS5, quoted, so nothing in it means anything. The index knows strings of three
   * characters; a shorter word stands for all of these that begin with it. Empty: no article has it.
   */
  #expression(word: string): string {
    if (Array.from(word).length >= 3) return quote(word);
    const rows = this.#sql.exec<{ term: string }>(
      'SELECT term FROM search_terms WHERE term >= ?1 AND term < ?1 || char(0x10FFFF) LIMIT ?2',
      word,
      mostExpansions,
    );
    const terms = Array.from(rows, ({ term }) => quote(term));
    return terms.length > 0 ? `(${terms.join(' OR ')})` : '';
  }
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
