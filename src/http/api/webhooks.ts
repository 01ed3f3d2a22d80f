/** `/api/webhooks`: the endpoints of webhooks. docs/webhooks.md describes them. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import type { WebhookRefusal } from '../../publish/webhooks.ts';
import { errorResponse } from '../answer/errors.ts';
import { outboundOf, type AppContext } from '../context.ts';
import { jsonIn } from './json.ts';

type Sender = NonNullable<ReturnType<typeof outboundOf>>;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.termLength));

const filter = v.union([
  v.strictObject({ category: name }),
  v.strictObject({ tag: name }),
  v.strictObject({ author: name }),
]);

export const webhookForm = v.strictObject({ url: v.string(), filter: v.exactOptional(filter) });

export const webhookChanges = v.strictObject({
  url: v.exactOptional(v.string()),
  filter: v.exactOptional(v.nullable(filter)),
  paused: v.exactOptional(v.boolean()),
});

export const webhookMessage = v.strictObject({ id: v.pipe(v.string(), v.minLength(1)) });

export const listWebhooks = async (c: AppContext): Promise<Response> =>
  withSender(c, async (sender) => c.json({ endpoints: await sender.webhooks() }));

export async function addWebhook(c: AppContext): Promise<Response> {
  const given = await bodyIn(
    c,
    webhookForm,
    '{"url": "https://…"}, with "filter": {"category": "…"} if you like',
  );
  if (given instanceof Response) return given;
  return withSender(c, async (sender) => answer(c, await sender.addWebhook(given), 201));
}

export async function changeWebhook(c: AppContext): Promise<Response> {
  const given = await bodyIn(c, webhookChanges, 'an object with some of "url", "filter" and "paused"');
  if (given instanceof Response) return given;
  return withSender(c, async (sender) => answer(c, await sender.changeWebhook(idIn(c), given)));
}

export const removeWebhook = async (c: AppContext): Promise<Response> =>
  withSender(c, async (sender) => answer(c, await sender.removeWebhook(idIn(c))));

export const testWebhook = async (c: AppContext): Promise<Response> =>
  withSender(c, async (sender) => answer(c, await sender.testWebhook(idIn(c))));

export const rotateWebhook = async (c: AppContext): Promise<Response> =>
  withSender(c, async (sender) => answer(c, await sender.rotateWebhook(idIn(c))));

export const listDeliveries = async (c: AppContext): Promise<Response> =>
  withSender(c, async (sender) => {
    const deliveries = await sender.webhookDeliveries(idIn(c));
    return Array.isArray(deliveries) ? c.json({ deliveries }) : answer(c, deliveries);
  });

export async function redeliverWebhook(c: AppContext): Promise<Response> {
  const given = await bodyIn(c, webhookMessage, '{"id": "msg_…"}');
  if (given instanceof Response) return given;
  return withSender(c, async (sender) => answer(c, await sender.redeliverWebhook(idIn(c), given.id), 202));
}

const idIn = (c: AppContext): string => c.req.param('id') ?? '';

async function withSender(c: AppContext, ask: (sender: Sender) => Promise<Response>): Promise<Response> {
  const sender = outboundOf(c);
  if (sender) return ask(sender);
  return errorResponse(
    c,
    409,
    'The binding OUTBOUND is missing, so nothing can be sent; `edgefeed doctor` prints the lines to add.',
  );
}

/** @returns the value; a response if the body is something else */
async function bodyIn<Schema extends v.GenericSchema>(
  c: AppContext,
  schema: Schema,
  expected: string,
): Promise<v.InferOutput<Schema> | Response> {
  const json = await jsonIn(c.req.raw);
  if (json.status === 'invalid') return errorResponse(c, 400, `The body is invalid: ${json.why}.`);
  const value = v.safeParse(schema, json.value, { abortEarly: true });
  return value.success ? value.output : errorResponse(c, 400, `The body must be ${expected}.`);
}

/** @param result none: there is nothing to say */
function answer(
  c: AppContext,
  result: object | WebhookRefusal | undefined,
  status: 200 | 201 | 202 = 200,
): Response {
  if (result && 'status' in result && 'detail' in result)
    return errorResponse(c, result.status, result.detail);
  return c.json(result ?? {}, status);
}
