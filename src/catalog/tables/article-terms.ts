/** Table `article_terms`: under which terms each live article is listed. */

import { chunksOf } from './chunks.ts';
import { termsOf, type CatalogEntry } from './entry.ts';
import { placeOf } from './place.ts';
import type { Sql } from './sql.ts';
import { Differences, monthOf, type Tallies } from './tallies.ts';
import { termRowColumns, type TermRow, type Terms } from './terms.ts';

export class ArticleTerms {
  readonly #sql: Sql;
  readonly #terms: Terms;
  readonly #tallies: Tallies;

  constructor(sql: Sql, terms: Terms, tallies: Tallies) {
    this.#sql = sql;
    this.#terms = terms;
    this.#tallies = tallies;
  }

  /** Lists `entries`, as far as they are live, instead of `before`, as the catalog has them. */
  replace(before: readonly CatalogEntry[], entries: readonly CatalogEntry[]): void {
    const old = listedUnder(before);
    const current = listedUnder(entries);
    // Written rows cost money: rows that stay are left alone, and each term is counted once.
    const removed = without(old, current);
    const added = without(current, old);
    for (const chunk of chunksOf(removed)) {
      this.#sql.run(
        `DELETE FROM article_terms WHERE (kind, name, published, place) IN
         (SELECT ${termRowColumns} FROM json_each(?))`,
        chunk,
      );
    }
    for (const chunk of chunksOf(added)) {
      this.#sql.run(
        `INSERT INTO article_terms (kind, name, published, place)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
        chunk,
      );
    }
    this.#tallies.apply(this.#terms.recount(removed, added));
    const byMonth = new Differences();
    for (const [rows, one] of [
      [added, 1],
      [removed, -1],
    ] as const) {
      for (const [kind, , published] of rows) {
        if (kind === 'all') byMonth.add('articles', monthOf(published), one);
      }
    }
    this.#tallies.apply(byMonth);
  }
}

/** The rows of `article_terms` for some articles. */
function listedUnder(entries: readonly CatalogEntry[]): TermRow[] {
  return entries
    .filter(({ live }) => live)
    .flatMap(({ article }) =>
      termsOf(article).map(({ kind, name }): TermRow => [kind, name, article.published, placeOf(article)]),
    );
}

/** The rows that are not among the others. */
function without(rows: readonly TermRow[], others: readonly TermRow[]): readonly TermRow[] {
  if (others.length === 0) return rows;
  const keys = new Set(others.map((row) => JSON.stringify(row)));
  return rows.filter((row) => !keys.has(JSON.stringify(row)));
}
