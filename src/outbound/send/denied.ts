/** Denial (https://www.w3.org/TR/websub/#subscription-validation): tells a subscriber that it does not get what it asked for. */

import type { OutboundContext, Outcome } from '../context.ts';
import { ask, isFailure, isSuccess } from '../request.ts';
import type { Delivery } from '../tables/deliveries.ts';
import { withParameters } from './parameters.ts';

/** The key of the delivery is the topic, its target the callback. */
export async function sendDenial(context: OutboundContext, delivery: Delivery): Promise<Outcome> {
  const { reason } = JSON.parse(delivery.details ?? '{}') as { reason?: string };
  const url = withParameters(delivery.target, {
    'hub.mode': 'denied',
    'hub.topic': delivery.key,
    'hub.reason': reason,
  });
  const answer = await ask(context, url, { method: 'GET' });
  if (!isFailure(answer) && isSuccess(answer)) return { status: 'done' };
  // It asks again if it did not hear this.
  return { status: 'ended', why: isFailure(answer) ? answer.why : answer.failure.why };
}
