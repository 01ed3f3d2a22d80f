/** Table `terms`: categories, tags and authors that have live articles, counted when these come and go. */

import type { Term } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import { Differences, monthOf } from './tallies.ts';

/** A term that has live articles, and how many. The term of everything is `{kind: 'all', name: ''}`. */
export interface TermCount extends Term {
  count: number;
}

/** A live article under a term, as it is listed. */
export type TermRow = [kind: string, name: string, published: number, id: string];

type TermRecord = { kind: Term['kind']; name: string; count: number };

interface OldestRow extends Record<string, SqlStorageValue> {
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
   * Counts the articles that left each term and those that came to it, once `article_terms` has them so.
   * @returns how the numbers of terms differ now
   */
  recount(left: readonly TermRow[], come: readonly TermRow[]): Differences {
    const more = new Map<string, [kind: string, name: string, more: number]>();
    const add = (rows: readonly TermRow[], one: 1 | -1): void => {
      for (const [kind, name] of rows) {
        const key = `${kind}:${name}`;
        const count = more.get(key);
        if (count) count[2] += one;
        else more.set(key, [kind, name, one]);
      }
    };
    add(left, -1);
    add(come, 1);
    const differences = new Differences();
    for (const chunk of chunksOf(more.values())) this.#write(chunk, differences);
    return differences;
  }

  /** @param chunk `[kind, name, how many more]` of terms whose articles changed, as JSON */
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
    note(this.#sql.exec<OldestRow>(state, chunk), -1);
    this.#sql.exec(
      `INSERT INTO terms (kind, name, count, oldest)
       SELECT value ->> 0, value ->> 1, value ->> 2,
              (SELECT published FROM article_terms t WHERE t.kind = value ->> 0 AND t.name = value ->> 1
               ORDER BY published LIMIT 1)
       FROM json_each(?) WHERE true
       ON CONFLICT (kind, name) DO UPDATE SET count = count + excluded.count, oldest = excluded.oldest
         WHERE excluded.count <> 0 OR oldest IS NOT excluded.oldest`,
      chunk,
    );
    this.#sql.exec(`DELETE FROM terms WHERE count = 0 AND ${touched}`, chunk);
    note(this.#sql.exec<OldestRow>(state, chunk), 1);
  }

  /** How many live articles a term has. */
  count(kind: Term['kind'], name: string): number {
    const row = this.#sql
      .exec<{ count: number }>('SELECT count FROM terms WHERE kind = ? AND name = ?', kind, name)
      .toArray()[0];
    return row?.count ?? 0;
  }

  /** The terms with the most live articles, as many as a list of feeds may name; by kind and name. */
  largest(): TermCount[] {
    const rows = this.#sql.exec<TermRecord>(
      `SELECT kind, name, count FROM
         (SELECT kind, name, count FROM terms ORDER BY kind = 'all' DESC, count DESC, kind, name LIMIT ?)
       ORDER BY kind, name`,
      limits.listedTerms,
    );
    return Array.from(rows, ({ kind, name, count }) => ({ kind, name, count }));
  }

  /** All terms, a page at a time: what reads them may write in between. */
  *all(): Generator<Term> {
    for (let last: Term = { kind: 'all', name: '' }, first = true; ; first = false) {
      const rows = this.#sql
        .exec<{ kind: Term['kind']; name: string }>(
          `SELECT kind, name FROM terms WHERE (kind, name) ${first ? '>=' : '>'} (?, ?) ORDER BY kind, name LIMIT 1000`,
          last.kind,
          last.name,
        )
        .toArray();
      yield* rows;
      if (rows.length === 0) return;
      last = rows.at(-1)!;
    }
  }
}
