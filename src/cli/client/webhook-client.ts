/** The part of the worker's API that `edgefeed webhooks` uses. */

import type { KyInstance, Options } from 'ky';
import type {
  Webhook,
  WebhookDelivery,
  WebhookFilter,
  WebhookTest,
  WebhookWithSecret,
} from '../../publish/webhooks.ts';

export interface WebhookClient {
  webhooks(): Promise<Webhook[]>;
  addWebhook(given: { url: string; filter?: WebhookFilter }): Promise<WebhookWithSecret>;
  /** @param changes absent members stay as they are; `filter`: null for all articles */
  changeWebhook(
    id: string,
    changes: { url?: string; filter?: WebhookFilter | null; paused?: boolean },
  ): Promise<Webhook>;
  removeWebhook(id: string): Promise<unknown>;
  testWebhook(id: string): Promise<WebhookTest>;
  rotateWebhook(id: string): Promise<WebhookWithSecret>;
  /** The newest first. */
  webhookDeliveries(id: string): Promise<WebhookDelivery[]>;
  /** @param message the `webhook-id` of the delivery */
  redeliverWebhook(id: string, message: string): Promise<unknown>;
}

/** @param failing turns errors of requests into a CliError */
export function webhookClient(
  http: KyInstance,
  failing: <T>(answer: Promise<T>) => Promise<T>,
): WebhookClient {
  const send = async <T>(path: string, init: Options = {}): Promise<T> =>
    failing(http(`api/webhooks${path}`, init).json<T>());
  const at = (id: string): string => `/${encodeURIComponent(id)}`;
  // Not tried again by itself: each makes another endpoint, secret or message.
  const once = { method: 'post', retry: 0 } as const;
  return {
    webhooks: async () => (await send<{ endpoints: Webhook[] }>('')).endpoints,
    addWebhook: (given) => send('', { ...once, json: given }),
    changeWebhook: (id, changes) => send(at(id), { method: 'put', json: changes }),
    removeWebhook: (id) => send(at(id), { method: 'delete' }),
    testWebhook: (id) => send(`${at(id)}/test`, once),
    rotateWebhook: (id) => send(`${at(id)}/rotate`, once),
    webhookDeliveries: async (id) =>
      (await send<{ deliveries: WebhookDelivery[] }>(`${at(id)}/deliveries`)).deliveries,
    redeliverWebhook: (id, message) => send(`${at(id)}/redeliver`, { method: 'post', json: { id: message } }),
  };
}
