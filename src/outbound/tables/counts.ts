/** Table `counts`: numbers by name. */

import type { Sql } from '../../catalog/tables/sql.ts';

/**
 * `stamp`: of the newest delivery. `taken`, `given_up`: deliveries since the beginning. `new <hour> <host>`: subscriptions
 * that were asked for in an hour since 1970; `new <hour>`: those of all hosts.
 */
export class Counts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(name: string): number {
    return this.#sql.first<{ value: number }>('SELECT value FROM counts WHERE name = ?', name)?.value ?? 0;
  }

  /** @returns the new number */
  add(name: string, n = 1): number {
    return this.#sql.one<{ value: number }>(
      `INSERT INTO counts (name, value) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET value = value + excluded.value RETURNING value`,
      name,
      n,
    ).value;
  }

  /** Forgets what was counted in other hours than this one. */
  forgetHoursBut(hour: number): void {
    this.#sql.run(
      `DELETE FROM counts WHERE name GLOB 'new *' AND name <> ?1 AND name NOT GLOB ?1 || ' *'`,
      `new ${hour}`,
    );
  }
}
