/** Table `publishes`: the newest publishes, for the status page. Of what readers don't see, nothing is counted. */

import type { Publish } from '../../publish/public-status.ts';
import type { Sql } from './sql.ts';

/** What a batch changed for readers, in articles, and how many of its files were refused. */
export type Tally = Pick<Publish, 'added' | 'changed' | 'removed' | 'refused'>;

interface Row extends Tally {
  began_at: number;
  live_at: number | null;
}

const kept = 20;
/** When batches that were announced don't come, their publisher has died, and the next one is another's; ms. */
const silence = 60_000;

const toPublish = ({ began_at, live_at, added, changed, removed, refused }: Row): Publish => ({
  at: new Date(began_at).toISOString(),
  ...(live_at !== null && { ms: live_at - began_at }),
  added,
  changed,
  removed,
  refused,
});

export class Publishes {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Counts a batch: to the publish that announced it, or as one of its own where there is anything to count.
   * @param more whether further batches are announced
   * @param now ms
   */
  note(tally: Tally, more: boolean, now: number): void {
    const { added, changed, removed, refused } = tally;
    const counts = [added, changed, removed, refused];
    const announced = this.#sql.first(
      `UPDATE publishes SET added = added + ?, changed = changed + ?, removed = removed + ?, refused = refused + ?,
         more = ?, ended_at = ?
       WHERE more AND ended_at >= ? RETURNING number`,
      ...counts,
      Number(more),
      now,
      now - silence,
    );
    if (announced || counts.every((count) => count === 0)) return;
    // What is refused is sent again each time: of tries that did nothing else, the last one tells all.
    this.#sql.run(
      `DELETE FROM publishes WHERE number = (SELECT max(number) FROM publishes) AND added + changed + removed = 0`,
    );
    this.#sql.run(
      `INSERT INTO publishes (began_at, ended_at, more, added, changed, removed, refused)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      now,
      now,
      Number(more),
      ...counts,
    );
    this.#sql.run('DELETE FROM publishes WHERE number <= (SELECT max(number) FROM publishes) - ?', kept);
  }

  /** What was published until now is live. @param now ms */
  live(now: number): void {
    this.#sql.run(
      'UPDATE publishes SET live_at = ? WHERE live_at IS NULL AND (NOT more OR ended_at < ?)',
      now,
      now - silence,
    );
  }

  /** The newest first. */
  newest(): Publish[] {
    const rows = this.#sql.all<Row>(
      `SELECT began_at, live_at, added, changed, removed, refused FROM publishes ORDER BY number DESC`,
    );
    return rows.map(toPublish);
  }
}
