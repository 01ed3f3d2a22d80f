/** Related articles: found in `article_terms`, and table `related`, which pages show which of them. */

import type { ArticleHead } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { Position } from '../../site/cursor.ts';
import type { Term } from '../../site/scope.ts';
import type { Neighbour } from '../../store/documents.ts';
import { chunksOf } from './chunks.ts';
import { newerThan, olderThan } from './feed-order.ts';
import { idIn, placeOf } from './place.ts';
import type { Sql } from './sql.ts';
import type { Terms } from './terms.ts';

/** Related articles of a page. */
const shown = 3;

/** Terms of an article that are counted to find its rarest. */
const counted = 12;

/** A live article. */
export interface Relative extends Neighbour {
  id: string;
}

export class Related {
  readonly #sql: Sql;
  readonly #terms: Terms;

  constructor(sql: Sql, terms: Terms) {
    this.#sql = sql;
    this.#terms = terms;
  }

  /**
   * The articles that share the most categories and tags with one, a rare one counting more than a common one; of equals,
   * the nearest in time. Of each term only those beside the article are looked at, so that the rows read do not grow with
   * the catalog.
   * @param except addresses that the page links already
   */
  of(article: ArticleHead & Position, except: readonly string[]): Relative[] {
    const scores = new Map<string, { score: number; distance: number }>();
    for (const { count, ...term } of this.#rarest(article)) {
      // 1 for a term of two articles, 0.15 for one of a hundred.
      const score = 1 / Math.log2(count);
      for (const { id, published } of this.#beside(term, article)) {
        const known = scores.get(id);
        if (known) known.score += score;
        else scores.set(id, { score, distance: Math.abs(published - article.published) });
      }
    }
    scores.delete(article.id);
    const best = [...scores]
      .sort(([a, x], [b, y]) => y.score - x.score || x.distance - y.distance || (a < b ? -1 : 1))
      .slice(0, shown + except.length)
      .map(([id]) => id);
    const links = this.#links(best);
    return best
      .flatMap((id) => links.get(id) ?? [])
      .filter(({ address }) => !except.includes(address))
      .slice(0, shown);
  }

  /** Notes which related articles a page shows. Earlier ones stay noted: at worst the page is written once too often. */
  note(by: string, ids: readonly string[]): void {
    this.#sql.run(
      'INSERT OR IGNORE INTO related (id, by) SELECT value, ? FROM json_each(?)',
      by,
      JSON.stringify(ids),
    );
  }

  /** The addresses of the articles whose pages show any of these, which are then forgotten. */
  takeAddresses(ids: readonly string[]): string[] {
    const addresses: string[] = [];
    for (const chunk of chunksOf(ids)) {
      const rows = this.#sql.each<{ address: string }>(
        `SELECT DISTINCT a.address FROM related r JOIN articles a ON a.id = r.by
         WHERE r.id IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const { address } of rows) addresses.push(address);
      this.#sql.run('DELETE FROM related WHERE id IN (SELECT value FROM json_each(?))', chunk);
    }
    return addresses;
  }

  #rarest({ categories, tags }: ArticleHead): (Term & { count: number })[] {
    const named = (kind: Term['kind'], names: readonly string[]): Term[] =>
      [...new Set(names)].map((name) => ({ kind, name }));
    return [...named('category', categories.toReversed()), ...named('tag', tags)]
      .slice(0, counted)
      .map((term) => ({ ...term, count: this.#terms.count(term.kind, term.name) }))
      .filter(({ count }) => count > 1)
      .sort((a, b) => a.count - b.count)
      .slice(0, limits.relatedTerms);
  }

  #beside({ kind, name }: Term, position: Position): { id: string; published: number }[] {
    const side = (which: string) =>
      this.#sql.all<{ id: string; published: number }>(
        `SELECT ${idIn('t.place')} AS id, t.published FROM article_terms t
         WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT ?`,
        kind,
        name,
        position.published,
        placeOf(position),
        limits.relatedBeside,
      );
    return [...side(olderThan('(?, ?)')), ...side(newerThan('(?, ?)'))];
  }

  #links(ids: readonly string[]): Map<string, Relative> {
    const rows = this.#sql.all<Relative>(
      `SELECT id, address, json ->> '$.title' AS title FROM articles
       WHERE id IN (SELECT value FROM json_each(?)) AND live <> 0`,
      JSON.stringify(ids),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
