/**
 * The next event for an endpoint. The delivery stands for all events of the endpoint, and stays until there is none: so an
 * endpoint gets one request at a time, and thousands of events take no more than its turn.
 */

import { wholeAppArticle } from '../../feed/app-article.ts';
import { limits } from '../../limits.ts';
import { log } from '../../log.ts';
import type { OutboundContext, Outcome } from '../context.ts';
import { longestWait, waitAfter } from '../retries.ts';
import type { Delivery } from '../tables/deliveries.ts';
import type { Endpoint } from '../tables/endpoints.ts';
import type { WebhookEvent } from '../tables/events.ts';
import { fits } from '../webhooks/filter.ts';
import { bodyOf } from '../webhooks/message.ts';
import { post } from '../webhooks/post.ts';

/** UTF-16 code units of a failure that are kept. */
const longestAnswer = 300;

/** The key of the delivery is the id of the endpoint, its target the address of it. */
export async function sendWebhook(context: OutboundContext, delivery: Delivery): Promise<Outcome> {
  const { tables, now } = context;
  const endpoint = tables.endpoints.get(delivery.key);
  if (endpoint?.url !== delivery.target || endpoint.pausedAt !== undefined) return { status: 'moot' };
  // An event that came while the endpoint fails waits for it. A later moment was written while the clock was ahead.
  if (endpoint.tryAt > now() && endpoint.tryAt <= now() + longestWait)
    return { status: 'later', at: endpoint.tryAt };
  const event = tables.events.next(endpoint.id, now());
  if (!event) {
    const at = tables.events.nextTry(endpoint.id);
    return at === undefined ? { status: 'moot' } : { status: 'later', at };
  }
  const data = await dataOf(context, endpoint, event);
  if (!data) {
    const note = (): void => {
      tables.events.done(event);
      noteTry(context, event, { result: 'moot', answer: 'a later change replaces it' });
      goOn(context, delivery);
    };
    return { status: 'kept', note };
  }
  const body = bodyOf(`article.${event.event}`, event.at, data);
  const answer = await post(context, endpoint, { id: event.message, body });
  if (!answer.delivered)
    return {
      status: 'kept',
      isDown: answer.isDown,
      note: () => noteFailure(context, delivery, event, answer),
    };
  const note = (): void => {
    tables.events.done(event);
    noteTry(context, { ...event, tries: event.tries + 1 }, { result: 'delivered', answer: answer.answer });
    const current = tables.endpoints.get(endpoint.id);
    if (current?.answer !== undefined)
      tables.endpoints.set({ ...current, failures: 0, tryAt: 0, answer: undefined });
    goOn(context, delivery);
  };
  return { status: 'kept', note };
}

/** The data of a message, with the article as it is now; undefined: a later event of the article tells what has become of it. */
async function dataOf(
  { article: read, site }: OutboundContext,
  { filter }: Endpoint,
  { article: id, event }: WebhookEvent,
): Promise<object | undefined> {
  const article = await read(id);
  const isThere = article !== null && fits(filter, article);
  if (event === 'removed') return isThere ? undefined : { id };
  return isThere ? { id, article: wholeAppArticle(site.url, article) } : undefined;
}

/** Has the endpoint get its next event. A delivery that is due already stays as it is. */
function goOn({ tables: { events, deliveries }, now }: OutboundContext, delivery: Delivery): void {
  const at = events.nextTry(delivery.key);
  if (at === undefined) deliveries.done(delivery);
  else if (at > now()) deliveries.later(delivery, at);
}

function noteFailure(
  context: OutboundContext,
  delivery: Delivery,
  event: WebhookEvent,
  { answer, after, isGone }: { answer: string; after: number; isGone: boolean },
): void {
  const { tables, now } = context;
  const { endpoints, events, deliveries, counts } = tables;
  const endpoint = endpoints.get(event.endpoint);
  if (!endpoint) return;
  const tries = event.tries + 1;
  const wait = waitAfter(tries);
  if (wait === undefined) {
    events.done(event);
    counts.add('given_up');
  } else events.failed(event, now() + Math.min(Math.max(wait, after), longestWait));
  noteTry(context, { ...event, tries }, { result: wait === undefined ? 'given up' : 'failing', answer });
  const failures = endpoint.failures + 1;
  const tryAt = now() + Math.min(after || (waitAfter(failures) ?? longestWait), longestWait);
  const pauses = isGone || failures >= limits.webhookFailures;
  endpoints.set({
    ...endpoint,
    failures,
    tryAt,
    answer: answer.slice(0, longestAnswer),
    pausedAt: pauses ? now() : endpoint.pausedAt,
  });
  if (pauses) deliveries.drop('webhook', delivery.target, delivery.key);
  else deliveries.later(delivery, tryAt);
  log('warn', 'outbound', {
    kind: 'webhook',
    target: delivery.host,
    error: answer,
    tries,
    ...(wait === undefined && { givenUp: 1 }),
  });
}

/** Unless the endpoint was removed meanwhile. */
function noteTry(
  { tables: { endpoints, webhookLog }, now }: OutboundContext,
  event: WebhookEvent,
  end: Parameters<typeof webhookLog.note>[1],
): void {
  if (endpoints.get(event.endpoint)) webhookLog.note(event, end, now());
}
