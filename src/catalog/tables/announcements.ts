/** Table `announcements`: feeds that KV has taken, and that the sender has not been told of. */

import { chunksOf } from './chunks.ts';
import { longestWait } from './outbox.ts';
import type { Sql } from './sql.ts';

export interface Announcement {
  /** The key of a scope. */
  key: string;
  /** When KV took its feed, ms. */
  changedAt: number;
  /** When the first change was made that the sender has not been told of, ms. */
  since: number;
  tries: number;
}

export class Announcements {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param feeds keys of scopes, and when the change was made that KV has taken, ms @param now ms */
  add(feeds: readonly { key: string; since: number }[], now: number): void {
    for (const chunk of chunksOf(feeds.map(({ key, since }) => [key, since]))) {
      this.#sql.run(
        `INSERT INTO announcements (key, changed_at, since, try_at, tries)
         SELECT CAST(value ->> 0 AS TEXT), ?1, CAST(value ->> 1 AS INTEGER), ?1, 0 FROM json_each(?2) WHERE true
         ON CONFLICT (key) DO UPDATE SET changed_at = excluded.changed_at`,
        now,
        chunk,
      );
    }
  }

  due(limit: number): Announcement[] {
    const rows = this.#sql.all<{ key: string; changed_at: number; since: number; tries: number }>(
      'SELECT key, changed_at, coalesce(since, changed_at) AS since, tries FROM announcements LIMIT ?',
      limit,
    );
    return rows.map(({ changed_at, ...others }) => ({ ...others, changedAt: changed_at }));
  }

  /** Removes announcements, except those of feeds that have changed again since. */
  done(told: readonly Announcement[]): void {
    for (const chunk of chunksOf(told.map(({ key, changedAt }) => [key, changedAt]))) {
      this.#sql.run(
        `DELETE FROM announcements WHERE (key, changed_at) IN
         (SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS INTEGER) FROM json_each(?))`,
        chunk,
      );
    }
  }

  /** Puts everything off. @param tryAt ms */
  failed(tryAt: number): void {
    this.#sql.run('UPDATE announcements SET try_at = ?, tries = tries + 1', tryAt);
  }

  /** When the sender is to be told next, ms. @param now ms */
  nextTry(now: number): number | undefined {
    const { at } = this.#sql.one<{ at: number | null }>('SELECT max(try_at) AS at FROM announcements');
    if (at === null) return undefined;
    // A later moment was written while the clock was ahead.
    return at > now + longestWait ? now : at;
  }
}
