/** Table `delays`: how long the newest deliveries took from the publish to the subscriber. */

import type { Sql } from '../../catalog/tables/sql.ts';

/** Deliveries that are remembered. */
const remembered = 200;

export class Delays {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param number that of the delivery, which counts up: it takes the place of the one `remembered` before it */
  add(number: number, ms: number): void {
    // A clock that was set back makes no delivery arrive before its publish.
    const shown = Math.max(ms, 0);
    this.#sql.run('INSERT OR REPLACE INTO delays (number, ms) VALUES (?, ?)', number % remembered, shown);
  }

  /** @returns ms; of an even number of deliveries, the longer one of the two in the middle */
  median(): number | undefined {
    return this.#sql.first<{ ms: number }>(
      'SELECT ms FROM delays ORDER BY ms LIMIT 1 OFFSET (SELECT count(*) / 2 FROM delays)',
    )?.ms;
  }
}
