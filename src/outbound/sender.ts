/**
 * Sends what is due, some of it side by side. Receivers that do not answer hold up others as little as possible: such a
 * host gets one request at a time, a probe, and all probes together leave most connections to the others.
 */

import { log } from '../log.ts';
import type { OutboundContext, Outcome } from './context.ts';
import { longestWait, waitAfter } from './retries.ts';
import { kinds } from './send/kinds.ts';
import type { Delivery } from './tables/deliveries.ts';

/** Requests of one alarm; the free plan allows an invocation 50. The rest goes out with the next alarm. */
const requestsPerAlarm = 45;
/** Requests under way at once: an invocation has six connections that wait for an answer. */
const connections = 6;
/** Those to one host. The first one to it goes alone, until it is answered. */
const connectionsOfHost = 4;
/** Those to hosts that have not answered yet, … */
const firstRequests = 4;
/** … and those to hosts that did not answer last time. */
const probes = 2;
/** Deliveries that are read at once. */
const read = 90;
/** How often it is looked for new deliveries while requests are under way, ms. */
const glance = 200;

type Caution = 'none' | 'first' | 'probe';

interface UnderWay {
  delivery: Delivery;
  caution: Caution;
  /** Resolves when the outcome is written; never rejects. */
  end: Promise<void>;
}

export class Sender {
  /** By `idOf`. They outlive an alarm: the next one begins while a slow receiver is waited for. */
  readonly #underWay = new Map<string, UnderWay>();
  /** Hosts that have answered since the sender last had nothing to do. */
  readonly #proven = new Set<string>();
  /** Those that were due when they were read, the next first. */
  #queue: Delivery[] = [];
  /** Why an outcome could not be written. */
  #fault: unknown;

  /**
   * Sends until nothing is due, or the requests of an alarm are used up.
   * @returns whether they are
   * @throws what the database throws: to go on would send the same again and again
   */
  async send(context: OutboundContext): Promise<boolean> {
    for (let left = requestsPerAlarm; ;) {
      const fault = this.#fault;
      this.#fault = undefined;
      if (fault !== undefined) throw fault;
      const next = left > 0 ? this.#next(context) : undefined;
      if (next) {
        left--;
        this.#begin(context, next);
      } else if (left > 0 ? this.#underWay.size > 0 : this.#count('none') > 0) {
        // Something may become due meanwhile.
        await Promise.race([...[...this.#underWay.values()].map(({ end }) => end), scheduler.wait(glance)]);
      } else {
        if (left > 0) this.#proven.clear();
        return left === 0;
      }
    }
  }

  /** Resolves when no request is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.#underWay.values()].map(({ end }) => end));
  }

  #count(caution: Caution): number {
    return [...this.#underWay.values()].filter((each) => each.caution === caution).length;
  }

  #next({ tables: { deliveries }, now }: OutboundContext): Omit<UnderWay, 'end'> | undefined {
    if (this.#underWay.size >= connections) return undefined;
    const at = new Map<string, number>();
    for (const { delivery } of this.#underWay.values())
      at.set(delivery.host, (at.get(delivery.host) ?? 0) + 1);
    if (this.#count('probe') < probes) {
      const probe = deliveries.probes(now(), probes + 1).find(({ host }) => !at.has(host));
      if (probe) return { delivery: probe, caution: 'probe' };
    }
    const mayBeFirst = this.#count('first') < firstRequests;
    const isOpen = (host: string): boolean =>
      this.#proven.has(host) ? (at.get(host) ?? 0) < connectionsOfHost : mayBeFirst && !at.has(host);
    const take = (): Delivery | undefined => {
      for (;;) {
        const index = this.#queue.findIndex((each) => isOpen(each.host) && !this.#underWay.has(idOf(each)));
        const [next] = index === -1 ? [] : this.#queue.splice(index, 1);
        if (!next || deliveries.isDue(next, now())) return next;
      }
    };
    let delivery = take();
    if (!delivery) {
      // Without the hosts that have enough: all that is due may be for them.
      const full = [...at.keys()].filter((host) => !isOpen(host));
      this.#queue = deliveries.due(now(), read, full);
      delivery = take();
    }
    return delivery && { delivery, caution: this.#proven.has(delivery.host) ? 'none' : 'first' };
  }

  #begin(context: OutboundContext, { delivery, caution }: Omit<UnderWay, 'end'>): void {
    const id = idOf(delivery);
    const end = this.#end(context, delivery).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, { delivery, caution, end });
  }

  async #end(context: OutboundContext, delivery: Delivery): Promise<void> {
    try {
      const answers = await settle(context, delivery);
      if (answers) this.#proven.add(delivery.host);
      else this.#proven.delete(delivery.host);
    } catch (error) {
      this.#fault = error;
    }
  }
}

const idOf = ({ kind, target, key }: Delivery): string =>
  JSON.stringify(kinds[kind].together ? [kind, target] : [kind, target, key]);

/** @returns whether the host answers, as far as is known @throws what the database throws */
async function settle(context: OutboundContext, delivery: Delivery): Promise<boolean> {
  let outcome: Outcome;
  try {
    outcome = await kinds[delivery.kind].send(context, delivery);
  } catch (error) {
    // The catalog does not answer, for example.
    outcome = { status: 'failed', why: String(error), isDown: false };
  }
  context.transaction(() => record(context, delivery, outcome));
  return !('isDown' in outcome && outcome.isDown);
}

function record({ tables, now }: OutboundContext, delivery: Delivery, outcome: Outcome): void {
  const { deliveries, hosts, counts } = tables;
  const { kind, target, host, tries } = delivery;
  switch (outcome.status) {
    case 'moot':
      return deliveries.done(delivery);
    case 'done':
      hosts.answered(host);
      deliveries.done(delivery);
      return outcome.note?.();
    case 'kept':
      if (!outcome.isDown) hosts.answered(host);
      return outcome.note();
    case 'ended':
      deliveries.done(delivery);
      log('warn', 'outbound', { kind, target, error: outcome.why });
      return outcome.note?.();
    case 'later':
      return deliveries.later(delivery, outcome.at);
    case 'failed': {
      const { why, after = 0, isDown } = outcome;
      if (!isDown) hosts.answered(host);
      // Several requests to a host that fail at once are one failure of it.
      const isNews = isDown && hosts.isDue(host, now());
      const waitOfHost = waitAfter(hosts.failures(host) + (isNews ? 1 : 0));
      if (isNews) hosts.failed(host, now() + Math.min(after || (waitOfHost ?? longestWait), longestWait));
      const wait = waitAfter(tries + 1);
      if (wait !== undefined) deliveries.failed(delivery, why, now() + Math.min(after || wait, longestWait));
      else {
        deliveries.done(delivery);
        counts.add('given_up');
      }
      log('warn', 'outbound', {
        kind,
        target,
        error: why,
        tries: tries + 1,
        ...(wait === undefined && { givenUp: 1 }),
      });
      if (!isDown || waitOfHost !== undefined) return;
      // It has not answered for half a day: those that waited for the probes are not sent either.
      const dropped = deliveries.dropAt(host);
      hosts.forget(host);
      counts.add('given_up', dropped);
      if (dropped > 0) log('warn', 'outbound', { target: host, error: why, givenUp: dropped });
    }
  }
}
