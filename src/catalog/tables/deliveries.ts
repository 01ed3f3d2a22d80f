/**
 * Table `deliveries`: the calls of the webhook so far, so that each is processed once. A call is recognised by its id and
 * by the digest of its body: an attacker who has captured a signed body can replay it under another id.
 */

/** Calls that are kept. GitHub redelivers calls of the last three days; the order of pushes rejects older ones. */
const remembered = 1000;

import type { Sql } from './sql.ts';

interface Delivery {
  number: number;
  id: string;
}

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

  /** The calls after one. @param after its number in a JSON list */
  after(after: string): Iterable<Delivery> {
    return this.#sql.each<Delivery>(
      'SELECT number, id FROM deliveries WHERE number > ?1 ->> 0 ORDER BY number',
      after,
    );
  }

  /** Adds calls of a backup. */
  restore(rows: readonly Delivery[]): void {
    for (const { number, id } of rows)
      this.#sql.run('INSERT OR REPLACE INTO deliveries (number, id) VALUES (?, ?)', number, id);
  }

  /** Lets a failed call be delivered again, after its owner has changed a setting. */
  forget(...names: readonly string[]): void {
    for (const name of names) this.#sql.run('DELETE FROM deliveries WHERE id = ?', name);
  }
}
