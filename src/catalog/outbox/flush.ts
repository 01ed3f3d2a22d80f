/** Writes what waits in the outbox to KV, feeds first. Work that fails stays in the outbox for a retry. */

import { allFormats } from '../../feed/formats.ts';
import type { FlushContext } from '../context.ts';
import { mostParts, partOf } from '../jobs/parts.ts';
import { backoff, longestWait, type Work, type WorkKind } from '../tables/outbox.ts';
import { heldUntil, release } from './hold.ts';
import { TooSoon, type Outcome } from './outcome.ts';
import { notePause, pauseAt } from './pause.ts';
import { writeAddresses } from './write-addresses.ts';
import { writeFeeds } from './write-feeds.ts';
import { writeIndexes } from './write-index.ts';

/** Operations on KV in one alarm; the platform allows 1,000 in an invocation. */
const operationsPerAlarm = 900;

/** How long KV may take to show a new value elsewhere, ms. */
const visibleAfter = 60_000;
/** How often a document is written again that lacks a part, half an hour in all: each time is a write to KV. */
const mostRewrites = 8;

export interface FlushOptions {
  /** How many parts a wave is divided into; see parts.ts. */
  parts: number;
  /** Waits until everything written so far is on disk. */
  persist: () => Promise<void>;
}
const undivided: FlushOptions = { parts: 1, persist: async () => {} };

/** The kinds of work, in the order in which they are written. */
const kinds: readonly {
  kind: WorkKind;
  /** Operations on KV that one piece takes at most. */
  operations: number;
  /**
   * Pieces written side by side. An invocation has six connections, so more feeds at once are not faster, and rendered
   * documents wait in memory, usually 256 KiB each.
   */
  wave: number;
  perform: (context: FlushContext, works: readonly Work[]) => Promise<Outcome[]>;
}[] = [
  { kind: 'feed', operations: allFormats.length, wave: 4, perform: writeFeeds },
  { kind: 'index', operations: 1, wave: 1, perform: writeIndexes },
  { kind: 'article', operations: 1, wave: 100, perform: writeAddresses },
];

/** Writes the work that is due, up to `operationsPerAlarm`. */
export async function flush(
  context: FlushContext,
  { parts, persist }: FlushOptions = undivided,
): Promise<{ written: number; failed: number }> {
  const { tables, now, transaction } = context;
  let budget = operationsPerAlarm;
  const sum = { written: 0, failed: 0 };
  if (heldUntil(tables.settings, now()) !== undefined) return sum;
  release(tables.settings);
  transaction(() => tables.outbox.recall(now()));
  const pause = pauseAt(tables.settings, now());
  if (pause && now() < pause.until) return sum;
  // After a pause one piece of each kind probes whether KV takes writes again. Each kind is probed, since one whose first
  // piece always fails must not block the others.
  let probing = pause !== undefined;
  for (const { kind, operations, wave, perform } of kinds) {
    for (;;) {
      const limit = Math.min(probing ? 1 : partOf(wave, parts), Math.floor(budget / operations));
      const works = limit > 0 ? tables.outbox.due(kind, now(), limit) : [];
      if (works.length === 0) break;
      if (parts === mostParts) {
        // Even alarms of single pieces have died. Put the piece off before trying it, so that it is not the first again.
        for (const work of works) tables.outbox.failed(work, 'never ended', now() + backoff(work.tries));
        await persist();
      }
      const outcomes = await perform(context, works);
      const { written, failed, used } = transaction(() => settle(context, kind, works, outcomes));
      sum.written += written;
      sum.failed += failed;
      budget -= used;
      // A local KV answers so fast that waves would follow without a break: let requests of readers in.
      await scheduler.wait(0);
      if (written > 0) probing = false;
      else if (failed > 0) {
        probing = true;
        break;
      }
    }
  }
  transaction(() => notePause(tables.settings, sum, now()));
  return sum;
}

/** Records how pieces of work ended. */
function settle(
  { tables, site, now }: FlushContext,
  kind: WorkKind,
  works: readonly Work[],
  outcomes: readonly Outcome[],
) {
  const sum = { written: 0, failed: 0, used: 0 };
  const done: Work[] = [];
  const changedFeeds: { key: string; since: number }[] = [];
  for (const [i, outcome] of outcomes.entries()) {
    const work = works[i]!;
    if (outcome.status === 'rejected') {
      tables.outbox.failed(work, String(outcome.reason), now() + backoff(work.tries));
      sum.failed++;
      sum.used++;
    } else if (outcome.value instanceof TooSoon) {
      tables.outbox.postpone(work, outcome.value.until);
    } else {
      const { operations, documents = [], deleted = [], related, news = [], lacking } = outcome.value;
      for (const row of documents) tables.documents.set(row);
      for (const key of deleted) tables.documents.delete(key);
      if (related) tables.related.note(related.by, related.ids);
      if (lacking !== undefined && work.tries < mostRewrites)
        tables.outbox.failed(work, lacking, now() + Math.min(visibleAfter * 2 ** work.tries, longestWait));
      else done.push(work);
      if (documents.length > 0) changedFeeds.push(...news.map((key) => ({ key, since: work.changedAt })));
      sum.written += operations;
      sum.used += operations;
    }
  }
  if (done.length > 0) tables.outbox.done(kind, done);
  if (site.hub) tables.announcements.add(changedFeeds, now());
  return sum;
}
