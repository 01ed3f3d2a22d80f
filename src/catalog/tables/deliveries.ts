/**
 * Table `deliveries`: which calls of the webhook have been heard, so that each is heard once. A call is known by its id
 * and by the digest of its body: who has caught a signed body may send it under another id.
 */

/** GitHub lets people redeliver what is up to three days old; of what is older, the order of pushes takes care. */
const remembered = 1000;

import type { Sql } from './sql.ts';

export class Deliveries {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param names the ids of one call @returns whether all of them are new */
  add(...names: readonly string[]): boolean {
    const isKnown = (name: string): boolean =>
      this.#sql.first('SELECT 1 FROM deliveries WHERE id = ?', name) !== undefined;
    const known = names.some(isKnown);
    for (const name of names) this.#sql.run('INSERT OR IGNORE INTO deliveries (id) VALUES (?)', name);
    this.#sql.run(
      'DELETE FROM deliveries WHERE number <= (SELECT max(number) FROM deliveries) - ?',
      remembered * names.length,
    );
    return !known;
  }

  /** What came to nothing may be delivered again, by somebody who has changed a setting meanwhile. */
  forget(...names: readonly string[]): void {
    for (const name of names) this.#sql.run('DELETE FROM deliveries WHERE id = ?', name);
  }
}
