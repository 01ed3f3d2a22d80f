/**
 * Table `deliveries`: which calls of the webhook have been heard, so that each is heard once. A call is known by its id
 * and by the digest of its body: who has caught a signed body may send it under another id.
 */

/** GitHub lets people redeliver what is up to three days old; of what is older, the order of pushes takes care. */
const remembered = 1000;

export class Deliveries {
  readonly #sql: Pick<SqlStorage, 'exec'>;

  constructor(sql: Pick<SqlStorage, 'exec'>) {
    this.#sql = sql;
  }

  /** @param names the ids of one call @returns whether all of them are new */
  add(...names: readonly string[]): boolean {
    const isKnown = (name: string): boolean =>
      this.#sql.exec('SELECT 1 FROM deliveries WHERE id = ?', name).toArray().length > 0;
    const known = names.some(isKnown);
    for (const name of names) this.#sql.exec('INSERT OR IGNORE INTO deliveries (id) VALUES (?)', name);
    this.#sql.exec(
      'DELETE FROM deliveries WHERE number <= (SELECT max(number) FROM deliveries) - ?',
      remembered * names.length,
    );
    return !known;
  }

  /** What came to nothing may be delivered again, by somebody who has changed a setting meanwhile. */
  forget(...names: readonly string[]): void {
    for (const name of names) this.#sql.exec('DELETE FROM deliveries WHERE id = ?', name);
  }
}
