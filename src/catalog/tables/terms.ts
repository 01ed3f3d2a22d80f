/** Table `terms`: categories, tags and authors that have live articles, with their counts. */

import { foldName } from '../../article/fold.ts';
import type { Term } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import { Differences, monthOf } from './tallies.ts';

/** A term that has live articles, and how many. The term of everything is `{kind: 'all', name: ''}`. */
export interface TermCount extends Term {
  count: number;
}

/** A row of `article_terms`: a live article under a term. */
export type TermRow = [kind: string, name: string, published: number, place: string];

/** A `TermRow` in JSON as columns. Without the types SQLite uses the index for the term only, and reads all its articles. */
export const termRowColumns = `CAST(value ->> 0 AS TEXT) AS kind, CAST(value ->> 1 AS TEXT) AS name,
  CAST(value ->> 2 AS INTEGER) AS published, CAST(value ->> 3 AS TEXT) AS place`;

interface OldestRow {
  kind: string;
  name: string;
  oldest: number;
}

export class Terms {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Counts what was removed from each term and added to it; call it when `article_terms` has changed.
   * @returns how the tallies of terms change
   */
  recount(removed: readonly TermRow[], added: readonly TermRow[]): Differences {
    const more = new Map<string, [kind: string, name: string, more: number, fold: string | null]>();
    const add = (rows: readonly TermRow[], one: 1 | -1): void => {
      for (const [kind, name] of rows) {
        const key = `${kind}:${name}`;
        const count = more.get(key);
        if (count) count[2] += one;
        else more.set(key, [kind, name, one, foldOf(name)]);
      }
    };
    add(removed, -1);
    add(added, 1);
    const differences = new Differences();
    for (const chunk of chunksOf(more.values())) this.#write(chunk, differences);
    return differences;
  }

  /** @param chunk `[kind, name, how many more, folded name]` of terms whose articles changed, as JSON */
  #write(chunk: string, differences: Differences): void {
    const note = (rows: Iterable<OldestRow>, one: 1 | -1): void => {
      for (const { kind, name, oldest } of rows) {
        if (name === '' && kind === 'all') continue;
        differences.add('terms', kind, one);
        differences.add('feeds', monthOf(oldest), one);
      }
    };
    const touched = '(kind, name) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))';
    const state = `SELECT kind, name, oldest FROM terms WHERE ${touched}`;
    note(this.#sql.all<OldestRow>(state, chunk), -1);
    this.#sql.run(
      `INSERT INTO terms (kind, name, count, oldest, fold)
       SELECT value ->> 0, value ->> 1, value ->> 2,
              (SELECT published FROM article_terms t WHERE t.kind = value ->> 0 AND t.name = value ->> 1
               ORDER BY published LIMIT 1),
              value ->> 3
       FROM json_each(?) WHERE true
       ON CONFLICT (kind, name) DO UPDATE SET count = count + excluded.count, oldest = excluded.oldest
         WHERE excluded.count <> 0 OR oldest IS NOT excluded.oldest`,
      chunk,
    );
    this.#sql.run(`DELETE FROM terms WHERE count = 0 AND ${touched}`, chunk);
    note(this.#sql.all<OldestRow>(state, chunk), 1);
  }

  /** How many live articles a term has. */
  count(kind: Term['kind'], name: string): number {
    const select = 'SELECT count FROM terms WHERE kind = ? AND name = ?';
    return this.#sql.first<{ count: number }>(select, kind, name)?.count ?? 0;
  }

  /**
   * The term that a name means: the one of this name; else of those that differ from it in case, accents or separators
   * only, the one with the most articles.
   */
  meant(kind: Term['kind'], name: string): string | undefined {
    if (this.count(kind, name) > 0) return name;
    // SQLite would take the primary key, and read every term of the kind.
    const like = this.#sql.all<{ name: string; count: number }>(
      `SELECT name, count FROM terms WHERE kind = ?1 AND name = ?2
       UNION ALL SELECT name, count FROM terms INDEXED BY terms_by_fold WHERE kind = ?1 AND fold = ?2 LIMIT ?3`,
      kind,
      foldName(name),
      limits.likeNames,
    );
    return like.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))[0]?.name;
  }

  /** Categories, tags and authors whose folded names begin with a text; of each kind the first `limits.likeNames`. */
  beginningWith(fold: string): TermCount[] {
    const end = `${fold}\u{10ffff}`;
    return (['category', 'tag', 'author'] as const).flatMap((kind) =>
      this.#sql.all<TermCount>(
        // The names that folding leaves as they are, and the others.
        `SELECT * FROM (SELECT kind, name, count FROM terms
           WHERE kind = ?1 AND name >= ?2 AND name < ?3 AND fold IS NULL LIMIT ?4)
         UNION ALL SELECT * FROM (SELECT kind, name, count FROM terms INDEXED BY terms_by_fold
           WHERE kind = ?1 AND fold >= ?2 AND fold < ?3 LIMIT ?4)`,
        kind,
        fold,
        end,
        limits.likeNames,
      ),
    );
  }

  /** Folds every name again, for another way of folding. */
  refold(): void {
    const folded = function* (
      terms: Iterable<Term>,
    ): Generator<[kind: string, name: string, fold: string | null]> {
      for (const { kind, name } of terms) yield [kind, name, foldOf(name)];
    };
    for (const chunk of chunksOf(folded(this.all()))) {
      this.#sql.run(
        `UPDATE terms SET fold = value ->> 2 FROM json_each(?)
         WHERE kind = value ->> 0 AND name = value ->> 1 AND fold IS NOT value ->> 2`,
        chunk,
      );
    }
  }

  /** The terms with the most live articles, `limits.listedTerms` of them, by kind and name. */
  largest(): TermCount[] {
    return this.#sql.all<TermCount>(
      `SELECT kind, name, count FROM
         (SELECT kind, name, count FROM terms ORDER BY kind = 'all' DESC, count DESC, kind, name LIMIT ?)
       ORDER BY kind, name`,
      limits.listedTerms,
    );
  }

  /** All terms, by keyset pagination: the consumer may write in between. */
  *all(): Generator<Term> {
    for (let last: Term = { kind: 'all', name: '' }, first = true; ; first = false) {
      const rows = this.#sql.all<Term>(
        `SELECT kind, name FROM terms WHERE (kind, name) ${first ? '>=' : '>'} (?, ?) ORDER BY kind, name LIMIT 1000`,
        last.kind,
        last.name,
      );
      yield* rows;
      if (rows.length === 0) return;
      last = rows.at(-1)!;
    }
  }
}

/** Null for a name that folding leaves as it is: the index of folded ones need not have it. */
function foldOf(name: string): string | null {
  const fold = foldName(name);
  return fold === name ? null : fold;
}
