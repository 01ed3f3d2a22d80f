/** Table `subscriptions`: who hears of which feed, and until when. A topic and a callback are one subscription. */

import type { Sql } from '../../catalog/tables/sql.ts';

export interface Subscription {
  topic: string;
  callback: string;
  /** With which the bodies are signed. */
  secret?: string;
  /** ms */
  expiresAt: number;
  /** Entity tag of the last version that the subscriber has taken. */
  sent?: string;
}

interface Row {
  topic: string;
  callback: string;
  secret: string | null;
  expires_at: number;
  sent: string | null;
}

export class Subscriptions {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param now ms; an expired one counts as none */
  get(topic: string, callback: string, now: number): Subscription | undefined {
    const row = this.#sql.first<Row>(
      'SELECT topic, callback, secret, expires_at, sent FROM subscriptions WHERE topic = ? AND callback = ? AND expires_at > ?',
      topic,
      callback,
      now,
    );
    return row && fromRow(row);
  }

  /** Adds a subscription, or renews it: secret and lease are replaced, and what has been sent is remembered. @param now ms */
  set({ topic, callback, secret, expiresAt }: Omit<Subscription, 'sent'>, host: string, now: number): void {
    this.#sql.run(
      `INSERT INTO subscriptions (topic, callback, host, secret, since, expires_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (topic, callback) DO UPDATE SET secret = excluded.secret, expires_at = excluded.expires_at`,
      topic,
      callback,
      host,
      secret ?? null,
      now,
      expiresAt,
    );
  }

  delete(topic: string, callback: string): void {
    this.#sql.run('DELETE FROM subscriptions WHERE topic = ? AND callback = ?', topic, callback);
  }

  /** Records the version that a subscriber has taken. */
  sent(topic: string, callback: string, etag: string): void {
    this.#sql.run(
      'UPDATE subscriptions SET sent = ? WHERE topic = ? AND callback = ?',
      etag,
      topic,
      callback,
    );
  }

  /** Removes those whose lease has ended. @param now ms */
  expire(now: number): void {
    this.#sql.run('DELETE FROM subscriptions WHERE expires_at <= ?', now);
  }

  /** When the next lease ends, ms. */
  nextExpiry(): number | undefined {
    return (
      this.#sql.one<{ at: number | null }>('SELECT min(expires_at) AS at FROM subscriptions').at ?? undefined
    );
  }

  /** @param most where the count ends */
  countAt(host: string, most: number): number {
    return this.#count('host = ?', host, most);
  }

  /** @param most where the count ends */
  countOf(topic: string, most: number): number {
    return this.#count('topic = ?', topic, most);
  }

  #count(condition: string, value: string, most: number): number {
    return this.#sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM subscriptions WHERE ${condition} LIMIT ?)`,
      value,
      most,
    ).n;
  }

  /** How many there are, by topic or by host, the largest groups first. @param most groups */
  grouped(by: 'topic' | 'host', most: number): { name: string; count: number }[] {
    return this.#sql.all<{ name: string; count: number }>(
      `SELECT ${by} AS name, count(*) AS count FROM subscriptions GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?`,
      most,
    );
  }

  count(): number {
    return this.#sql.one<{ n: number }>('SELECT count(*) AS n FROM subscriptions').n;
  }
}

const fromRow = ({ topic, callback, secret, expires_at, sent }: Row): Subscription => ({
  topic,
  callback,
  expiresAt: expires_at,
  ...(secret !== null && { secret }),
  ...(sent !== null && { sent }),
});
