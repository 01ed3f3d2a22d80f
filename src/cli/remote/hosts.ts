/** Asks many addresses: several hosts side by side, and each of them one question at a time. */

import { limits } from '../../limits.ts';
import { ask, type Outcome, type Send, type Use } from './ask.ts';
import { noSuchHost } from './reason.ts';
import { Requests, type Network } from './request.ts';
import { Turns } from './turns.ts';

/** Questions that a host leaves without an answer before it is left alone. */
export const patience = 3;

interface Question {
  url: string;
  use: Use;
}

type Report = (url: string, outcome: Outcome) => void;

const unasked = (reason: string): Outcome => ({ status: 'unasked', reason });

/**
 * Asks all addresses, and reports the outcome of each as it comes.
 * @param addresses absolute http(s) addresses, each with its use
 * @param stop ends all: what is left is not reported
 */
export async function askAll(
  addresses: ReadonlyMap<string, Use>,
  network: Network,
  stop: AbortSignal,
  report: Report,
): Promise<void> {
  const requests = new Requests(network);
  const round: Round = { requests, turns: new Turns(), stop, late: AbortSignal.timeout(limits.remoteTotal) };
  const { queues, beyond } = byHost(addresses);
  for (const url of beyond) report(url, unasked(`a run asks ${limits.remoteAddresses} addresses`));
  const waiting = queues.values();
  try {
    await Promise.all(
      Array.from({ length: limits.remoteHosts }, async () => {
        // All of them take from the same iterator.
        for (const [host, questions] of waiting) await askHost(host, questions, round, report);
      }),
    );
  } finally {
    requests.close();
  }
}

interface Round {
  requests: Requests;
  turns: Turns;
  stop: AbortSignal;
  late: AbortSignal;
}

function byHost(addresses: ReadonlyMap<string, Use>): {
  queues: [host: string, questions: Question[]][];
  beyond: string[];
} {
  const all = [...addresses];
  const queues = new Map<string, Question[]>();
  for (const [url, use] of all.slice(0, limits.remoteAddresses)) {
    const host = new URL(url).hostname;
    const queue = queues.get(host);
    if (queue) queue.push({ url, use });
    else queues.set(host, [{ url, use }]);
  }
  return { queues: [...queues], beyond: all.slice(limits.remoteAddresses).map(([url]) => url) };
}

/** Asks the addresses of a host, until it is clear that the rest would be in vain. */
async function askHost(
  host: string,
  questions: readonly Question[],
  { requests, turns, stop, late }: Round,
  report: Report,
): Promise<void> {
  const ended = AbortSignal.any([stop, late]);
  /** The host whose request failed: a redirect may have led to another one. */
  let failed: string | undefined;
  const send: Send = (url, method) =>
    turns.take(url.hostname, async () => {
      try {
        return await requests.send(url, method, ended);
      } catch (error) {
        failed = url.hostname;
        throw error;
      }
    });
  let silent = 0;
  /** The outcome of the rest. */
  let rest: Outcome | undefined;
  for (const { url, use } of questions) {
    if (stop.aborted) return;
    failed = undefined;
    const outcome = rest ?? (await ask(url, use, send));
    if (stop.aborted) return;
    if (late.aborted) {
      rest = unasked(`${limits.remoteTotal / 60_000} minutes are over`);
      report(url, failed === undefined ? outcome : rest);
      continue;
    }
    report(url, outcome);
    if (rest) continue;
    const isSilent = failed === host && outcome.status === 'dead';
    silent = isSilent ? silent + 1 : 0;
    if (outcome.status === 'unasked' || (isSilent && outcome.reason === noSuchHost)) rest = outcome;
    else if (silent >= patience) rest = unasked(`the host left ${patience} requests without an answer`);
  }
}
