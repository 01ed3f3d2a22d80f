/** Table `hosts`: those that do not answer. All of their deliveries wait while one at a time probes the host. */

import type { Sql } from '../../catalog/tables/sql.ts';

export class Hosts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @returns failures in a row; 0: the host answers, as far as is known */
  failures(host: string): number {
    return (
      this.#sql.first<{ failures: number }>('SELECT failures FROM hosts WHERE host = ?', host)?.failures ?? 0
    );
  }

  /** Whether a host may be asked: one that has not answered waits for its next probe. @param now ms */
  isDue(host: string, now: number): boolean {
    return this.#sql.first('SELECT 1 FROM hosts WHERE host = ? AND try_at > ?', host, now) === undefined;
  }

  answered(host: string): void {
    if (this.failures(host) > 0) this.#sql.run('DELETE FROM hosts WHERE host = ?', host);
  }

  /** @param tryAt ms */
  failed(host: string, tryAt: number): void {
    this.#sql.run(
      `INSERT INTO hosts (host, failures, try_at) VALUES (?, 1, ?)
       ON CONFLICT (host) DO UPDATE SET failures = failures + 1, try_at = excluded.try_at`,
      host,
      tryAt,
    );
  }

  forget(host: string): void {
    this.#sql.run('DELETE FROM hosts WHERE host = ?', host);
  }
}
