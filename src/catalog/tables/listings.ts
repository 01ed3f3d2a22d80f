/** Reading the live articles of a scope in the order of feeds: tables `article_terms` and `articles`. */

import type { Article } from '../../article/article.ts';
import type { Position } from '../../site/cursor.ts';
import type { Scope, Term } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import {
  articleColumns,
  beginningColumns,
  entryColumns,
  toArticle,
  toEntry,
  type StoredArticle,
} from './article-row.ts';
import type { CatalogEntry } from './entry.ts';
import { newestFirst, oldestFirst, oldestFirstBefore, type Order } from './feed-order.ts';
import { idIn, positionAt } from './place.ts';
import type { Columns, Sql } from './sql.ts';
import type { Terms } from './terms.ts';

/** Stops reading early: fifty 2 MB articles would exhaust the isolate, and no document holds that much. */
export type StopAfter = (article: Article) => boolean;

export interface Listed<Entry> {
  entries: Entry[];
  /** The last article that was scanned, if a scan of a combination of categories ended at `limits.candidates`. */
  scannedUntil?: Position;
}

export class Listings {
  readonly #sql: Sql;
  readonly #terms: Terms;

  constructor(sql: Sql, terms: Terms) {
    this.#sql = sql;
    this.#terms = terms;
  }

  /**
   * Live articles of a scope, newest first; of one date, the last published first (see place.ts).
   * @param position only articles after it
   * @param stopAfter called with each article in this order
   */
  newest(
    scope: Scope,
    limit: number,
    position: Position | undefined,
    stopAfter: StopAfter,
  ): Listed<StoredArticle> {
    return this.#read(scope, limit, newestFirst(position), articleColumns, toArticle, ({ article }) =>
      stopAfter(article),
    );
  }

  /** The same without their bodies. */
  newestHeads(scope: Scope, limit: number, position?: Position): Listed<CatalogEntry> {
    return this.#read(scope, limit, newestFirst(position), entryColumns, toEntry);
  }

  /** The same with the beginnings of their bodies, for cards. */
  newestBeginnings(scope: Scope, limit: number, position?: Position): Listed<StoredArticle> {
    return this.#read(scope, limit, newestFirst(position), beginningColumns, toArticle);
  }

  /** Live articles of a scope at a position and before it in the order of feeds, the nearest first. */
  notOlderThan(scope: Scope, limit: number, position: Position, stopAfter: StopAfter): Listed<StoredArticle> {
    return this.#read(scope, limit, oldestFirst(position), articleColumns, toArticle, ({ article }) =>
      stopAfter(article),
    );
  }

  /** The same without their bodies. */
  headsNotOlderThan(scope: Scope, limit: number, position: Position): Listed<CatalogEntry> {
    return this.#read(scope, limit, oldestFirst(position), entryColumns, toEntry);
  }

  /** Live articles of a scope before a position in the order of feeds, the nearest first, without their bodies. */
  headsNewerThan(scope: Scope, limit: number, position: Position): Listed<CatalogEntry> {
    return this.#read(scope, limit, oldestFirstBefore(position), entryColumns, toEntry);
  }

  /**
   * How many live articles a scope has.
   * @returns `more`: the count of a combination of categories ended at `limits.candidates` scanned articles
   */
  countIn(scope: Scope): { count: number; more: boolean } {
    const terms = this.#rarestFirst(scope);
    const [first, second] = terms;
    if (!first) return { count: 0, more: false };
    if (!second) return { count: this.#terms.count(first.kind, first.name), more: false };
    const { found, scannedUntil } = this.#candidates(terms, Infinity, newestFirst(undefined));
    return { count: found.length, more: scannedUntil !== undefined };
  }

  /**
   * Distinct terms of a scope, the one with the fewest articles first, so that the fewest are scanned.
   * @returns none if the scope combines categories of which one has no articles
   */
  #rarestFirst(scope: Scope): Term[] {
    const { kind } = scope;
    const named = kind === 'category' ? [...new Set(scope.names)] : kind === 'all' ? [''] : [scope.name];
    if (named.length === 1) return [{ kind, name: named[0]! }];
    if (named.length > limits.combinedCategories) return [];
    const counts = named.map((name) => ({ kind, name, count: this.#terms.count(kind, name) }));
    return counts.some(({ count }) => count === 0) ? [] : counts.sort((a, b) => a.count - b.count);
  }

  #read<Row extends Columns<Row>, Entry>(
    scope: Scope,
    limit: number,
    order: Order,
    columns: string,
    toEntryOf: (row: Row) => Entry,
    isEnough: (entry: Entry) => boolean = () => false,
  ): Listed<Entry> {
    const terms = this.#rarestFirst(scope);
    const [first, second] = terms;
    if (!first) return { entries: [] };
    const entries: Entry[] = [];
    const take = (rows: Iterable<Row>): boolean => {
      for (const row of rows) {
        const entry = toEntryOf(row);
        entries.push(entry);
        if (isEnough(entry)) return true;
      }
      return false;
    };
    if (!second) {
      const { which, values } = order;
      take(
        this.#sql.each<Row>(
          `SELECT ${columns} FROM articles a JOIN article_terms t ON a.id = ${idIn('t.place')}
           WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT ?`,
          first.kind,
          first.name,
          ...values,
          limit,
        ),
      );
      return { entries };
    }
    const { found, scannedUntil } = this.#candidates(terms, limit, order);
    // One by one: to sort them, SQLite would hold all bodies in memory.
    for (const { id } of found) {
      if (take(this.#sql.each<Row>(`SELECT ${columns} FROM articles a WHERE a.id = ?`, id)))
        return { entries };
    }
    return { entries, ...(scannedUntil && { scannedUntil }) };
  }

  /** Scans up to `limits.candidates` articles of the first term for those that all other terms have too. */
  #candidates(
    [first, ...others]: readonly Term[],
    limit: number,
    { which, values }: Order,
  ): { found: Position[]; scannedUntil?: Position } {
    const also = others.map(
      () =>
        'EXISTS (SELECT 1 FROM article_terms o WHERE (o.kind, o.name, o.published, o.place) = (?, ?, t.published, t.place))',
    );
    const rows = this.#sql.each<{ published: number; place: string; both: 0 | 1 }>(
      `SELECT t.published, t.place, ${also.join(' AND ')} AS "both" FROM article_terms t
       WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT ?`,
      ...others.flatMap(({ kind, name }) => [kind, name]),
      first!.kind,
      first!.name,
      ...values,
      limits.candidates,
    );
    const found: Position[] = [];
    let scanned = 0;
    let last: Position | undefined;
    for (const { published, place, both } of rows) {
      scanned++;
      last = positionAt(published, place);
      if (both) found.push(last);
      if (found.length === limit) break;
    }
    return { found, ...(scanned === limits.candidates && last && { scannedUntil: last }) };
  }
}
