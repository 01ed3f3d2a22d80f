/** Tables `searchable` and `search` (FTS5): the text of live articles, by its words. */

import { searchable } from '../../feed/query.ts';
import type { CatalogEntry } from '../entry.ts';
import { textOf } from './text.ts';
import { matchOf, wordsApart } from './words.ts';

/** Raise it whenever other text is indexed: everything is then indexed anew. */
export const searchFormat = 1;

/** `relevance`: what matches best, words of the title counting most. `newest`: by date, as feeds are. */
export type SearchOrder = 'relevance' | 'newest';

const orders: Readonly<Record<SearchOrder, string>> = {
  relevance: 'bm25(search, 10.0, 1.0), d.published DESC, d.id DESC',
  newest: 'd.published DESC, d.id DESC',
};

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
        wordsApart(searchable(article.title)),
        wordsApart(searchable(textOf(article.html) || article.summary)),
      );
    }
  }

  clear(): void {
    this.#sql.exec("INSERT INTO search (search) VALUES ('delete-all')");
    this.#sql.exec('DELETE FROM searchable');
  }

  /** The ids of articles that have all of the words. Those are left out that readers don't see any more, indexed or not. @param words as `queryOf` spells them */
  find(words: readonly string[], order: SearchOrder, limit: number): string[] {
    const match = matchOf(words);
    if (match === undefined) return [];
    const rows = this.#sql.exec<{ id: string }>(
      `SELECT d.id FROM search JOIN searchable d ON d."row" = search.rowid
       JOIN articles a ON a.id = d.id AND a.live
       WHERE search MATCH ? ORDER BY ${orders[order]} LIMIT ?`,
      match,
      limit,
    );
    return Array.from(rows, ({ id }) => id);
  }
}
