/** What `/api/webhooks` answers. */

import * as v from 'valibot';
import type { Webhook, WebhookDelivery, WebhookTest, WebhookWithSecret } from '../../../publish/webhooks.ts';
import { about, count, moment, text } from './schemas.ts';

const filter = v.strictObject({
  category: v.exactOptional(text),
  tag: v.exactOptional(text),
  author: v.exactOptional(text),
});

const entries = {
  id: text,
  url: text,
  filter: v.exactOptional(about(filter, 'Absent: all articles.')),
  since: moment,
  waiting: about(count, 'Events that wait for delivery; up to 10,000.'),
  failures: about(count, 'Deliveries that failed since the last success.'),
  error: v.exactOptional(about(text, 'The last failure.')),
  nextTry: v.exactOptional(moment),
  paused: v.exactOptional(about(moment, 'Since when the endpoint gets nothing.')),
  formerSecretUntil: v.exactOptional(moment),
};

export const webhook = v.strictObject(entries) satisfies v.GenericSchema<unknown, Webhook>;

export const webhookWithSecret = v.strictObject({
  ...entries,
  secret: about(text, 'Shown only when it is made.'),
}) satisfies v.GenericSchema<unknown, WebhookWithSecret>;

export const webhooks = v.strictObject({ endpoints: v.array(webhook) });

const delivery = v.strictObject({
  id: about(text, 'The header `webhook-id`.'),
  type: v.picklist(['article.published', 'article.updated', 'article.moved', 'article.removed']),
  article: about(text, 'The id of the article.'),
  at: about(moment, 'When it was tried last.'),
  result: v.picklist(['delivered', 'failing', 'given up', 'moot']),
  tries: count,
  answer: about(text, 'The answer of the endpoint, or why there is none.'),
}) satisfies v.GenericSchema<unknown, WebhookDelivery>;

export const deliveries = v.strictObject({ deliveries: v.array(delivery) });

export const webhookTest = v.strictObject({
  delivered: v.boolean(),
  answer: text,
}) satisfies v.GenericSchema<unknown, WebhookTest>;
