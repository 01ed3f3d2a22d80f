/** Requests to the hub (https://www.w3.org/TR/websub/#subscriber-sends-subscription-request): checked, and noted for verification. */

import { limits } from '../limits.ts';
import { ownHub } from '../site/config.ts';
import type { OutboundContext } from './context.ts';
import { refusalOf } from './guard.ts';
import type { Intent } from './send/verify.ts';
import { topicOf } from './topics.ts';

/** The hub's answer to a request. `detail`: a sentence. */
export interface HubAnswer {
  status: 202 | 400 | 404 | 429;
  detail: string;
}

type Refusal = HubAnswer & { status: 400 | 404 | 429 };

const hour = 60 * 60 * 1000;

/** The parameters that the hub reads. Others are ignored, and so is a second value. */
export type HubParameters = Readonly<
  Partial<
    Record<
      'hub.mode' | 'hub.topic' | 'hub.callback' | 'hub.secret' | 'hub.lease_seconds' | 'hub.verify_token',
      string
    >
  >
>;

/** Notes a request to subscribe or unsubscribe for verification. Call inside a transaction. */
export function takeRequest(context: OutboundContext, parameters: HubParameters): HubAnswer {
  const request = readRequest(context, parameters);
  if ('status' in request) return request;
  const { callback, topic, intent } = request;
  const { tables, now } = context;
  const { host } = new URL(callback);
  const refusal =
    (intent.mode === 'subscribe' ? refusalOfSubscription(context, topic, callback) : undefined) ??
    refusalOfHour(context, host);
  if (refusal) return refusal;
  const details = JSON.stringify(intent);
  tables.deliveries.add({ kind: 'verify', target: callback, key: topic, details }, now(), now());
  return { status: 202, detail: 'Accepted; the callback is asked whether it wants this.' };
}

const bad = (detail: string): Refusal => ({ status: 400, detail });

function readRequest(
  { site, permissions }: OutboundContext,
  parameters: HubParameters,
): Refusal | { callback: string; topic: string; intent: Intent } {
  if (site.hub !== ownHub(site))
    return {
      status: 404,
      detail: `This site has no hub of its own${site.hub ? `; its hub is ${site.hub}` : ''}.`,
    };
  const { 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': named, 'hub.secret': secret } = parameters;
  if (mode !== 'subscribe' && mode !== 'unsubscribe')
    return bad('"hub.mode" must be subscribe or unsubscribe.');
  if (!topic) return bad('"hub.topic" is missing: the address of a feed.');
  if (!named) return bad('"hub.callback" is missing: the address that takes the deliveries.');
  if (named.length > limits.hubCallbackLength)
    return bad(`"hub.callback" can have at most ${limits.hubCallbackLength} characters.`);
  const refusal = refusalOf(named, permissions);
  if (refusal) return bad(`"hub.callback" ${refusal}.`);
  // A fragment is never sent. Otherwise the address stays as it is written.
  const callback = named.trim().replace(/#.*$/s, '');
  const place = topicOf(site, topic);
  // A subscription from before a move to another address may still be ended.
  if (typeof place === 'string' && mode === 'subscribe') return bad(`"hub.topic" ${place}.`);
  if (topic.length > limits.requestUrlLength) return bad('"hub.topic" is too long.');
  if (secret !== undefined && Buffer.byteLength(secret) >= limits.hubSecretBytes)
    return bad(`"hub.secret" must have less than ${limits.hubSecretBytes} bytes.`);
  const token = parameters['hub.verify_token'];
  if (token !== undefined && token.length > limits.hubCallbackLength)
    return bad('"hub.verify_token" is too long.');
  const lease = leaseOf(parameters['hub.lease_seconds']);
  if (lease === undefined) return bad('"hub.lease_seconds" must be a whole number of seconds, more than 0.');
  const intent: Intent = {
    mode,
    ...(mode === 'subscribe' && { lease, ...(secret && { secret }) }),
    ...(token && { token }),
  };
  return { callback, topic, intent };
}

/** @returns seconds; undefined: invalid */
function leaseOf(text = ''): number | undefined {
  if (text === '') return limits.hubLease;
  if (!/^\d{1,15}$/.test(text) || Number(text) === 0) return undefined;
  return Math.min(Math.max(Number(text), limits.hubShortestLease), limits.hubLongestLease);
}

/** Why there is no room for a subscription. A renewal takes none. */
export function refusalOfSubscription(
  { tables: { subscriptions }, now }: Pick<OutboundContext, 'tables' | 'now'>,
  topic: string,
  callback: string,
): Refusal | undefined {
  if (subscriptions.get(topic, callback, now())) return undefined;
  const { host } = new URL(callback);
  if (subscriptions.countAt(host, limits.hubHost) >= limits.hubHost)
    return { status: 429, detail: `${host} has ${limits.hubHost} subscriptions, which is the most.` };
  if (subscriptions.countOf(topic, limits.hubTopic) >= limits.hubTopic)
    return { status: 429, detail: `The feed has ${limits.hubTopic} subscriptions, which is the most.` };
  return undefined;
}

/** Counts a request: each makes the hub ask a server that a stranger has named. */
function refusalOfHour({ tables: { counts }, now }: OutboundContext, host: string): Refusal | undefined {
  const name = `new ${Math.floor(now() / hour)}`;
  const later = (most: number): Refusal => ({
    status: 429,
    detail: `The hub takes ${most} requests of this kind an hour; try again in an hour.`,
  });
  if (counts.get(`${name} ${host}`) >= limits.hubHostHour) return later(limits.hubHostHour);
  if (counts.get(name) >= limits.hubHour) return later(limits.hubHour);
  // Hosts are forgotten with the hour.
  if (counts.add(name) === 1) counts.forgetHoursBut(Math.floor(now() / hour));
  counts.add(`${name} ${host}`);
  return undefined;
}
