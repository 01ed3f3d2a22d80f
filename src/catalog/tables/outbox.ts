/** Table `outbox`: writes to KV that are due. A row commits with the change that causes it. */

import type { Failure } from '../../publish/protocol.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/** `feed`: key is a scope's key. `article`: key is an address. `index`: the key is empty. */
export type WorkKind = 'feed' | 'index' | 'article';

export interface Work {
  kind: WorkKind;
  key: string;
  /** The newest change that asked for it. */
  revision: number;
  /** When that change was made, ms: the Last-Modified of the document, however late it is written. */
  changedAt: number;
  tries: number;
}

interface Row {
  kind: WorkKind;
  key: string;
  revision: number;
  changed_at: number;
  tries: number;
}

const toWork = ({ changed_at, ...others }: Row): Work => ({ ...others, changedAt: changed_at });

/** UTF-16 code units of an error that are stored. */
const longestError = 500;
/** Rows that the status for readers counts at most. */
const countedWork = 1_000;

/** Errors in the status for the owner. */
const shownFailures = 10;

/** The longest backoff, ms. A row with a later retry was written while the clock was ahead. */
export const longestWait = 300_000;

/** Exponential backoff, ms: 1 s, 2 s, 4 s … at most 5 min. @param tries failures so far */
export function backoff(tries: number): number {
  return Math.min(1000 * 2 ** tries, longestWait);
}

export class Outbox {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Adds work that is due at once. Work that is in the outbox already stays one row, and its retry becomes due.
   * @param changedAt ms
   */
  add(kind: WorkKind, keys: Iterable<string>, revision: number, changedAt: number): void {
    for (const chunk of chunksOf(keys)) {
      this.#sql.run(
        `INSERT INTO outbox (kind, key, revision, changed_at, try_at)
         SELECT ?, value, ?, ?, ? FROM json_each(?) WHERE true
         ON CONFLICT (kind, key) DO UPDATE SET
           revision = excluded.revision, changed_at = excluded.changed_at, try_at = min(try_at, excluded.try_at)`,
        kind,
        revision,
        changedAt,
        changedAt,
        chunk,
      );
    }
  }

  /** Work of one kind that is due, the oldest first. */
  due(kind: WorkKind, now: number, limit: number): Work[] {
    const rows = this.#sql.all<Row>(
      `SELECT kind, key, revision, changed_at, tries FROM outbox
       WHERE kind = ? AND try_at <= ? ORDER BY try_at, key LIMIT ?`,
      kind,
      now,
      limit,
    );
    return rows.map(toWork);
  }

  /** Makes work due whose retry is later than any backoff; see `longestWait`. @param now ms */
  recall(now: number): void {
    this.#sql.run(
      "UPDATE outbox SET try_at = ? WHERE kind IN ('feed', 'index', 'article') AND try_at > ?",
      now,
      now + longestWait,
    );
  }

  /** Whether there is work of a kind, due or not. */
  waits(kind: WorkKind): boolean {
    return this.#sql.first('SELECT 1 FROM outbox WHERE kind = ? LIMIT 1', kind) !== undefined;
  }

  /** Removes work that `due` returned, except rows that a newer change has asked for since. */
  done(kind: WorkKind, works: readonly Work[]): void {
    // Revisions only grow, so those of newer changes are above all of these.
    const newest = Math.max(...works.map(({ revision }) => revision));
    for (const chunk of chunksOf(works.map(({ key }) => key))) {
      this.#sql.run(
        'DELETE FROM outbox WHERE kind = ? AND key IN (SELECT value FROM json_each(?)) AND revision <= ?',
        kind,
        chunk,
        newest,
      );
    }
  }

  /** Puts work off that `due` returned, unless a newer change has asked for it since. */
  failed({ kind, key, revision }: Work, error: string, tryAt: number): void {
    this.#sql.run(
      'UPDATE outbox SET tries = tries + 1, error = ?, try_at = ? WHERE kind = ? AND key = ? AND revision = ?',
      error.slice(0, longestError),
      tryAt,
      kind,
      key,
      revision,
    );
  }

  postpone({ kind, key }: Work, tryAt: number): void {
    this.#sql.run('UPDATE outbox SET try_at = ? WHERE kind = ? AND key = ?', tryAt, kind, key);
  }

  nextTry(): number | undefined {
    // The index begins with the kind: three look-ups instead of one scan.
    const { at } = this.#sql.one<{ at: number | null }>(
      `SELECT min(at) AS at FROM (SELECT min(try_at) AS at FROM outbox WHERE kind = 'feed'
           UNION ALL SELECT min(try_at) FROM outbox WHERE kind = 'index'
           UNION ALL SELECT min(try_at) FROM outbox WHERE kind = 'article')`,
    );
    return at ?? undefined;
  }

  failures(): Failure[] {
    const rows = this.#sql.all<{ error: string; n: number; at: number }>(
      `SELECT error, count(*) AS n, min(try_at) AS at FROM outbox WHERE tries > 0
       GROUP BY error ORDER BY n DESC, error LIMIT ?`,
      shownFailures,
    );
    return rows.map(({ error, n, at }) => ({
      error,
      count: n,
      nextTry: new Date(at).toISOString(),
    }));
  }

  /** Feeds that wait only for the second between two writes of a key. @param now ms */
  paced(now: number): number {
    return this.#sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM outbox WHERE kind = 'feed' AND try_at > ? AND tries = 0`,
      now,
    ).n;
  }

  /** For readers: how much waits and how much of it fails, each up to `countedWork`. */
  countSome(): { waiting: number; failing: number } {
    const upTo = (rest: string) =>
      `(SELECT count(*) FROM (SELECT 1 FROM outbox ${rest} LIMIT ${countedWork}))`;
    return this.#sql.one<{ waiting: number; failing: number }>(
      `SELECT ${upTo('')} AS waiting, ${upTo('INDEXED BY outbox_failing WHERE tries > 0')} AS failing`,
    );
  }

  count(): { feed: number; article: number; index: number; failing: number } {
    return this.#sql.one<{ feed: number; article: number; index: number; failing: number }>(
      `SELECT (SELECT count(*) FROM outbox WHERE kind = 'feed') AS feed,
                (SELECT count(*) FROM outbox WHERE kind = 'article') AS article,
                (SELECT count(*) FROM outbox WHERE kind = 'index') AS "index",
                (SELECT count(*) FROM outbox INDEXED BY outbox_failing WHERE tries > 0) AS failing`,
    );
  }
}
