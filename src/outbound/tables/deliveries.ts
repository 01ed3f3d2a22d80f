/** Table `deliveries`: everything that goes out, each with the moment of its next try. */

import { chunksOf } from '../../catalog/tables/chunks.ts';
import type { Sql } from '../../catalog/tables/sql.ts';
import { longestWait } from '../retries.ts';
import type { Counts } from './counts.ts';

/**
 * `content`: a changed feed, the key, to a subscriber, the target. `verify`: asks a subscriber whether it wants what was
 * asked for in its name. `denied`: tells a subscriber that it does not get it. `ping`: tells another hub, the target, that
 * the feeds of a scope, the key, have changed. `webhook`: the next event for an endpoint, whose id is the key.
 */
export type DeliveryKind = 'content' | 'verify' | 'denied' | 'ping' | 'webhook';

export interface Delivery {
  kind: DeliveryKind;
  /** Absolute address. */
  target: string;
  /** Kind, target and key identify a delivery: a newer one replaces one that waits. */
  key: string;
  /** Host and port of the target. */
  host: string;
  /** What else its kind needs, as JSON. Bodies are not stored: a feed is read when it is sent. */
  details: string | null;
  /** Differs from that of every earlier delivery. */
  stamp: number;
  /** Failures. */
  tries: number;
  /** Of a feed: when the first change was made that the subscriber does not have yet, ms. */
  changedAt: number | null;
}

const columns = 'kind, target, key, host, details, stamp, tries, changed_at AS changedAt';
/** UTF-16 code units of an answer that are kept. */
const longestAnswer = 300;
/** For how long a feed that changes again and again can put its delivery off, ms. */
const longestDelay = 10 * 60_000;
/** How many the status counts at most. */
const countedDeliveries = 10_000;

export class Deliveries {
  readonly #sql: Sql;
  readonly #counts: Counts;

  constructor(sql: Sql, counts: Counts) {
    this.#sql = sql;
    this.#counts = counts;
  }

  /** Adds a delivery, or replaces one that waits. @param tryAt ms @param now ms */
  add(
    { kind, target, key, details }: Pick<Delivery, 'kind' | 'target' | 'key' | 'details'>,
    tryAt: number,
    now: number,
  ): void {
    this.#sql.run(
      `INSERT INTO deliveries (kind, target, key, host, details, stamp, since, try_at, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
       ON CONFLICT (kind, target, key) DO UPDATE SET details = excluded.details, stamp = excluded.stamp,
         since = excluded.since, try_at = excluded.try_at, tries = 0, answer = NULL`,
      kind,
      target,
      key,
      new URL(target).host,
      details,
      this.#counts.add('stamp'),
      now,
      tryAt,
    );
  }

  /**
   * Adds a delivery of each changed topic to each of its subscribers. One that has failed keeps the moment of its retry, but
   * has all its tries before it. @param tryAt ms @param now ms
   */
  addContent(topics: readonly { topic: string; since: number }[], tryAt: number, now: number): void {
    const stamp = this.#counts.add('stamp');
    for (const chunk of chunksOf(topics.map(({ topic, since }) => [topic, since]))) {
      this.#sql.run(
        `INSERT INTO deliveries (kind, target, key, host, stamp, since, changed_at, try_at, tries)
         SELECT 'content', callback, topic, host, ?1, ?2, CAST(value ->> 1 AS INTEGER), ?3, 0
         FROM json_each(?4) CROSS JOIN subscriptions ON topic = CAST(value ->> 0 AS TEXT) WHERE expires_at > ?2
         ON CONFLICT (kind, target, key) DO UPDATE SET stamp = excluded.stamp, tries = 0,
           since = CASE WHEN tries > 0 THEN excluded.since ELSE since END,
           try_at = CASE WHEN tries > 0 THEN max(try_at, excluded.try_at) ELSE min(excluded.try_at, since + ${longestDelay}) END`,
        stamp,
        now,
        tryAt,
        chunk,
      );
    }
  }

  /**
   * Those of hosts that answer, the ones that have waited for longest first.
   * @param now ms
   * @param except hosts that are not wanted
   */
  due(now: number, limit: number, except: readonly string[] = []): Delivery[] {
    return this.#sql.all<DeliveryRow>(
      `SELECT ${columns} FROM deliveries WHERE (try_at <= ?1 OR try_at > ?2) AND host NOT IN (SELECT host FROM hosts)
         AND host NOT IN (SELECT value FROM json_each(?4))
       ORDER BY try_at LIMIT ?3`,
      now,
      now + longestWait,
      limit,
      JSON.stringify(except),
    );
  }

  /** Whether a delivery that was read before still is the one to be sent. @param now ms */
  isDue({ kind, target, key, stamp }: Delivery, now: number): boolean {
    const row = this.#sql.first<{ stamp: number; try_at: number }>(
      'SELECT stamp, try_at FROM deliveries WHERE kind = ? AND target = ? AND key = ?',
      kind,
      target,
      key,
    );
    return row?.stamp === stamp && (row.try_at <= now || row.try_at > now + longestWait);
  }

  /** One of each host that has not answered, and may be asked again. @param now ms */
  probes(now: number, limit: number): Delivery[] {
    const hosts = this.#sql.all<{ host: string }>(
      'SELECT host FROM hosts WHERE try_at <= ?1 OR try_at > ?2 ORDER BY try_at LIMIT ?3',
      now,
      now + longestWait,
      limit,
    );
    return hosts.flatMap(({ host }) =>
      this.#sql.all<DeliveryRow>(
        `SELECT ${columns} FROM deliveries WHERE host = ? AND try_at <= ? ORDER BY try_at LIMIT 1`,
        host,
        now,
      ),
    );
  }

  /** What may go to a target in one request: what is due, and what has failed. @param now ms */
  of(kind: DeliveryKind, target: string, now: number, limit: number): Delivery[] {
    return this.#sql.all<DeliveryRow>(
      `SELECT ${columns} FROM deliveries WHERE kind = ? AND target = ? AND (try_at <= ? OR tries > 0) ORDER BY try_at, key LIMIT ?`,
      kind,
      target,
      now,
      limit,
    );
  }

  /** Removes a delivery, unless a newer one has replaced it. */
  done({ kind, target, key, stamp }: Delivery): void {
    this.#sql.run(
      'DELETE FROM deliveries WHERE kind = ? AND target = ? AND key = ? AND stamp = ?',
      kind,
      target,
      key,
      stamp,
    );
  }

  /** Removes a delivery that is not wanted any more, also a newer one. */
  drop(kind: DeliveryKind, target: string, key: string): void {
    this.#sql.run('DELETE FROM deliveries WHERE kind = ? AND target = ? AND key = ?', kind, target, key);
  }

  /** Puts a delivery off that has not failed this time, unless likewise. @param tryAt ms */
  later({ kind, target, key, stamp, details }: Delivery, tryAt: number): void {
    this.#sql.run(
      'UPDATE deliveries SET try_at = ?, tries = 0, answer = NULL, details = ? WHERE kind = ? AND target = ? AND key = ? AND stamp = ?',
      tryAt,
      details,
      kind,
      target,
      key,
      stamp,
    );
  }

  /** Records a failure. A newer delivery that has replaced this one is due at the same moment. @param tryAt ms */
  failed({ kind, target, key, stamp }: Delivery, answer: string, tryAt: number): void {
    this.#sql.run(
      `UPDATE deliveries SET tries = CASE WHEN stamp = ?1 THEN tries + 1 ELSE tries END, try_at = max(try_at, ?2), answer = ?3
       WHERE kind = ?4 AND target = ?5 AND key = ?6`,
      stamp,
      tryAt,
      answer.slice(0, longestAnswer),
      kind,
      target,
      key,
    );
  }

  /** Has an endpoint get its next event. @param tryAt ms @param now ms */
  addWebhook({ id, url }: { id: string; url: string }, tryAt: number, now: number): void {
    this.add({ kind: 'webhook', target: url, key: id, details: null }, tryAt, now);
  }

  /** Removes everything that waits for a host, except events of endpoints, which are paused instead. @returns how much that was */
  dropAt(host: string): number {
    return this.#sql.all<{ key: string }>(
      "DELETE FROM deliveries WHERE host = ? AND kind <> 'webhook' RETURNING key",
      host,
    ).length;
  }

  /** When the next one is due, ms. A host that has not answered is due with its next probe. @param now ms */
  nextTry(now: number): number | undefined {
    const { at } = this.#sql.one<{ at: number | null }>(
      `SELECT min(at) AS at FROM (
         SELECT * FROM (SELECT try_at AS at FROM deliveries WHERE host NOT IN (SELECT host FROM hosts) ORDER BY try_at LIMIT 1)
         UNION ALL
         SELECT max(h.try_at, (SELECT min(d.try_at) FROM deliveries d WHERE d.host = h.host)) FROM hosts h)`,
    );
    if (at === null) return undefined;
    return at > now + longestWait ? now : at;
  }

  /** Without webhooks, whose events are counted. @returns how many wait, and how many of them have failed, each up to `countedDeliveries` */
  count(): { waiting: number; failing: number } {
    const counted = (condition: string): number =>
      this.#sql.one<{ n: number }>(
        `SELECT count(*) AS n FROM (SELECT 1 FROM deliveries WHERE ${condition} LIMIT ${countedDeliveries})`,
      ).n;
    return { waiting: counted("kind <> 'webhook'"), failing: counted('tries > 0') };
  }

  /** Those that fail, the next first. */
  failing(limit: number): (Delivery & { answer: string; tryAt: number })[] {
    const rows = this.#sql.all<DeliveryRow & { answer: string; try_at: number }>(
      `SELECT ${columns}, answer, try_at FROM deliveries WHERE tries > 0 AND answer IS NOT NULL ORDER BY try_at LIMIT ?`,
      limit,
    );
    return rows.map(({ try_at, ...others }) => ({ ...others, tryAt: try_at }));
  }
}

type DeliveryRow = Delivery & Record<keyof Delivery, SqlStorageValue>;
