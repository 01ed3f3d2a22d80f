/** Table `publishes`: the newest publishes, for the status page. Counts only changes that readers can see. */

import type { BackupRow } from '../../publish/backup/rows.ts';
import type { Publish } from '../../publish/public-status.ts';
import type { Sql } from './sql.ts';

/** Articles that a batch changed for readers, and files that were refused. */
export type Tally = Pick<Publish, 'added' | 'changed' | 'removed' | 'refused'>;

interface Row extends Tally {
  began_at: number;
  live_at: number | null;
}

interface WholeRow extends Row {
  number: number;
  ended_at: number;
  more: 0 | 1;
}

const columns = 'number, began_at, ended_at, live_at, more, added, changed, removed, refused';

/** Publishes that are kept. */
const kept = 20;
/** After this long without an announced batch its publisher has died, and the next batch is a new publish; ms. */
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
   * Adds a batch to the publish that announced it, or begins a publish if there is anything to count.
   * @param more whether further batches follow
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
    // Refused files are sent again each time: of publishes with nothing else, only the last is kept.
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

  /** Marks every publish that has ended as live. @param now ms */
  live(now: number): void {
    this.#sql.run(
      'UPDATE publishes SET live_at = ? WHERE live_at IS NULL AND (NOT more OR ended_at < ?)',
      now,
      now - silence,
    );
  }

  /** The publishes after one, as a backup has them. @param after its number in a JSON list */
  *after(after: string): Generator<BackupRow<'publishes'>> {
    const rows = this.#sql.each<WholeRow>(
      `SELECT ${columns} FROM publishes WHERE number > ?1 ->> 0 ORDER BY number`,
      after,
    );
    for (const { number, began_at, ended_at, live_at, more, ...tally } of rows)
      yield {
        number,
        beganAt: began_at,
        endedAt: ended_at,
        liveAt: live_at,
        more: more === 1,
        ...tally,
      };
  }

  /** Adds publishes of a backup. */
  restore(rows: readonly BackupRow<'publishes'>[]): void {
    for (const row of rows) {
      this.#sql.run(
        `INSERT OR REPLACE INTO publishes (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        row.number,
        row.beganAt,
        row.endedAt,
        row.liveAt,
        Number(row.more),
        row.added,
        row.changed,
        row.removed,
        row.refused,
      );
    }
  }

  /** Newest first. */
  newest(): Publish[] {
    const rows = this.#sql.all<Row>(
      `SELECT began_at, live_at, added, changed, removed, refused FROM publishes ORDER BY number DESC`,
    );
    return rows.map(toPublish);
  }
}
