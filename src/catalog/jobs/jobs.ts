/** The jobs of the alarm, in the order in which they run. */

import { log } from '../../log.ts';
import { holdBacklog, lookedAtOnce } from '../batch/files/hold-files.ts';
import type { FlushContext } from '../context.ts';
import { flush } from '../outbox/flush.ts';
import { nextTelling } from '../outbound/tell-changes.ts';
import { heldUntil } from '../outbox/hold.ts';
import { markLive } from '../outbox/mark-live.ts';
import { longestWait } from '../tables/outbox.ts';
import { pauseAt } from '../outbox/pause.ts';
import { mostParts, partOf } from './parts.ts';
import { forgetRemovals, nextForgetting } from './forget-removals.ts';
import { indexArticles, indexedAtOnce } from './index-search.ts';
import type { Tables } from '../tables/tables.ts';
import { nextPages, writePages } from './pages.ts';
import { applySchedule, changedAtOnce } from './schedule.ts';
import { nextSweep, sweep } from './sweep.ts';

/** Articles are indexed for the search only if no write to KV is due for this long, ms. */
const quiet = 10_000;

export interface JobContext extends FlushContext {
  /** How many parts a job divides its usual amount of work into; see parts.ts. */
  parts: number;
  /** Waits until everything written so far is on disk. */
  persist: () => Promise<void>;
  /** Call inside a transaction; see epochs.ts. */
  enterEpochs: () => void;
  /** Tells the sender of the feeds that KV has taken. */
  tellSender: () => Promise<void>;
  /** Tells the sender of articles that have changed, for webhooks. */
  tellChanges: () => Promise<void>;
  /** Deletes the bytes of files, by git blob id. */
  deleteBytes: (blobs: readonly string[]) => Promise<void>;
  /** Imports the next slice of the last push. */
  advanceSync: () => Promise<void>;
}

export interface Job {
  name: string;
  /** ms since 1970; undefined: the job has nothing to do. */
  due: (tables: Tables, now: number) => number | undefined;
  /** Does the work that is due, up to what one alarm may do. */
  run: (context: JobContext) => Promise<void> | void;
}

export const jobs: readonly Job[] = [
  {
    name: 'epochs',
    // The object enters its epochs when it starts. This is the retry, should that have failed.
    due: () => undefined,
    run: ({ transaction, enterEpochs }) => transaction(enterEpochs),
  },
  {
    name: 'schedule',
    due: ({ articles }) => articles.nextWake(),
    run: ({ tables, now, transaction, parts }) => {
      const moment = now();
      transaction(() => applySchedule(tables, moment, partOf(changedAtOnce, parts)));
    },
  },
  {
    name: 'holding',
    due: ({ heldAssets }, now) => (heldAssets.next() ? now : undefined),
    run: ({ tables, now, transaction, parts }) => {
      if (tables.heldAssets.next())
        transaction(() => holdBacklog(tables, now(), partOf(lookedAtOnce, parts)));
    },
  },
  {
    name: 'outbox',
    due: ({ outbox, settings }, now) => {
      const next = outbox.nextTry();
      if (next === undefined) return undefined;
      // A later moment was written while the clock was ahead; the next flush corrects it.
      const due = next > now + longestWait ? now : next;
      return Math.max(due, pauseAt(settings, now)?.until ?? 0, heldUntil(settings, now) ?? 0);
    },
    run: async (context) => {
      const { tables, now, transaction, parts, persist } = context;
      const started = now();
      const { written, failed } = await flush(context, { parts, persist });
      if (failed > 0) {
        log('warn', 'flush', { written, failed, ms: now() - started, failures: tables.outbox.failures() });
      }
      transaction(() => markLive(tables, now()));
    },
  },
  {
    // After the outbox, so that subscribers hear of what KV has. The sender only notes it.
    name: 'announcements',
    due: ({ announcements }, now) => announcements.nextTry(now),
    run: async ({ tables, now, tellSender }) => {
      const next = tables.announcements.nextTry(now());
      if (next !== undefined && next <= now()) await tellSender();
    },
  },
  {
    name: 'webhooks',
    due: nextTelling,
    run: async ({ tables, now, tellChanges }) => {
      const next = nextTelling(tables, now());
      if (next !== undefined && next <= now()) await tellChanges();
    },
  },
  {
    // After the outbox: GitHub may take seconds to answer.
    name: 'sync',
    due: ({ imports }) => imports.nextTry(),
    run: async ({ tables, advanceSync }) => {
      if (tables.imports.nextTry() !== undefined) await advanceSync();
    },
  },
  {
    name: 'sweep',
    due: (tables) => nextSweep(tables),
    run: async (context) => {
      const next = nextSweep(context.tables);
      if (next !== undefined && next <= context.now()) await sweep(context, context.deleteBytes);
    },
  },
  {
    name: 'changes',
    due: nextForgetting,
    run: ({ tables, now, transaction }) => {
      const next = nextForgetting(tables);
      if (next !== undefined && next <= now()) transaction(() => forgetRemovals(tables, now()));
    },
  },
  {
    // In the quiet, so that a publish comes first.
    name: 'pages',
    due: (tables, now) => {
      const next = nextPages(tables);
      return next === undefined || isIdle(tables, now) ? next : undefined;
    },
    run: ({ tables, now, transaction }) => {
      const next = nextPages(tables);
      if (next !== undefined && next <= now() && isIdle(tables, now()))
        transaction(() => writePages(tables, now()));
    },
  },
  {
    name: 'search',
    due: (tables, now) => (isIdle(tables, now) && tables.backlog.next(1).length > 0 ? now : undefined),
    run: async ({ tables, now, transaction, parts, persist }) => {
      if (!isIdle(tables, now())) return;
      if (parts === mostParts) {
        // Indexing this article alone has killed every alarm. It stays published, but the search does not find it.
        transaction(() => tables.backlog.done(tables.backlog.next(1)));
        await persist();
      }
      transaction(() => indexArticles(tables, partOf(indexedAtOnce, parts)));
    },
  },
];

/** Whether no publish is under way and no write to KV is due soon. */
function isIdle({ outbox, settings }: Tables, now: number): boolean {
  if (heldUntil(settings, now) !== undefined) return false;
  const next = outbox.nextTry();
  return next === undefined || next > now + quiet;
}
