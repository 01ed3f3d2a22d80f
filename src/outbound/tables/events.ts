/**
 * Table `events`: what endpoints have not taken yet, one row for an endpoint and an article. A later change of the article is
 * merged into the row, so the table does not grow with the changes, and an article's events cannot overtake each other.
 */

import { chunksOf } from '../../catalog/tables/chunks.ts';
import type { Sql } from '../../catalog/tables/sql.ts';
import type { ArticleEvent } from '../../publish/webhooks.ts';
import { longestWait } from '../retries.ts';

export interface WebhookEvent {
  endpoint: string;
  /** The id of the article. */
  article: string;
  event: ArticleEvent;
  /** The header `webhook-id`: the same for each try. */
  message: string;
  /** When the article changed, ms. */
  at: number;
  /** Failures. */
  tries: number;
}

type Row = WebhookEvent & Record<keyof WebhookEvent, SqlStorageValue>;

const columns = 'endpoint, article, event, message, at, tries';
/** How many are counted at most. */
const counted = 10_000;

export class Events {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Adds events, at most one of an article. The event of one that waits is kept as far as its endpoint has not heard of it:
   * an article that was published and then updated is published. @param now ms
   */
  add(endpoint: string, events: readonly Omit<WebhookEvent, 'endpoint' | 'tries'>[], now: number): void {
    const rows = events.map(({ article, event, message, at }) => [article, event, message, at]);
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT INTO events (endpoint, article, event, message, at, tries, try_at)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 0, ?2 FROM json_each(?3) WHERE true
         ON CONFLICT (endpoint, article) DO UPDATE SET
           event = CASE WHEN excluded.event IN ('removed', 'published') THEN excluded.event
                        WHEN event IN ('published', 'moved') THEN event ELSE excluded.event END,
           message = excluded.message, at = excluded.at, tries = 0`,
        endpoint,
        now,
        chunk,
      );
    }
  }

  /** Adds an event once more that the endpoint has had. One of the article that waits is newer, and becomes due instead. @param now ms */
  again({ endpoint, article, event, message, at }: WebhookEvent, now: number): void {
    this.#sql.run(
      `INSERT INTO events (endpoint, article, event, message, at, tries, try_at) VALUES (?, ?, ?, ?, ?, 0, ?)
       ON CONFLICT (endpoint, article) DO UPDATE SET try_at = excluded.try_at`,
      endpoint,
      article,
      event,
      message,
      at,
      now,
    );
  }

  /** The one that is due first. @param now ms */
  next(endpoint: string, now: number): WebhookEvent | undefined {
    return this.#sql.first<Row>(
      `SELECT ${columns} FROM events WHERE endpoint = ? AND (try_at <= ? OR try_at > ?) ORDER BY try_at, article LIMIT 1`,
      endpoint,
      now,
      now + longestWait,
    );
  }

  /** When the first one is due, ms; undefined: there is none. */
  nextTry(endpoint: string): number | undefined {
    const { at } = this.#sql.one<{ at: number | null }>(
      'SELECT min(try_at) AS at FROM events WHERE endpoint = ?',
      endpoint,
    );
    return at ?? undefined;
  }

  /** Removes an event, unless a later one has been merged into it. */
  done({ endpoint, article, message }: WebhookEvent): void {
    this.#sql.run(
      'DELETE FROM events WHERE endpoint = ? AND article = ? AND message = ?',
      endpoint,
      article,
      message,
    );
  }

  /** Records a failure. A later event that has been merged into this one waits likewise. @param tryAt ms */
  failed({ endpoint, article, message }: WebhookEvent, tryAt: number): void {
    this.#sql.run(
      `UPDATE events SET tries = CASE WHEN message = ?1 THEN tries + 1 ELSE tries END, try_at = ?2
       WHERE endpoint = ?3 AND article = ?4`,
      message,
      tryAt,
      endpoint,
      article,
    );
  }

  /** Makes everything due that has failed. @param now ms */
  retry(endpoint: string, now: number): void {
    this.#sql.run('UPDATE events SET try_at = ?2 WHERE endpoint = ?1 AND try_at > ?2', endpoint, now);
  }

  /** Up to `counted`. */
  count(endpoint: string): number {
    const select = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE endpoint = ? LIMIT ${counted})`;
    return this.#sql.one<{ n: number }>(select, endpoint).n;
  }

  removeAll(endpoint: string): void {
    this.#sql.run('DELETE FROM events WHERE endpoint = ?', endpoint);
  }
}
