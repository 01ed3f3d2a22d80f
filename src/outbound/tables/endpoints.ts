/** Table `endpoints`: where webhooks go. */

import type { Sql } from '../../catalog/tables/sql.ts';

export interface Endpoint {
  id: string;
  url: string;
  /** The key of the scope whose articles it hears of. */
  filter: string;
  /** As the Standard Webhooks specification writes it: `whsec_…`. */
  secret: string;
  /** The secret before the rotation, as long as it still signs. `until`: ms */
  former: { secret: string; until: number } | undefined;
  /** When it was added, ms. */
  since: number;
  /** Deliveries that failed since the last success. */
  failures: number;
  /** No delivery is tried before this moment, ms. */
  tryAt: number;
  /** Since when it gets nothing, ms. */
  pausedAt: number | undefined;
  /** The last failure. */
  answer: string | undefined;
}

interface Row {
  id: string;
  url: string;
  filter: string;
  secret: string;
  former: string | null;
  former_until: number | null;
  since: number;
  failures: number;
  try_at: number;
  paused_at: number | null;
  answer: string | null;
}

const columns = 'id, url, filter, secret, former, former_until, since, failures, try_at, paused_at, answer';

export class Endpoints {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(id: string): Endpoint | undefined {
    const row = this.#sql.first<Row>(`SELECT ${columns} FROM endpoints WHERE id = ?`, id);
    return row && fromRow(row);
  }

  /** All of them, the oldest first. */
  all(): Endpoint[] {
    return this.#sql.all<Row>(`SELECT ${columns} FROM endpoints ORDER BY since, id`).map(fromRow);
  }

  /** Adds one. The catalog does not note changes for it until it has been told. */
  add({
    id,
    url,
    filter,
    secret,
    since,
  }: Pick<Endpoint, 'id' | 'url' | 'filter' | 'secret' | 'since'>): void {
    this.#sql.run(
      `INSERT INTO endpoints (id, url, filter, secret, since, failures, try_at, is_known) VALUES (?, ?, ?, ?, ?, 0, 0, 0)`,
      id,
      url,
      filter,
      secret,
      since,
    );
  }

  /** Those that the catalog has not been told of. */
  unknown(): string[] {
    return this.#sql.all<{ id: string }>('SELECT id FROM endpoints WHERE is_known = 0').map(({ id }) => id);
  }

  known(ids: readonly string[]): void {
    for (const id of ids) this.#sql.run('UPDATE endpoints SET is_known = 1 WHERE id = ?', id);
  }

  /** Writes everything of an endpoint that may change. */
  set({ id, url, filter, secret, former, failures, tryAt, pausedAt, answer }: Endpoint): void {
    this.#sql.run(
      `UPDATE endpoints SET url = ?, filter = ?, secret = ?, former = ?, former_until = ?, failures = ?, try_at = ?,
         paused_at = ?, answer = ? WHERE id = ?`,
      url,
      filter,
      secret,
      former?.secret ?? null,
      former?.until ?? null,
      failures,
      tryAt,
      pausedAt ?? null,
      answer ?? null,
      id,
    );
  }

  remove(id: string): void {
    this.#sql.run('DELETE FROM endpoints WHERE id = ?', id);
  }
}

const fromRow = ({ former, former_until, try_at, paused_at, answer, ...row }: Row): Endpoint => ({
  ...row,
  former: former === null ? undefined : { secret: former, until: former_until ?? 0 },
  tryAt: try_at,
  pausedAt: paused_at ?? undefined,
  answer: answer ?? undefined,
});
