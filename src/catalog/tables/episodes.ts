/**
 * Table `episodes`: the live articles with audio or video, under each of their categories, and under '' for the whole site.
 * They are noted whether there is a show or not, so that a new show has its episodes without a look at all articles.
 */

import type { Position } from '../../site/cursor.ts';
import { articleColumns, toArticle, type ArticleRow, type StoredArticle } from './article-row.ts';
import { chunksOf } from './chunks.ts';
import { isListed, type CatalogEntry } from './entry.ts';
import { newestFirst, oldestFirst, type Order } from './feed-order.ts';
import type { StopAfter } from './listings.ts';
import { idIn, placeOf } from './place.ts';
import type { Sql } from './sql.ts';
import { Differences, type Tallies } from './tallies.ts';

type EpisodeRow = [category: string, published: number, place: string];

/** With types, without which SQLite uses the index for the category only. */
const columns = `CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS INTEGER), CAST(value ->> 2 AS TEXT)`;

export class Episodes {
  readonly #sql: Sql;
  readonly #tallies: Tallies;

  constructor(sql: Sql, tallies: Tallies) {
    this.#sql = sql;
    this.#tallies = tallies;
  }

  /** Lists the episodes among `entries` instead of those among `before`, as the catalog has them. */
  replace(before: readonly CatalogEntry[], entries: readonly CatalogEntry[]): void {
    const [old, current] = [rowsOf(before), rowsOf(entries)];
    const removed = [...old].filter(([key]) => !current.has(key)).map(([, row]) => row);
    const added = [...current].filter(([key]) => !old.has(key)).map(([, row]) => row);
    for (const chunk of chunksOf(removed))
      this.#sql.run(
        `DELETE FROM episodes WHERE (category, published, place) IN (SELECT ${columns} FROM json_each(?))`,
        chunk,
      );
    for (const chunk of chunksOf(added))
      this.#sql.run(
        `INSERT INTO episodes (category, published, place) SELECT ${columns} FROM json_each(?)`,
        chunk,
      );
    const differences = new Differences();
    for (const [category] of added) differences.add('episodes', category, 1);
    for (const [category] of removed) differences.add('episodes', category, -1);
    this.#tallies.apply(differences);
  }

  /** Newest first. @param category '': of the whole site @param position only those after it */
  newest(
    category: string,
    limit: number,
    position: Position | undefined,
    stopAfter: StopAfter,
  ): StoredArticle[] {
    return this.#read(category, limit, newestFirst(position), stopAfter);
  }

  /** Those at a position and before it in the order of feeds, the nearest first. */
  notOlderThan(category: string, limit: number, position: Position, stopAfter: StopAfter): StoredArticle[] {
    return this.#read(category, limit, oldestFirst(position), stopAfter);
  }

  /** The ids of the newest ones. @param category '': of the whole site */
  idsOf(category: string, limit: number): string[] {
    return this.#sql
      .all<{ id: string }>(
        `SELECT ${idIn('place')} AS id FROM episodes WHERE category = ?
         ORDER BY published DESC, place DESC LIMIT ?`,
        category,
        limit,
      )
      .map(({ id }) => id);
  }

  count(category: string): number {
    return this.#tallies.get('episodes', category);
  }

  #read(category: string, limit: number, { which, values }: Order, stopAfter: StopAfter): StoredArticle[] {
    const entries: StoredArticle[] = [];
    const rows = this.#sql.each<ArticleRow>(
      `SELECT ${articleColumns} FROM articles a JOIN episodes t ON a.id = ${idIn('t.place')}
       WHERE t.category = ? AND ${which} LIMIT ?`,
      category,
      ...values,
      limit,
    );
    for (const row of rows) {
      const entry = toArticle(row);
      entries.push(entry);
      if (stopAfter(entry.article)) break;
    }
    return entries;
  }
}

/** By their texts. */
function rowsOf(entries: readonly CatalogEntry[]): Map<string, EpisodeRow> {
  const rows = entries.filter(isListed).flatMap(({ article }): EpisodeRow[] => {
    if (article.media.length === 0) return [];
    const place = placeOf(article);
    return ['', ...article.categories].map((category) => [category, article.published, place]);
  });
  return new Map(rows.map((row) => [JSON.stringify(row), row]));
}
