/** Sends what other servers are to be told, aside from everything else: nothing waits for them. */

import { limits } from '../../limits.ts';
import { log } from '../../log.ts';
import type { CatalogContext } from '../context.ts';
import { longestOutboundWait, type OutboundRequest, type OutboundTarget } from '../tables/outbound.ts';
import { formType, pingOf } from './ping.ts';

export interface OutboundContext extends CatalogContext {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Requests of one alarm. With the 40 of an import they stay below the free plan's 50 subrequests of an invocation. */
const requestsPerAlarm = 4;
/** Timeout of a request, ms. */
const timeout = 10_000;
/** If the object dies during a request, its target is due again after this long, ms. */
const lease = 3 * timeout;
/** The first backoff, ms; each one after it is twice as long. */
const firstWait = 5_000;
/** After this long a request is dropped, ms: readers have fetched the feed by themselves. */
const longestLife = 24 * 60 * 60 * 1000;
/**
 * A hub is told at once and again after this long, ms. It fetches the feed when it is told, and KV, the edge and the memory
 * of a worker may give it the earlier version for a minute each.
 */
const secondPing = 150_000;
/** Characters of an answer that are read: a hub that refuses says why. */
const readCharacters = 200;

/** Sends what is due. Failures are noted; the alarm tries again. */
export async function sendOutbound(context: OutboundContext): Promise<void> {
  const { tables, now } = context;
  for (let sent = 0; sent < requestsPerAlarm; sent++) {
    const due = tables.outbound.due(now());
    if (!due) return;
    await send(context, due);
  }
}

async function send(context: OutboundContext, { target, tries }: OutboundTarget): Promise<void> {
  const { tables, site, now, transaction } = context;
  const { outbound } = tables;
  if (target !== site.hub) {
    // The setting has changed.
    transaction(() => outbound.expire(target, Infinity));
    return;
  }
  const due = outbound.requests(target, now(), limits.pingTopics);
  if (due.length === 0) return transaction(() => outbound.reached(target));
  const { body, told } = pingOf(site, due);
  transaction(() => outbound.begin(target, now() + lease));
  const failure = await post(context, target, body);
  transaction(() => {
    if (failure) fail(context, target, tries, failure);
    else succeed(context, target, due.slice(0, told));
  });
}

function succeed({ tables, now }: OutboundContext, target: string, told: readonly OutboundRequest[]): void {
  const { first = [], second = [] } = Object.groupBy(told, ({ sent }) => (sent === 0 ? 'first' : 'second'));
  tables.outbound.again(target, first, now() + secondPing);
  tables.outbound.done(target, second);
  tables.outbound.reached(target);
}

interface Failure {
  why: string;
  /** The target's wish, ms. */
  after?: number;
}

function fail({ tables, now }: OutboundContext, target: string, tries: number, failure: Failure): void {
  const { why, after = 0 } = failure;
  const wait = Math.min(Math.max(firstWait * 2 ** tries, after), longestOutboundWait);
  tables.outbound.failed(target, why, now() + wait);
  const givenUp = tables.outbound.expire(target, now() - longestLife);
  log('warn', 'outbound', { target, error: why, tries: tries + 1, ...(givenUp && { givenUp }) });
}

/** @returns undefined if the target has taken it */
async function post(
  { site, fetch }: OutboundContext,
  target: string,
  body: string,
): Promise<Failure | undefined> {
  try {
    const response = await fetch(target, {
      method: 'POST',
      body,
      headers: { 'Content-Type': formType, 'User-Agent': `edgefeed (+${site.url}/)` },
      // To follow it would make a GET of the POST.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const { ok, status, headers } = response;
    const said = await beginningOf(response);
    if (ok) return undefined;
    const to = headers.get('Location');
    const detail = to === null ? said : `a redirect to ${to}; set HUB_URL to the address that it leads to`;
    const seconds = Number(headers.get('Retry-After') ?? 0);
    return {
      why: `${target} answered ${status}${detail && `: ${detail}`}`,
      ...(seconds > 0 && { after: seconds * 1000 }),
    };
  } catch (error) {
    return { why: `${target} did not answer: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The first characters of an answer; the rest is not read. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder()
    .decode(value?.subarray(0, 4 * readCharacters))
    .slice(0, readCharacters)
    .trim();
}
