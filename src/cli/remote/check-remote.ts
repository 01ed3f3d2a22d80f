/** `edgefeed check --remote`: asks the files of other sites that the articles name. */

import type { Problem } from '../../article/problem.ts';
import type { Progress } from '../output/progress.ts';
import { isVague, type Outcome } from './ask.ts';
import type { ServerFacts } from './add-facts.ts';
import { durationsOf, type RemoteMedium } from './durations.ts';
import { askAll } from './hosts.ts';
import { networkFor } from './network.ts';
import type { RemoteFile, RemoteNames } from './remote-names.ts';
import { warningsOf } from './warnings.ts';
import { writeFacts } from './write-facts.ts';

/** What the command says as it goes. */
export interface Listener {
  /** An address was asked, or left. */
  asked?(url: string, file: RemoteFile, outcome: Outcome): void;
  /** Warnings about an article. */
  found(path: string, problems: readonly Problem[]): void;
  /** A file was changed. */
  written(path: string, enclosures: number): void;
}

/** Counts of addresses. */
export interface RemoteTotals {
  counts: Record<Outcome['status'], number>;
  /** Why addresses were not asked, by host. */
  unasked: Map<string, { reason: string; count: number }>;
  enclosuresWritten: number;
}

export interface RemoteOptions {
  /** Whether private addresses are asked, too. */
  allowPrivate?: boolean | undefined;
  write?: boolean | undefined;
  /** The content folder. */
  folder: string;
  siteUrl: string;
  /** Ends all early; nothing is written then. */
  stop: AbortSignal;
  progress: Progress;
}

export async function checkRemote(
  names: RemoteNames,
  options: RemoteOptions,
  listener: Listener,
): Promise<RemoteTotals> {
  const { stop, progress } = options;
  const totals: RemoteTotals = {
    counts: { ok: 0, dead: 0, 'wrong-type': 0, private: 0, unasked: 0 },
    unasked: new Map(),
    enclosuresWritten: 0,
  };
  const outcomes = new Map<string, Outcome>();
  const addresses = new Map(Array.from(names.files, ([url, { use }]) => [url, use]));
  progress.stage('asking other sites', addresses.size, 'address');
  await askAll(addresses, networkFor(options), stop, (url, outcome) => {
    progress.advance();
    const file = names.files.get(url)!;
    outcomes.set(url, outcome);
    totals.counts[outcome.status]++;
    if (outcome.status === 'unasked') countUnasked(totals, url, outcome.reason);
    listener.asked?.(url, file, outcome);
    for (const { path, problem } of warningsOf(url, file, outcome)) listener.found(path, [problem]);
  });
  progress.end();
  if (!options.write || stop.aborted) return totals;
  const durations = await durationsOf(unmeasured(names, outcomes), networkFor(options), stop);
  if (!stop.aborted) writeAll(names, { outcomes, durations }, options, listener, totals);
  return totals;
}

function countUnasked({ unasked }: RemoteTotals, url: string, reason: string): void {
  const { host } = new URL(url);
  const known = unasked.get(host);
  if (known) known.count++;
  else unasked.set(host, { reason, count: 1 });
}

/** The enclosures that are there, and of which no article says how long they are. */
const unmeasured = (names: RemoteNames, outcomes: ReadonlyMap<string, Outcome>): RemoteMedium[] =>
  Array.from(names.files).flatMap(([url, { lacksDuration }]) => {
    const outcome = outcomes.get(url);
    return lacksDuration && outcome?.status === 'ok'
      ? [{ url, type: outcome.type, bytes: outcome.bytes }]
      : [];
  });

interface Known {
  outcomes: ReadonlyMap<string, Outcome>;
  /** Seconds. */
  durations: ReadonlyMap<string, number>;
}

function writeAll(
  names: RemoteNames,
  { outcomes, durations }: Known,
  { folder, siteUrl }: RemoteOptions,
  listener: Listener,
  totals: RemoteTotals,
): void {
  const factsOf = (url: string): ServerFacts | undefined => {
    const outcome = outcomes.get(url);
    if (outcome?.status !== 'ok') return undefined;
    const { bytes, type } = outcome;
    const duration = durations.get(url);
    return {
      ...(bytes !== undefined && { bytes }),
      ...(type !== undefined && !isVague(type) && { type }),
      ...(duration !== undefined && { duration }),
    };
  };
  for (const enclosing of names.enclosing) {
    const placeOf = (url: string): Pick<Problem, 'line' | 'column'> => {
      const place = names.files.get(url)?.places.find(({ path }) => path === enclosing.path);
      return { line: place?.line ?? 1, column: place?.column ?? 1 };
    };
    const { path, enclosures, problems } = writeFacts(folder, enclosing, siteUrl, factsOf, placeOf);
    if (problems.length > 0) listener.found(path, problems);
    if (enclosures === 0) continue;
    totals.enclosuresWritten += enclosures;
    listener.written(path, enclosures);
  }
}
