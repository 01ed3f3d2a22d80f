/** Content distribution (https://www.w3.org/TR/websub/#content-distribution): a changed feed, whole, to a subscriber. */

import { createHmac } from 'node:crypto';
import { everyFormat } from '../../feed/formats.ts';
import { ownHub } from '../../site/config.ts';
import type { OutboundContext, Outcome } from '../context.ts';
import { ask, isFailure, isSuccess } from '../request.ts';
import type { Delivery } from '../tables/deliveries.ts';
import { topicOf } from '../topics.ts';

/** For how long a feed is put off that KV does not have yet, ms. Once KV has it, the note of that makes it due. */
const untilWritten = 60_000;

/** The key of the delivery is the topic, its target the callback. */
export async function sendContent(context: OutboundContext, delivery: Delivery): Promise<Outcome> {
  const { tables, site, now } = context;
  const { target: callback, key, changedAt } = delivery;
  const subscription = tables.subscriptions.get(key, callback, now());
  const topic = topicOf(site, key);
  // The lease has ended, or the site has another address or hub now.
  if (!subscription || typeof topic === 'string' || site.hub !== ownHub(site)) return { status: 'moot' };
  const document = await context.feed(topic.scope, topic.format);
  // Its last article was removed, which leaves nothing to send.
  if (!document) return { status: 'moot' };
  if (document === 'stale') return { status: 'later', at: now() + untilWritten };
  if (document.etag === subscription.sent) return { status: 'moot' };
  const { body, etag } = document;
  const answer = await ask(context, callback, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': everyFormat[topic.format].type,
      Link: `<${site.hub}>; rel="hub", <${key}>; rel="self"`,
      ...(subscription.secret !== undefined && {
        'X-Hub-Signature': `sha256=${createHmac('sha256', subscription.secret).update(body).digest('hex')}`,
      }),
    },
  });
  if (isFailure(answer)) return answer;
  if (isSuccess(answer)) {
    return {
      status: 'done',
      note: () => {
        tables.subscriptions.sent(key, callback, etag);
        const number = tables.counts.add('taken');
        if (changedAt !== null) tables.delays.add(number, now() - changedAt);
      },
    };
  }
  if (answer.status === 410) {
    const note = (): void => {
      tables.subscriptions.delete(key, callback);
      tables.deliveries.drop('content', callback, key);
    };
    return { status: 'ended', why: 'answered 410, which ends the subscription', note };
  }
  return answer.failure;
}
