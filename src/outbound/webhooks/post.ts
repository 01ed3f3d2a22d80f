/** One request to an endpoint. */

import type { OutboundContext } from '../context.ts';
import { ask, isFailure, isSuccess } from '../request.ts';
import type { Endpoint } from '../tables/endpoints.ts';
import { headersOf } from './message.ts';

type Posted =
  | { delivered: true; answer: string }
  /** `after`: the wish of the endpoint, ms. `isGone`: it wants no more. */
  | { delivered: false; answer: string; after: number; isDown: boolean; isGone: boolean };

export async function post(
  context: OutboundContext,
  endpoint: Endpoint,
  message: { id: string; body: string },
): Promise<Posted> {
  // HUB_CALLBACKS is about subscribers.
  const permissions = { ...context.permissions, http: false };
  const answer = await ask({ ...context, permissions }, endpoint.url, {
    method: 'POST',
    body: message.body,
    headers: headersOf(endpoint, message.id, message.body, context.now()),
    read: true,
  });
  if (!isFailure(answer) && isSuccess(answer))
    return { delivered: true, answer: `answered ${answer.status}` };
  const { why, after = 0, isDown } = isFailure(answer) ? answer : answer.failure;
  return {
    delivered: false,
    answer: why,
    after,
    isDown,
    isGone: !isFailure(answer) && answer.status === 410,
  };
}
