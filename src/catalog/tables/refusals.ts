/** Table `refusals`: the files that were refused when they were last sent, with the reason, for the owner's status. */

import { limits } from '../../limits.ts';
import type { FileResult, Refusal } from '../../publish/protocol.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

interface Row {
  path: string;
  line: number;
  message: string;
  at: number;
}

export class Refusals {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Records the results of a batch: a file that is accepted, or deleted, is refused no longer. Call inside a transaction.
   * @param now ms
   */
  note(results: readonly FileResult[], now: number): void {
    const refused = results.filter(({ status }) => status === 'error').slice(0, limits.refusals);
    // Of most batches nothing is refused, and nothing was: they cost one row.
    if (refused.length === 0 && !this.#sql.first('SELECT 1 FROM refusals LIMIT 1')) return;
    for (const chunk of chunksOf(results.map(({ path }) => path)))
      this.#sql.run('DELETE FROM refusals WHERE path IN (SELECT value FROM json_each(?))', chunk);
    if (refused.length === 0) return;
    for (const chunk of chunksOf(refused.map(rowOf))) {
      this.#sql.run(
        `INSERT OR REPLACE INTO refusals (path, line, message, at)
         SELECT value ->> 0, value ->> 1, value ->> 2, ? FROM json_each(?)`,
        now,
        chunk,
      );
    }
    // No publisher speaks of a file that is deleted before it was ever accepted: newer ones push it out.
    this.#sql.run(
      'DELETE FROM refusals WHERE path IN (SELECT path FROM refusals ORDER BY at DESC, path LIMIT -1 OFFSET ?)',
      limits.refusals,
    );
  }

  /** By path. */
  all(): Refusal[] {
    // A database that cannot be migrated now is read as it is: on a day whose rows are used up, for example.
    if (!this.#sql.first("SELECT 1 FROM sqlite_master WHERE name = 'refusals'")) return [];
    return this.#sql
      .all<Row>('SELECT path, line, message, at FROM refusals ORDER BY path')
      .map(({ at, ...refusal }) => ({ ...refusal, sent: new Date(at).toISOString() }));
  }
}

/** The first error of a file. */
function rowOf({ path, problems }: FileResult): [path: string, line: number, message: string] {
  const { line = 1, message = '' } = problems.find(({ severity }) => severity === 'error') ?? {};
  return [path, line, message];
}
