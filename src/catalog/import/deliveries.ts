/** Table `deliveries`: which calls of the webhook have been heard, so that each is heard once. */

/** GitHub lets people redeliver what is up to three days old; of what is older, the order of pushes takes care. */
const remembered = 1000;

export class Deliveries {
  readonly #sql: Pick<SqlStorage, 'exec'>;

  constructor(sql: Pick<SqlStorage, 'exec'>) {
    this.#sql = sql;
  }

  /** @returns whether the delivery is new */
  add(id: string): boolean {
    const before = this.#sql.exec('SELECT 1 FROM deliveries WHERE id = ?', id).toArray();
    if (before.length > 0) return false;
    this.#sql.exec('INSERT INTO deliveries (id) VALUES (?)', id);
    this.#sql.exec(
      'DELETE FROM deliveries WHERE number <= (SELECT max(number) FROM deliveries) - ?',
      remembered,
    );
    return true;
  }

  /** What came to nothing may be delivered again, by somebody who has changed a setting meanwhile. */
  forget(id: string): void {
    this.#sql.exec('DELETE FROM deliveries WHERE id = ?', id);
  }
}
