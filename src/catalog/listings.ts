/** Tables `article_terms` and `terms`: under which terms live articles are listed, in the order of feeds. */

import type { Article } from '../article/article.ts';
import type { Position } from '../feed/archive.ts';
import type { Scope, Term } from '../feed/scope.ts';
import type { Neighbour, Neighbours } from '../store/documents.ts';
import { entryColumns, toEntry } from './articles.ts';
import { neighbourhoodOf, termsOf, type CatalogEntry } from './entry.ts';

/** A term that has live articles, and how many. The term of everything is `{kind: 'all', name: ''}`. */
export interface TermCount extends Term {
  count: number;
}

/** Whether reading ends with this article: fifty of 2 MB, which no document holds, would fill an isolate. */
export type Enough = (article: Article) => boolean;

export class Listings {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Lists these entries, as far as readers see them, instead of those, as the catalog has them. */
  replace(gone: readonly CatalogEntry[], entries: readonly CatalogEntry[]): void {
    const before = listedUnder(gone);
    const after = listedUnder(entries);
    // Rows that are written cost money: those that stay are left alone, and a term is counted once for all of them.
    const left = without(before, after);
    const come = without(after, before);
    if (left.length > 0) {
      this.#sql.exec(
        `DELETE FROM article_terms WHERE (kind, name, published, id) IN
         (SELECT ${termColumns} FROM json_each(?))`,
        JSON.stringify(left),
      );
    }
    this.#sql.exec(
      `INSERT INTO article_terms (kind, name, published, id)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
      JSON.stringify(come),
    );
    this.#recount(left, come);
  }

  /** Counts the articles that left each term and those that came to it. */
  #recount(left: readonly TermRow[], come: readonly TermRow[]): void {
    const counts = new Map<string, { kind: string; name: string; more: number }>();
    const add = (rows: readonly TermRow[], more: 1 | -1): void => {
      for (const [kind, name] of rows) {
        const key = `${kind}:${name}`;
        const count = counts.get(key);
        if (count) count.more += more;
        else counts.set(key, { kind, name, more });
      }
    };
    add(left, -1);
    add(come, 1);
    const changed = [...counts.values()].filter(({ more }) => more !== 0);
    this.#sql.exec(
      `INSERT INTO terms (kind, name, count) SELECT value ->> 'kind', value ->> 'name', value ->> 'more' FROM json_each(?)
       WHERE true ON CONFLICT (kind, name) DO UPDATE SET count = count + excluded.count`,
      JSON.stringify(changed),
    );
    this.#sql.exec(
      `DELETE FROM terms WHERE count = 0 AND (kind, name) IN
       (SELECT value ->> 'kind', value ->> 'name' FROM json_each(?))`,
      JSON.stringify(changed.filter(({ more }) => more < 0)),
    );
  }

  /**
   * Live articles of a scope, newest first; those of one moment in the order of their ids, so that the order is a
   * function of the content alone.
   * @param position only articles that come after it
   * @param enough asked about each article that is read, in their order
   */
  newest(scope: Scope, limit: number, position?: Position, enough?: Enough): CatalogEntry[] {
    const which = position ? olderThan('(?, ?)') : 'true ORDER BY t.published DESC, t.id DESC';
    return this.#inScope(scope, limit, which, position, enough);
  }

  /** Live articles of a scope at a position and before it in the order of feeds, the last of them first. */
  notOlderThan(scope: Scope, limit: number, position: Position, enough?: Enough): CatalogEntry[] {
    const which = '(t.published, t.id) >= (?, ?) ORDER BY t.published, t.id';
    return this.#inScope(scope, limit, which, position, enough);
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
          `SELECT a.address, a.changed_at, a.json ->> 'title' AS title FROM articles a JOIN article_terms t ON t.id = a.id
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
  addressesBeside(articles: readonly Article[]): string[] {
    const places = articles.map((article): TermRow => {
      const { kind, name } = neighbourhoodOf(article);
      return [kind, name, article.published, article.id];
    });
    const beside = (which: string) =>
      `SELECT (SELECT t.id FROM article_terms t WHERE t.kind = p.kind AND t.name = p.name AND ${which} LIMIT 1) FROM place p`;
    const rows = this.#sql.exec<{ address: string }>(
      `WITH place AS (SELECT ${termColumns} FROM json_each(?))
       SELECT address FROM articles
       WHERE id IN (${beside(olderThan('(p.published, p.id)'))} UNION ${beside(newerThan('(p.published, p.id)'))})`,
      JSON.stringify(places),
    );
    return Array.from(rows, ({ address }) => address);
  }

  /** How many live articles a scope has. */
  countIn(scope: Scope): number {
    const terms = this.#rarestFirst(scope);
    const [first, second] = terms;
    if (!first) return 0;
    if (!second) return this.#count(first.kind, first.name);
    const { also, bindings } = joined(terms);
    return this.#sql
      .exec<{ n: number }>(
        `SELECT count(*) AS n FROM article_terms t WHERE t.kind = ? AND t.name = ? ${also}`,
        ...bindings,
      )
      .one().n;
  }

  /** All terms with live articles, by kind and name. */
  terms(): TermCount[] {
    return Array.from(this.#sql.exec('SELECT kind, name, count FROM terms ORDER BY kind, name'), (row) => ({
      kind: row['kind'] as Term['kind'],
      name: row['name'] as string,
      count: row['count'] as number,
    }));
  }

  /** Live articles in the order of their dates, the oldest first, so that what was listed keeps its place. */
  oldest(offset: number, limit: number): { address: string; changedAt: number }[] {
    const rows = this.#sql.exec<{ address: string; changed_at: number }>(
      `SELECT a.address, a.changed_at FROM article_terms t JOIN articles a ON a.id = t.id
       WHERE t.kind = 'all' AND t.name = '' ORDER BY t.published, t.id LIMIT ? OFFSET ?`,
      limit,
      offset,
    );
    return Array.from(rows, ({ address, changed_at }) => ({ address, changedAt: changed_at }));
  }

  /** How many live articles are of each month (`2026-11`, UTC). */
  perMonth(): Map<string, number> {
    return this.#months("SELECT published AS at FROM article_terms WHERE kind = 'all' AND name = ''");
  }

  /** How many terms have their oldest live article in each month. */
  termsPerMonth(): Map<string, number> {
    return this.#months(
      "SELECT min(published) AS at FROM article_terms WHERE kind <> 'all' GROUP BY kind, name",
    );
  }

  #months(moments: string): Map<string, number> {
    const rows = this.#sql.exec<{ month: string; n: number }>(
      `SELECT strftime('%Y-%m', at / 1000, 'unixepoch') AS month, count(*) AS n FROM (${moments})
       WHERE at BETWEEN 0 AND 253402300799999 GROUP BY month`,
    );
    return new Map(Array.from(rows, ({ month, n }) => [month, n]));
  }

  /**
   * Distinct terms of a scope; the one with the fewest articles first, which leaves the least to look through.
   * @returns none where the scope is an intersection with a term that has no articles
   */
  #rarestFirst(scope: Scope): Term[] {
    const { kind } = scope;
    const named = kind === 'category' ? [...new Set(scope.names)] : kind === 'all' ? [''] : [scope.name];
    if (named.length === 1) return [{ kind, name: named[0]! }];
    const counts = named.map((name) => ({ kind, name, count: this.#count(kind, name) }));
    return counts.some(({ count }) => count === 0) ? [] : counts.sort((a, b) => a.count - b.count);
  }

  #inScope(
    scope: Scope,
    limit: number,
    which: string,
    position: Position | undefined,
    enough: Enough = () => false,
  ): CatalogEntry[] {
    const terms = this.#rarestFirst(scope);
    if (terms.length === 0) return [];
    const { also, bindings } = joined(terms);
    const rows = this.#sql.exec(
      `SELECT ${entryColumns} FROM articles a JOIN article_terms t ON t.id = a.id
       WHERE t.kind = ? AND t.name = ? ${also} AND ${which} LIMIT ?`,
      ...bindings,
      ...(position ? [position.published, position.id] : []),
      limit,
    );
    const entries: CatalogEntry[] = [];
    for (const row of rows) {
      const entry = toEntry(row);
      entries.push(entry);
      if (enough(entry.article)) break;
    }
    return entries;
  }

  #count(kind: Term['kind'], name: string): number {
    const row = this.#sql
      .exec('SELECT count FROM terms WHERE kind = ? AND name = ?', kind, name)
      .toArray()[0];
    return (row?.['count'] as number | undefined) ?? 0;
  }
}

type TermRow = [kind: string, name: string, published: number, id: string];

/** A `TermRow` as columns. Without the types SQLite looks a term up only, and reads all its articles. */
const termColumns = `CAST(value ->> 0 AS TEXT) AS kind, CAST(value ->> 1 AS TEXT) AS name,
  CAST(value ->> 2 AS INTEGER) AS published, CAST(value ->> 3 AS TEXT) AS id`;

/** Articles of a term after a position in the order of feeds, and before it; those next to it first. */
const olderThan = (position: string): string =>
  `(t.published, t.id) < ${position} ORDER BY t.published DESC, t.id DESC`;
const newerThan = (position: string): string =>
  `(t.published, t.id) > ${position} ORDER BY t.published, t.id`;

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

/** What narrows the rows `t` of the first term down to articles that are listed under all the others too. */
function joined(terms: readonly Term[]): { also: string; bindings: string[] } {
  const exists =
    'AND EXISTS (SELECT 1 FROM article_terms o WHERE (o.kind, o.name, o.published, o.id) = (?, ?, t.published, t.id))';
  return {
    also: exists.repeat(terms.length - 1),
    bindings: terms.flatMap(({ kind, name }) => [kind, name]),
  };
}
