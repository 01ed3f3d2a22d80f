/** What the alarm does, one row a job, in its order. */

import { log } from '../../log.ts';
import { flush, type FlushContext } from '../outbox/flush.ts';
import { heldUntil } from '../outbox/hold.ts';
import { noteLive } from '../outbox/mark-live.ts';
import { longestWait } from '../tables/outbox.ts';
import { pauseAt } from '../outbox/pause.ts';
import { mostParts, partOf } from './parts.ts';
import { catchUp, indexedAtOnce } from './index-search.ts';
import type { Tables } from '../tables/tables.ts';
import { wake, wokenAtOnce } from './schedule.ts';

/** The index has its turn when the outbox has nothing to do for so long, ms. */
const quiet = 10_000;

/** What a job works with. */
export interface JobContext extends FlushContext {
  /** Into how many parts it divides what it does at once as a rule; see parts.ts. */
  parts: number;
  /** Has what was written until now on disk. */
  sync: () => Promise<void>;
  /** Takes over a configuration or a version that the catalog was not last used with; inside a transaction. */
  enterEpochs: () => void;
  /** Does the next slice of an import. */
  advanceImport: () => Promise<void>;
}

export interface Job {
  name: string;
  /** When the job is due, ms since 1970; undefined: it has nothing to do. */
  due: (tables: Tables, now: number) => number | undefined;
  /** Does what is due, and of long work as much as one alarm should. */
  run: (context: JobContext) => Promise<void> | void;
}

export const jobs: readonly Job[] = [
  {
    name: 'epochs',
    // Asked for when the object starts; here only what failed then.
    due: () => undefined,
    run: ({ transaction, enterEpochs }) => transaction(enterEpochs),
  },
  {
    name: 'schedule',
    due: ({ articles }) => articles.nextWake(),
    run: ({ tables, now, transaction, parts }) => {
      const moment = now();
      transaction(() => wake(tables, moment, partOf(wokenAtOnce, parts)));
    },
  },
  {
    name: 'outbox',
    due: ({ outbox, settings }, now) => {
      const next = outbox.nextTry();
      if (next === undefined) return undefined;
      // What a clock noted that was ahead is recalled by the next flush.
      const due = next > now + longestWait ? now : next;
      return Math.max(due, pauseAt(settings, now)?.until ?? 0, heldUntil(settings, now) ?? 0);
    },
    run: async (context) => {
      const { tables, now, transaction, parts, sync } = context;
      const started = now();
      const { written, failed } = await flush(context, { parts, sync });
      if (failed > 0) {
        log('warn', 'flush', { written, failed, ms: now() - started, failures: tables.outbox.failures() });
      }
      transaction(() => noteLive(tables, now()));
    },
  },
  {
    // After the feeds: what GitHub is asked for may take seconds.
    name: 'import',
    due: ({ imports }) => imports.nextTry(),
    run: async ({ tables, advanceImport }) => {
      if (tables.imports.nextTry() !== undefined) await advanceImport();
    },
  },
  {
    name: 'search',
    due: (tables, now) => (isIdle(tables, now) && tables.backlog.next(1).length > 0 ? now : undefined),
    run: async ({ tables, now, transaction, parts, sync }) => {
      if (!isIdle(tables, now())) return;
      if (parts === mostParts) {
        // Alarms do not end over this article: it is published, but not found.
        transaction(() => tables.backlog.done(tables.backlog.next(1)));
        await sync();
      }
      transaction(() => catchUp(tables, partOf(indexedAtOnce, parts)));
    },
  },
];

/** Whether nothing is being published, and nothing is about to be written. */
function isIdle({ outbox, settings }: Tables, now: number): boolean {
  if (heldUntil(settings, now) !== undefined) return false;
  const next = outbox.nextTry();
  return next === undefined || next > now + quiet;
}
