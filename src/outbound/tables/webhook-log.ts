/** Table `webhook_log`: the deliveries of the last 30 days, the newest of each endpoint. */

import type { Sql } from '../../catalog/tables/sql.ts';
import { limits } from '../../limits.ts';
import type { WebhookDelivery } from '../../publish/webhooks.ts';
import type { WebhookEvent } from './events.ts';

/** ms */
const kept = 30 * 24 * 60 * 60 * 1000;
/** Old rows that are looked for with each new one. */
const forgottenAtOnce = 10;

export interface LoggedDelivery extends WebhookEvent {
  /** When it was tried last, ms. */
  triedAt: number;
  result: WebhookDelivery['result'];
  answer: string;
}

interface Row extends Record<string, SqlStorageValue> {
  endpoint: string;
  message: string;
  article: string;
  event: WebhookEvent['event'];
  at: number;
  tries: number;
  tried_at: number;
  result: WebhookDelivery['result'];
  answer: string;
}

const columns = 'endpoint, message, article, event, at, tries, tried_at, result, answer';

export class WebhookLog {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Records a try: a row for each message. @param now ms */
  note(
    { endpoint, message, article, event, at, tries }: WebhookEvent,
    { result, answer }: Pick<LoggedDelivery, 'result' | 'answer'>,
    now: number,
  ): void {
    const values = [tries, now, result, answer.slice(0, 300)] as const;
    const known = this.#sql.all<{ number: number }>(
      `UPDATE webhook_log SET tries = ?3, tried_at = ?4, result = ?5, answer = ?6 WHERE endpoint = ?1 AND message = ?2
       RETURNING number`,
      endpoint,
      message,
      ...values,
    );
    if (known.length > 0) return;
    const { number } = this.#sql.one<{ number: number }>(
      `INSERT INTO webhook_log (endpoint, number, message, article, event, at, tries, tried_at, result, answer)
       VALUES (?1, 1 + coalesce((SELECT max(number) FROM webhook_log WHERE endpoint = ?1), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       RETURNING number`,
      endpoint,
      message,
      article,
      event,
      at,
      ...values,
    );
    this.#sql.run(
      'DELETE FROM webhook_log WHERE endpoint = ? AND number <= ?',
      endpoint,
      number - limits.webhookLog,
    );
    this.#sql.run(
      `DELETE FROM webhook_log WHERE endpoint = ?1 AND tried_at < ?2
         AND number IN (SELECT number FROM webhook_log WHERE endpoint = ?1 ORDER BY number LIMIT ${forgottenAtOnce})`,
      endpoint,
      now - kept,
    );
  }

  /** The newest first. @param now ms */
  of(endpoint: string, now: number): LoggedDelivery[] {
    return this.#sql
      .all<Row>(
        `SELECT ${columns} FROM webhook_log WHERE endpoint = ? AND tried_at >= ? ORDER BY number DESC`,
        endpoint,
        now - kept,
      )
      .map(fromRow);
  }

  get(endpoint: string, message: string): LoggedDelivery | undefined {
    const select = `SELECT ${columns} FROM webhook_log WHERE endpoint = ? AND message = ?`;
    const row = this.#sql.first<Row>(select, endpoint, message);
    return row && fromRow(row);
  }

  removeAll(endpoint: string): void {
    this.#sql.run('DELETE FROM webhook_log WHERE endpoint = ?', endpoint);
  }
}

const fromRow = ({ tried_at, ...row }: Row): LoggedDelivery => ({ ...row, triedAt: tried_at });
