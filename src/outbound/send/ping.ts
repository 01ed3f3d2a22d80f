/**
 * Telling another hub that feeds have changed: `hub.mode=publish` with `hub.url` for each feed. WebSub leaves this request
 * to the hubs; PubSubHubbub Core 0.3, section 7.1, has it, and the public hubs take it.
 */

import { limits } from '../../limits.ts';
import { ownHub, type Site } from '../../site/config.ts';
import type { OutboundContext, Outcome } from '../context.ts';
import { ask, isFailure, isSuccess } from '../request.ts';
import type { Delivery } from '../tables/deliveries.ts';
import { topicsOfChange } from '../topics.ts';

const formType = 'application/x-www-form-urlencoded';

/**
 * A hub is told at once and again after this long, ms. It fetches the feed when it is told, and KV, the edge and the memory
 * of a worker may give it the earlier version for a minute each.
 */
const secondPing = 150_000;
/** The details of a delivery that has been sent once. */
const sentOnce = 'once';

/** Sends what is due for the hub, in one request. The key of a delivery is that of a scope, its target the hub. */
export async function sendPing(context: OutboundContext, delivery: Delivery): Promise<Outcome> {
  const { tables, site, now } = context;
  const { kind, target } = delivery;
  // The setting has changed.
  if (target !== site.hub || target === ownHub(site)) return { status: 'moot' };
  const due = tables.deliveries.of(kind, target, now(), limits.pingTopics);
  const others = due.filter(({ key }) => key !== delivery.key);
  const { body, told } = pingOf(
    site,
    [delivery, ...others].map(({ key }) => key),
  );
  const answer = await ask(context, target, {
    method: 'POST',
    body,
    headers: { 'Content-Type': formType },
    read: true,
  });
  // What one change meets, all of them meet.
  if (isFailure(answer)) return { ...answer, isDown: true };
  if (!isSuccess(answer)) return { ...answer.failure, isDown: true };
  const note = (): void => {
    for (const each of [delivery, ...others].slice(0, told)) {
      if (each.details === sentOnce) tables.deliveries.done(each);
      else tables.deliveries.later({ ...each, details: sentOnce }, now() + secondPing);
    }
  };
  return { status: 'kept', note };
}

/**
 * One request for as many changes as fit, always one.
 * @param keys of changes; each has a topic in one format or more
 * @returns `told`: how many of them it tells
 */
function pingOf(site: Site, keys: readonly string[]): { body: string; told: number } {
  let body = 'hub.mode=publish';
  let told = 0;
  let named = 0;
  for (const key of keys) {
    const topics = topicsOfChange(site, key);
    const more = topics.map((topic) => `&hub.url=${encodeURIComponent(topic)}`).join('');
    named += topics.length;
    if (told > 0 && !(named <= limits.pingTopics && body.length + more.length <= limits.pingBytes)) break;
    body += more;
    told++;
  }
  return { body, told };
}
