/**
 * Table `tombstones`: articles that were removed, by the terms that they stood under, so that Atom feeds say so (RFC 6721).
 * A row stays until its feed changes after some time, or the article is back, or the feed has no articles any more.
 */

import type { Removal } from '../../feed/feed.ts';
import type { BackupRow } from '../../publish/backup/rows.ts';
import type { Term } from '../../site/scope.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/** An article under a term. */
export interface Placing extends Term {
  id: string;
}

/** Of the removals from a feed the newest are kept. */
const mostOfFeed = 50;

/** A list of JSON lists as columns. Without the types SQLite would not use the key. */
const terms = 'SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS TEXT) FROM json_each(?)';
const placings = terms.replace(' FROM', ', CAST(value ->> 2 AS TEXT) FROM');

export class Tombstones {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get isEmpty(): boolean {
    return this.#sql.first('SELECT 1 FROM tombstones LIMIT 1') === undefined;
  }

  /** The removals from a feed, the newest first. */
  of({ kind, name }: Term): Removal[] {
    return this.#sql
      .all<{ id: string; removed_at: number }>(
        'SELECT id, removed_at FROM tombstones WHERE kind = ? AND name = ? ORDER BY removed_at DESC, id LIMIT ?',
        kind,
        name,
        mostOfFeed,
      )
      .map(({ id, removed_at }) => ({ id, at: removed_at }));
  }

  /** Notes removals. @param at ms */
  add(removed: readonly Placing[], at: number): void {
    const feeds = Map.groupBy(removed, (placing) => JSON.stringify(termOf(placing)));
    const kept = [...feeds.values()].flatMap((placings) => placings.slice(0, mostOfFeed));
    this.restore(kept.map((placing) => ({ ...placing, removedAt: at })));
    for (const chunk of chunksOf(Array.from(feeds.values(), ([first]) => termOf(first!)))) {
      this.#sql.run(
        `DELETE FROM tombstones WHERE (kind, name, id) IN (SELECT kind, name, id FROM
           (SELECT kind, name, id, row_number() OVER (PARTITION BY kind, name ORDER BY removed_at DESC, id) AS place
            FROM tombstones WHERE (kind, name) IN (${terms})) WHERE place > ?)`,
        chunk,
        mostOfFeed,
      );
    }
  }

  /** The rows after a key, by key. @param after the key in a JSON list */
  *after(after: string): Generator<BackupRow<'tombstones'>> {
    const rows = this.#sql.each<Placing & { removed_at: number }>(
      `SELECT kind, name, id, removed_at FROM tombstones
       WHERE (kind, name, id) > (?1 ->> 0, ?1 ->> 1, ?1 ->> 2) ORDER BY kind, name, id`,
      after,
    );
    for (const { removed_at, ...placing } of rows) yield { ...placing, removedAt: removed_at };
  }

  restore(rows: readonly BackupRow<'tombstones'>[]): void {
    for (const chunk of chunksOf(rows.map((row) => [...rowOf(row), row.removedAt]))) {
      this.#sql.run(
        `INSERT OR REPLACE INTO tombstones (kind, name, id, removed_at)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
        chunk,
      );
    }
  }

  /** Forgets the removal of articles that are there. */
  remove(present: readonly Placing[]): void {
    for (const chunk of chunksOf(present.map(rowOf)))
      this.#sql.run(`DELETE FROM tombstones WHERE (kind, name, id) IN (${placings})`, chunk);
  }

  /** Forgets what was removed from feeds before a moment, and from feeds that have ended. @param moment ms */
  forget(feeds: readonly Term[], moment: number): void {
    for (const chunk of chunksOf(feeds.map(termOf))) {
      this.#sql.run(
        `DELETE FROM tombstones WHERE (kind, name) IN (${terms}) AND (removed_at < ? OR kind <> 'all' AND NOT EXISTS
           (SELECT 1 FROM terms WHERE terms.kind = tombstones.kind AND terms.name = tombstones.name))`,
        chunk,
        moment,
      );
    }
  }
}

const termOf = ({ kind, name }: Term): [string, string] => [kind, name];
const rowOf = ({ kind, name, id }: Placing): [string, string, string] => [kind, name, id];
