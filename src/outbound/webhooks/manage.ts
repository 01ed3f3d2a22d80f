/** Adding, changing and removing endpoints. Call everything that writes inside a transaction. */

import { randomBytes } from 'node:crypto';
import { limits } from '../../limits.ts';
import type {
  Webhook,
  WebhookDelivery,
  WebhookFilter,
  WebhookRefusal,
  WebhookTest,
  WebhookWithSecret,
} from '../../publish/webhooks.ts';
import type { OutboundContext } from '../context.ts';
import { refusalOf } from '../guard.ts';
import type { Endpoint } from '../tables/endpoints.ts';
import { filterKey } from './filter.ts';
import { bodyOf, newSecret } from './message.ts';
import { wake } from './note.ts';
import { post } from './post.ts';
import { shown, shownDelivery } from './show.ts';

/** How long a secret signs beside the one that replaces it, ms. */
const overlap = 24 * 60 * 60 * 1000;

/** Absent members stay as they are. `filter`: null for all articles. */
export interface WebhookChanges {
  url?: string;
  filter?: WebhookFilter | null;
  paused?: boolean;
}

const noEndpoint: WebhookRefusal = {
  status: 404,
  detail: 'There is no endpoint with this id; `edgefeed webhooks list` shows them.',
};

export function addWebhook(
  context: OutboundContext,
  { url, filter }: { url: string; filter?: WebhookFilter },
): WebhookWithSecret | WebhookRefusal {
  const { tables, now } = context;
  const refusal = refusalOfUrl(context, url);
  if (refusal) return refusal;
  if (tables.endpoints.all().length >= limits.webhooks)
    return { status: 409, detail: `A site has at most ${limits.webhooks} endpoints; remove one first.` };
  const id = `ep_${randomBytes(8).toString('hex')}`;
  const secret = newSecret();
  tables.endpoints.add({ id, url, filter: filterKey(filter), secret, since: now() });
  return { ...shown(tables, tables.endpoints.get(id)!, now()), secret };
}

export const listWebhooks = ({ tables, now }: Pick<OutboundContext, 'tables' | 'now'>): Webhook[] =>
  tables.endpoints.all().map((endpoint) => shown(tables, endpoint, now()));

export function changeWebhook(
  context: OutboundContext,
  id: string,
  { url, filter, paused }: WebhookChanges,
): Webhook | WebhookRefusal {
  const { tables, now } = context;
  const endpoint = tables.endpoints.get(id);
  if (!endpoint) return noEndpoint;
  const refusal = url === undefined ? undefined : refusalOfUrl(context, url);
  if (refusal) return refusal;
  tables.deliveries.drop('webhook', endpoint.url, id);
  const isFresh = paused === false || (url !== undefined && url !== endpoint.url);
  const changed: Endpoint = {
    ...endpoint,
    url: url ?? endpoint.url,
    filter: filter === undefined ? endpoint.filter : filterKey(filter ?? {}),
    ...(isFresh && { failures: 0, tryAt: 0, answer: undefined }),
    pausedAt: paused === undefined ? endpoint.pausedAt : paused ? (endpoint.pausedAt ?? now()) : undefined,
  };
  tables.endpoints.set(changed);
  if (isFresh) tables.events.retry(id, now());
  wake(context, changed);
  return shown(tables, changed, now());
}

export function removeWebhook({ tables }: OutboundContext, id: string): WebhookRefusal | undefined {
  const endpoint = tables.endpoints.get(id);
  if (!endpoint) return noEndpoint;
  tables.deliveries.drop('webhook', endpoint.url, id);
  tables.events.removeAll(id);
  tables.webhookLog.removeAll(id);
  tables.endpoints.remove(id);
  return undefined;
}

export function rotateWebhook(
  { tables, now }: OutboundContext,
  id: string,
): WebhookWithSecret | WebhookRefusal {
  const endpoint = tables.endpoints.get(id);
  if (!endpoint) return noEndpoint;
  const secret = newSecret();
  const former = { secret: endpoint.secret, until: now() + overlap };
  const rotated = { ...endpoint, secret, former };
  tables.endpoints.set(rotated);
  return { ...shown(tables, rotated, now()), secret };
}

/** Sends a message of its own at once. It counts neither as a failure nor as a success. */
export async function testWebhook(
  context: OutboundContext,
  id: string,
): Promise<WebhookTest | WebhookRefusal> {
  const endpoint = context.tables.endpoints.get(id);
  if (!endpoint) return noEndpoint;
  const body = bodyOf('webhook.test', context.now(), { endpoint: id, site: context.site.url });
  const message = { id: `msg_${randomBytes(20).toString('base64url')}`, body };
  const { delivered, answer } = await post(context, endpoint, message);
  return { delivered, answer };
}

export function deliveriesOf(
  { tables, now }: OutboundContext,
  id: string,
): WebhookDelivery[] | WebhookRefusal {
  if (!tables.endpoints.get(id)) return noEndpoint;
  return tables.webhookLog.of(id, now()).map(shownDelivery);
}

/** Sends a message again, with the article as it is now. */
export function redeliver(context: OutboundContext, id: string, message: string): WebhookRefusal | undefined {
  const { tables, now } = context;
  const endpoint = tables.endpoints.get(id);
  if (!endpoint) return noEndpoint;
  const logged = tables.webhookLog.get(id, message);
  if (!logged)
    return {
      status: 404,
      detail: 'The log has no delivery with this id; `edgefeed webhooks deliveries` shows those of 30 days.',
    };
  if (endpoint.pausedAt !== undefined)
    return {
      status: 409,
      detail: 'The endpoint is paused; `edgefeed webhooks change --resume` ends that, and sends what waits.',
    };
  tables.events.again(logged, now());
  const ready = { ...endpoint, tryAt: 0 };
  tables.endpoints.set(ready);
  wake(context, ready);
  return undefined;
}

function refusalOfUrl({ permissions }: OutboundContext, url: string): WebhookRefusal | undefined {
  if (url.length > limits.webhookUrlLength)
    return { status: 422, detail: `"url" can have at most ${limits.webhookUrlLength} characters.` };
  const refusal = refusalOf(url, { ...permissions, http: false });
  return refusal === undefined ? undefined : { status: 422, detail: `"url" ${refusal}.` };
}
