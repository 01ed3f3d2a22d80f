/**
 * Table `tallies`: numbers that are updated with each change, so that reading them takes a handful of rows. The free plan
 * allows five million read rows a day, and anybody may request the status.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/**
 * `articles`: live articles by month. `feeds`: terms by the month of their oldest live article. `terms`: terms by kind.
 * `files`: files by status. `episodes`: rows of the table by category. Months are in UTC, such as `2026-11`, and empty for years without four digits.
 */
export type TallyKind = 'articles' | 'feeds' | 'terms' | 'files' | 'episodes';

/** The last moment of the year 9999, ms. */
const lastMoment = 253_402_300_799_999;

/** @param moment ms since 1970 */
export const monthOf = (moment: number): string =>
  moment >= 0 && moment <= lastMoment ? new Date(moment).toISOString().slice(0, 7) : '';

/** Changes of tallies, collected before they are written. */
export class Differences {
  readonly #byKey = new Map<string, [kind: TallyKind, key: string, more: number]>();

  add(kind: TallyKind, key: string, more: number): void {
    const name = `${kind}:${key}`;
    const before = this.#byKey.get(name);
    if (before) before[2] += more;
    else this.#byKey.set(name, [kind, key, more]);
  }

  get rows(): [kind: TallyKind, key: string, more: number][] {
    return [...this.#byKey.values()].filter(([, , more]) => more !== 0);
  }
}

export class Tallies {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  apply({ rows }: Differences): void {
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT INTO tallies (kind, key, n) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)
         WHERE true ON CONFLICT (kind, key) DO UPDATE SET n = n + excluded.n`,
        chunk,
      );
      this.#sql.run(
        `DELETE FROM tallies WHERE n = 0 AND (kind, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
        chunk,
      );
    }
  }

  /** Numbers by key, in the order of the keys. */
  of(kind: TallyKind): Map<string, number> {
    const rows = this.#sql.all<{ key: string; n: number }>(
      'SELECT key, n FROM tallies WHERE kind = ? ORDER BY key',
      kind,
    );
    return new Map(rows.map(({ key, n }) => [key, n]));
  }

  get(kind: TallyKind, key: string): number {
    const select = 'SELECT n FROM tallies WHERE kind = ? AND key = ?';
    return this.#sql.first<{ n: number }>(select, kind, key)?.n ?? 0;
  }

  sum(kind: TallyKind): number {
    return this.of(kind)
      .values()
      .reduce((sum, n) => sum + n, 0);
  }
}
