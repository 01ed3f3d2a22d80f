/** Endpoints and deliveries as the API shows them. */

import type { Webhook, WebhookDelivery } from '../../publish/webhooks.ts';
import type { Endpoint } from '../tables/endpoints.ts';
import type { Tables } from '../tables/tables.ts';
import type { LoggedDelivery } from '../tables/webhook-log.ts';
import { filterOf } from './filter.ts';

const moment = (ms: number): string => new Date(ms).toISOString();

/** @param now ms */
export function shown({ events }: Pick<Tables, 'events'>, endpoint: Endpoint, now: number): Webhook {
  const { id, url, since, failures, tryAt, pausedAt, answer, former } = endpoint;
  const filter = filterOf(endpoint.filter);
  return {
    id,
    url,
    ...(filter && { filter }),
    since: moment(since),
    waiting: events.count(id),
    failures,
    ...(answer !== undefined && { error: answer }),
    ...(failures > 0 && pausedAt === undefined && { nextTry: moment(tryAt) }),
    ...(pausedAt !== undefined && { paused: moment(pausedAt) }),
    ...(former && former.until > now && { formerSecretUntil: moment(former.until) }),
  };
}

export const shownDelivery = (row: LoggedDelivery): WebhookDelivery => ({
  id: row.message,
  type: `article.${row.event}`,
  article: row.article,
  at: moment(row.triedAt),
  result: row.result,
  tries: row.tries,
  answer: row.answer,
});
