/** Endpoints of webhooks as text. */

import type { Webhook, WebhookDelivery, WebhookFilter } from '../../publish/webhooks.ts';
import { ago, within } from './moments.ts';
import { formatNumber, plural } from './numbers.ts';

export function filterText({ category, tag, author }: WebhookFilter = {}): string {
  if (category !== undefined) return `category ${category}`;
  if (tag !== undefined) return `tag ${tag}`;
  return author === undefined ? 'all articles' : `author ${author}`;
}

/** How an endpoint fares. @param now ms */
export function stateOf({ id, waiting, failures, error, nextTry, paused }: Webhook, now: number): string {
  const waits = waiting > 0 ? `, ${formatNumber(waiting)} waiting` : '';
  const why = error === undefined ? '' : `: ${error}`;
  if (paused !== undefined) {
    const after = failures > 0 ? ` after ${plural(failures, 'failure')}` : '';
    return `paused ${ago(paused, now)}${after}${waits}${why}; \`edgefeed webhooks change ${id} --resume\` goes on`;
  }
  if (failures > 0) {
    const next = nextTry === undefined ? '' : `, next attempt ${within(nextTry, now)}`;
    return `failing, ${plural(failures, 'failure')}${waits}${next}${why}`;
  }
  return waiting > 0 ? `${formatNumber(waiting)} waiting` : 'nothing waits';
}

/** The rows of the status: one for all endpoints, and one for each that is in trouble. @param now ms */
export function webhookRows(endpoints: readonly Webhook[], now: number): string[][] {
  if (endpoints.length === 0) return [];
  const waiting = endpoints.reduce((sum, each) => sum + each.waiting, 0);
  const ill = endpoints.filter(({ failures, paused }) => failures > 0 || paused !== undefined);
  return [
    [
      'webhooks',
      `${plural(endpoints.length, 'endpoint')}${waiting > 0 ? `, ${plural(waiting, 'event')} waiting` : ''}`,
    ],
    ...ill.map((endpoint) => ['', `${endpoint.url} is ${stateOf(endpoint, now)}`]),
  ];
}

export const deliveryRow = ({ at, result, tries, type, article, id, answer }: WebhookDelivery): string[] => [
  at,
  tries > 1 ? `${result}, ${tries} tries` : result,
  type,
  article,
  id,
  answer,
];
