/** Table `article_terms`: under which terms live articles are listed, in the order of feeds. */

import type { Article, ArticleHead } from '../../article/article.ts';
import type { Position } from '../../site/cursor.ts';
import type { Scope, Term } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import type { Neighbour, Neighbours } from '../../store/documents.ts';
import { articleColumns, entryColumns, toArticle, toEntry, type StoredArticle } from './articles.ts';
import { chunksOf } from './chunks.ts';
import { termsOf, type CatalogEntry } from './entry.ts';
import { mainTermOf } from '../../site/scope.ts';
import type { Sql } from './sql.ts';
import { Differences, monthOf, type Tallies } from './tallies.ts';
import type { TermRow, Terms } from './terms.ts';

/** Whether reading ends with this article: fifty of 2 MB, which no document holds, would fill an isolate. */
export type Enough = (article: Article) => boolean;

/** Articles of a scope, in the order that was asked for. */
export interface Listed<Entry> {
  entries: Entry[];
  /**
   * Of a combination of categories not more than `limits.candidates` articles are looked through at once: how far that
   * was, where there may be more behind it.
   */
  lookedUntil?: Position;
}

export class Listings {
  readonly #sql: Sql;
  readonly #terms: Terms;
  readonly #tallies: Tallies;

  constructor(sql: Sql, terms: Terms, tallies: Tallies) {
    this.#sql = sql;
    this.#terms = terms;
    this.#tallies = tallies;
  }

  /** Lists these entries, as far as readers see them, instead of those, as the catalog has them. */
  replace(gone: readonly CatalogEntry[], entries: readonly CatalogEntry[]): void {
    const before = listedUnder(gone);
    const after = listedUnder(entries);
    // Rows that are written cost money: those that stay are left alone, and a term is counted once for all of them.
    const left = without(before, after);
    const come = without(after, before);
    for (const chunk of chunksOf(left)) {
      this.#sql.exec(
        `DELETE FROM article_terms WHERE (kind, name, published, id) IN
         (SELECT ${termColumns} FROM json_each(?))`,
        chunk,
      );
    }
    for (const chunk of chunksOf(come)) {
      this.#sql.exec(
        `INSERT INTO article_terms (kind, name, published, id)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
        chunk,
      );
    }
    this.#tallies.apply(this.#terms.recount(left, come));
    const byMonth = new Differences();
    for (const [kind, , published] of come)
      if (kind === 'all') byMonth.add('articles', monthOf(published), 1);
    for (const [kind, , published] of left)
      if (kind === 'all') byMonth.add('articles', monthOf(published), -1);
    this.#tallies.apply(byMonth);
  }

  /**
   * Live articles of a scope, newest first; those of one moment in the order of their ids, so that the order is a
   * function of the content alone.
   * @param position only articles that come after it
   * @param enough asked about each article that is read, in their order
   */
  newest(scope: Scope, limit: number, position: Position | undefined, enough: Enough): Listed<StoredArticle> {
    return this.#read(scope, limit, newestFirst(position), articleColumns, toArticle, ({ article }) =>
      enough(article),
    );
  }

  /** The same without their bodies. */
  newestHeads(scope: Scope, limit: number, position?: Position): Listed<CatalogEntry> {
    return this.#read(scope, limit, newestFirst(position), entryColumns, toEntry);
  }

  /** Live articles of a scope at a position and before it in the order of feeds, the last of them first. */
  notOlderThan(scope: Scope, limit: number, position: Position, enough: Enough): Listed<StoredArticle> {
    return this.#read(scope, limit, oldestFirst(position), articleColumns, toArticle, ({ article }) =>
      enough(article),
    );
  }

  /** The same without their bodies. */
  headsNotOlderThan(scope: Scope, limit: number, position: Position): Listed<CatalogEntry> {
    return this.#read(scope, limit, oldestFirst(position), entryColumns, toEntry);
  }

  /** The live articles of a term just beside a position; whatever lies at the position itself is neither. */
  neighbours(
    { kind, name }: Term,
    { published, id }: Position,
  ): { neighbours: Neighbours; changedAt: number } {
    let changedAt = 0;
    const next = (which: string): Neighbour[] =>
      Array.from(
        this.#sql.exec(
          `SELECT a.address, a.changed_at, a.json ->> '$.title' AS title FROM articles a JOIN article_terms t ON t.id = a.id
           WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT 1`,
          kind,
          name,
          published,
          id,
        ),
        (row) => {
          changedAt = Math.max(changedAt, row['changed_at'] as number);
          return { address: row['address'] as string, title: row['title'] as string };
        },
      );
    const [older] = next(olderThan('(?, ?)'));
    const [newer] = next(newerThan('(?, ?)'));
    return { neighbours: { ...(older && { older }), ...(newer && { newer }) }, changedAt };
  }

  /** The addresses of the live articles that stand beside one of these, each in the neighbourhood that it has. */
  addressesBeside(articles: readonly ArticleHead[]): string[] {
    const places = articles.map((article): TermRow => {
      const { kind, name } = mainTermOf(article);
      return [kind, name, article.published, article.id];
    });
    const beside = (which: string) =>
      `SELECT (SELECT t.id FROM article_terms t WHERE t.kind = p.kind AND t.name = p.name AND ${which} LIMIT 1) FROM place p`;
    return Array.from(chunksOf(places)).flatMap((chunk) => {
      const rows = this.#sql.exec<{ address: string }>(
        `WITH place AS (SELECT ${termColumns} FROM json_each(?))
         SELECT address FROM articles
         WHERE id IN (${beside(olderThan('(p.published, p.id)'))} UNION ${beside(newerThan('(p.published, p.id)'))})`,
        chunk,
      );
      return Array.from(rows, ({ address }) => address);
    });
  }

  /**
   * How many live articles a scope has.
   * @returns `more`: of a combination of categories only those were counted that are looked through at once
   */
  countIn(scope: Scope): { count: number; more: boolean } {
    const terms = this.#rarestFirst(scope);
    const [first, second] = terms;
    if (!first) return { count: 0, more: false };
    if (!second) return { count: this.#terms.count(first.kind, first.name), more: false };
    const { found, lookedUntil } = this.#candidates(terms, Infinity, newestFirst(undefined));
    return { count: found.length, more: lookedUntil !== undefined };
  }

  /**
   * Distinct terms of a scope; the one with the fewest articles first, which leaves the least to look through.
   * @returns none where the scope is an intersection with a term that has no articles
   */
  #rarestFirst(scope: Scope): Term[] {
    const { kind } = scope;
    const named = kind === 'category' ? [...new Set(scope.names)] : kind === 'all' ? [''] : [scope.name];
    if (named.length === 1) return [{ kind, name: named[0]! }];
    if (named.length > limits.combinedCategories) return [];
    const counts = named.map((name) => ({ kind, name, count: this.#terms.count(kind, name) }));
    return counts.some(({ count }) => count === 0) ? [] : counts.sort((a, b) => a.count - b.count);
  }

  #read<Entry>(
    scope: Scope,
    limit: number,
    order: Order,
    columns: string,
    toEntryOf: (row: Record<string, SqlStorageValue>) => Entry,
    isEnough: (entry: Entry) => boolean = () => false,
  ): Listed<Entry> {
    const terms = this.#rarestFirst(scope);
    const [first, second] = terms;
    if (!first) return { entries: [] };
    const entries: Entry[] = [];
    const take = (rows: Iterable<Record<string, SqlStorageValue>>): boolean => {
      for (const row of rows) {
        const entry = toEntryOf(row);
        entries.push(entry);
        if (isEnough(entry)) return true;
      }
      return false;
    };
    if (!second) {
      const { which, bindings } = order;
      take(
        this.#sql.exec(
          `SELECT ${columns} FROM articles a JOIN article_terms t ON t.id = a.id
           WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT ?`,
          first.kind,
          first.name,
          ...bindings,
          limit,
        ),
      );
      return { entries };
    }
    const { found, lookedUntil } = this.#candidates(terms, limit, order);
    // One by one: sorted together, SQLite would hold the bodies of all of them.
    for (const { id } of found) {
      if (take(this.#sql.exec(`SELECT ${columns} FROM articles a WHERE a.id = ?`, id))) return { entries };
    }
    return { entries, ...(lookedUntil && { lookedUntil }) };
  }

  /** The articles of the first term, up to `limits.candidates` of them, that are listed under all the others too. */
  #candidates(
    [first, ...others]: readonly Term[],
    limit: number,
    { which, bindings }: Order,
  ): { found: Position[]; lookedUntil?: Position } {
    const also = others.map(
      () =>
        'EXISTS (SELECT 1 FROM article_terms o WHERE (o.kind, o.name, o.published, o.id) = (?, ?, t.published, t.id))',
    );
    const rows = this.#sql.exec<{ published: number; id: string; both: number }>(
      `SELECT t.published, t.id, ${also.join(' AND ')} AS "both" FROM article_terms t
       WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT ?`,
      ...others.flatMap(({ kind, name }) => [kind, name]),
      first!.kind,
      first!.name,
      ...bindings,
      limits.candidates,
    );
    const found: Position[] = [];
    let looked = 0;
    let last: Position | undefined;
    for (const { published, id, both } of rows) {
      looked++;
      last = { published, id };
      if (both) found.push(last);
      if (found.length === limit) break;
    }
    return { found, ...(looked === limits.candidates && last && { lookedUntil: last }) };
  }
}

/** A place to begin at, and the order from there. */
interface Order {
  which: string;
  bindings: (string | number)[];
}

/** A `TermRow` as columns. Without the types SQLite looks a term up only, and reads all its articles. */
const termColumns = `CAST(value ->> 0 AS TEXT) AS kind, CAST(value ->> 1 AS TEXT) AS name,
  CAST(value ->> 2 AS INTEGER) AS published, CAST(value ->> 3 AS TEXT) AS id`;

/** Articles of a term after a position in the order of feeds, and before it; those next to it first. */
const olderThan = (position: string): string =>
  `(t.published, t.id) < ${position} ORDER BY t.published DESC, t.id DESC`;
const newerThan = (position: string): string =>
  `(t.published, t.id) > ${position} ORDER BY t.published, t.id`;

const newestFirst = (position: Position | undefined): Order => ({
  which: position ? olderThan('(?, ?)') : 'true ORDER BY t.published DESC, t.id DESC',
  bindings: position ? [position.published, position.id] : [],
});
const oldestFirst = ({ published, id }: Position): Order => ({
  which: '(t.published, t.id) >= (?, ?) ORDER BY t.published, t.id',
  bindings: [published, id],
});

/** The rows of `article_terms` for some articles. */
function listedUnder(entries: readonly CatalogEntry[]): TermRow[] {
  return entries
    .filter(({ live }) => live)
    .flatMap(({ article }) =>
      termsOf(article).map(({ kind, name }): TermRow => [kind, name, article.published, article.id]),
    );
}

/** Those of the rows that are not among the others. */
function without(rows: readonly TermRow[], others: readonly TermRow[]): readonly TermRow[] {
  if (others.length === 0) return rows;
  const keys = new Set(others.map((row) => JSON.stringify(row)));
  return rows.filter((row) => !keys.has(JSON.stringify(row)));
}
