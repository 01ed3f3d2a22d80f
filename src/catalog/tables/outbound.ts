/**
 * Tables `outbound` and `outbound_targets`: what other servers are to be told. A later request of the same kind, target and
 * key replaces an earlier one. Retries are those of a target: if it is down, it is so for all of its requests.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/** `ping`: the target is a hub, the key is the key of a scope whose feeds have changed. */
export type OutboundKind = 'ping';

export interface OutboundRequest {
  kind: OutboundKind;
  key: string;
  /** When its cause was written, ms. */
  madeAt: number;
  /** How often it was sent. */
  sent: number;
}

export interface OutboundTarget {
  /** Absolute address. */
  target: string;
  /** Failures in a row. */
  tries: number;
}

/** A target that fails. */
export interface FailingTarget extends OutboundTarget {
  error: string;
  /** ms */
  tryAt: number;
  /** Requests, up to `countedRequests`. */
  waiting: number;
}

/** The longest backoff, ms. A target with a later retry was written while the clock was ahead. */
export const longestOutboundWait = 60 * 60 * 1000;

/** UTF-16 code units of an error that are stored. */
const longestError = 500;
/** Requests that the status counts at most. */
const countedRequests = 1_000;
/** Failing targets in the status. */
const shownTargets = 10;

export class Outbound {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Adds requests that are due at once, or with the retry of their target. @param now ms */
  add(kind: OutboundKind, target: string, keys: readonly string[], now: number): void {
    if (keys.length === 0) return;
    for (const chunk of chunksOf(keys)) {
      this.#sql.run(
        `INSERT INTO outbound (target, kind, key, made_at, try_at, sent)
         SELECT ?1, ?2, value, ?3, ?3, 0 FROM json_each(?4) WHERE true
         ON CONFLICT (target, kind, key) DO UPDATE SET made_at = excluded.made_at, try_at = excluded.try_at, sent = 0`,
        target,
        kind,
        now,
        chunk,
      );
    }
    this.#sql.run(
      `INSERT INTO outbound_targets (target, try_at, tries) VALUES (?, ?, 0)
       ON CONFLICT (target) DO UPDATE SET try_at = excluded.try_at WHERE tries = 0 AND try_at > excluded.try_at`,
      target,
      now,
    );
  }

  /** The target that has been due for longest. @param now ms */
  due(now: number): OutboundTarget | undefined {
    return this.#sql.first<{ target: string; tries: number }>(
      'SELECT target, tries FROM outbound_targets WHERE try_at <= ? OR try_at > ? ORDER BY try_at LIMIT 1',
      now,
      now + longestOutboundWait,
    );
  }

  /** Requests of a target that are due, the oldest first. @param now ms */
  requests(target: string, now: number, limit: number): OutboundRequest[] {
    const rows = this.#sql.all<{ kind: OutboundKind; key: string; made_at: number; sent: number }>(
      `SELECT kind, key, made_at, sent FROM outbound WHERE target = ? AND try_at <= ? ORDER BY try_at, kind, key LIMIT ?`,
      target,
      now,
      limit,
    );
    return rows.map(({ made_at, ...others }) => ({ ...others, madeAt: made_at }));
  }

  /**
   * Puts a target off while a request to it is under way. It counts as failed until `reached`, so that new requests do not
   * make it due meanwhile, and a request that kills the object is not repeated at once. @param tryAt ms
   */
  begin(target: string, tryAt: number): void {
    this.#sql.run(
      'UPDATE outbound_targets SET try_at = ?, tries = tries + 1 WHERE target = ?',
      tryAt,
      target,
    );
  }

  /** Removes requests, except those that have been added again since. */
  done(target: string, requests: readonly OutboundRequest[]): void {
    this.#each('DELETE FROM outbound', target, requests);
  }

  /** Keeps requests, except likewise, to be sent once more. @param tryAt ms */
  again(target: string, requests: readonly OutboundRequest[], tryAt: number): void {
    this.#each(`UPDATE outbound SET sent = sent + 1, try_at = ${Math.trunc(tryAt)}`, target, requests);
  }

  #each(change: string, target: string, requests: readonly OutboundRequest[]): void {
    for (const chunk of chunksOf(requests.map(({ kind, key, madeAt }) => [kind, key, madeAt]))) {
      this.#sql.run(
        `${change} WHERE target = ? AND (kind, key, made_at) IN
         (SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS TEXT), CAST(value ->> 2 AS INTEGER) FROM json_each(?))`,
        target,
        chunk,
      );
    }
  }

  /** Records that a target answers: it is due again with the first of its requests. */
  reached(target: string): void {
    const { next } = this.#sql.one<{ next: number | null }>(
      'SELECT min(try_at) AS next FROM outbound WHERE target = ?',
      target,
    );
    if (next === null) this.#sql.run('DELETE FROM outbound_targets WHERE target = ?', target);
    else {
      this.#sql.run(
        'UPDATE outbound_targets SET try_at = ?, tries = 0, error = NULL WHERE target = ?',
        next,
        target,
      );
    }
  }

  /** Records that the request which began has failed. @param tryAt ms */
  failed(target: string, error: string, tryAt: number): void {
    this.#sql.run(
      'UPDATE outbound_targets SET error = ?, try_at = ? WHERE target = ?',
      error.slice(0, longestError),
      tryAt,
      target,
    );
  }

  /** Drops requests of a target whose causes are older. @param madeBefore ms @returns whether it has none left */
  expire(target: string, madeBefore: number): boolean {
    this.#sql.run('DELETE FROM outbound WHERE target = ? AND made_at < ?', target, madeBefore);
    if (this.#sql.first('SELECT 1 FROM outbound WHERE target = ? LIMIT 1', target)) return false;
    this.#sql.run('DELETE FROM outbound_targets WHERE target = ?', target);
    return true;
  }

  /** When the next target is due, ms. @param now ms */
  nextTry(now: number): number | undefined {
    const { at } = this.#sql.one<{ at: number | null }>('SELECT min(try_at) AS at FROM outbound_targets');
    if (at === null) return undefined;
    return at > now + longestOutboundWait ? now : at;
  }

  failing(): FailingTarget[] {
    const rows = this.#sql.all<{ target: string; tries: number; error: string; try_at: number; n: number }>(
      `SELECT target, tries, error, try_at,
         (SELECT count(*) FROM (SELECT 1 FROM outbound o WHERE o.target = t.target LIMIT ${countedRequests})) AS n
       FROM outbound_targets t WHERE tries > 0 AND error IS NOT NULL ORDER BY try_at LIMIT ?`,
      shownTargets,
    );
    return rows.map(({ try_at, n, ...others }) => ({ ...others, tryAt: try_at, waiting: n }));
  }
}
