/** Verification of intent (https://www.w3.org/TR/websub/#hub-verifies-intent): does the subscriber want what was asked for? */

import { randomBytes } from 'node:crypto';
import { limits } from '../../limits.ts';
import type { OutboundContext, Outcome } from '../context.ts';
import { ask, isFailure, isSuccess } from '../request.ts';
import { refusalOfSubscription } from '../requests.ts';
import type { Delivery } from '../tables/deliveries.ts';
import { topicOf } from '../topics.ts';
import { withParameters } from './parameters.ts';

/** What a subscriber has asked for, as the delivery has it in JSON. */
export interface Intent {
  mode: 'subscribe' | 'unsubscribe';
  /** Seconds; absent: to unsubscribe. */
  lease?: number;
  secret?: string;
  /** Echoed: subscribers of PubSubHubbub 0.3 know their request by it. */
  token?: string;
}

/** Failures after which a subscriber that does not answer is not asked again: it will ask anew. */
const mostTries = 3;

/** The key of the delivery is the topic, its target the callback. */
export async function sendVerification(context: OutboundContext, delivery: Delivery): Promise<Outcome> {
  const { tables, now } = context;
  const { target: callback, key: topic, host } = delivery;
  const { mode, lease, secret, token } = JSON.parse(delivery.details ?? '{}') as Intent;
  if (mode === 'subscribe') {
    const reason = await refusalNow(context, delivery);
    if (reason !== undefined) {
      const details = JSON.stringify({ reason });
      const note = (): void =>
        tables.deliveries.add({ kind: 'denied', target: callback, key: topic, details }, now(), now());
      return { status: 'ended', why: `denied: ${reason}`, note };
    }
  }
  // A new one for each try, so that an answer to an earlier one counts for nothing.
  const challenge = randomBytes(24).toString('base64url');
  const url = withParameters(callback, {
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.challenge': challenge,
    'hub.lease_seconds': lease?.toString(),
    'hub.verify_token': token,
  });
  const answer = await ask(context, url, { method: 'GET', read: true });
  if (isFailure(answer) || answer.status >= 500) {
    const failure = isFailure(answer) ? answer : answer.failure;
    return delivery.tries + 1 < mostTries ? failure : { status: 'ended', why: failure.why };
  }
  if (!isSuccess(answer)) return { status: 'ended', why: answer.failure.why };
  if (answer.text !== challenge) return { status: 'ended', why: 'did not answer with the challenge' };
  const note = (): void => {
    if (mode === 'unsubscribe') {
      tables.subscriptions.delete(topic, callback);
      tables.deliveries.drop('content', callback, topic);
    } else {
      const expiresAt = now() + (lease ?? limits.hubLease) * 1000;
      const subscription = { topic, callback, expiresAt, ...(secret !== undefined && { secret }) };
      tables.subscriptions.set(subscription, host, now());
    }
  };
  return { status: 'done', note };
}

/** Why a subscription is denied that was accepted when it was asked for. */
async function refusalNow(context: OutboundContext, { key, target }: Delivery): Promise<string | undefined> {
  const refusal = refusalOfSubscription(context, key, target);
  if (refusal) return refusal.detail;
  const topic = topicOf(context.site, key);
  if (typeof topic === 'string') return `${key} ${topic}`;
  return (await context.feed(topic.scope, topic.format)) ? undefined : `${key} has no articles`;
}
