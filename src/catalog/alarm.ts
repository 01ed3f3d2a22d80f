/** What the alarm does, step by step, and when it is to ring next. */

import { log, reasonOf } from '../log.ts';
import { flush, type FlushContext } from './outbox/flush.ts';
import { heldUntil } from './outbox/hold.ts';
import { catchUp, indexedAtOnce } from './search/indexing.ts';
import { beginRing, endRing, mostParts, partOf } from './parts.ts';
import { noteLive } from './outbox/live.ts';
import { pauseIn } from './outbox/pause.ts';
import type { Tables } from './tables.ts';
import { wake, wokenAtOnce } from './wake.ts';

/** An article may be scheduled for the year 2999, but the platform takes no alarm that late; ms. */
const longestSleep = 30 * 24 * 60 * 60 * 1000;

/** Long work begins only where the outbox has nothing to do for so long, ms. */
const quiet = 10_000;

/** What an alarm works with. */
export interface Ring {
  context: FlushContext;
  /** Takes over a configuration or a version that the catalog was not last used with. */
  adopt: () => void;
  /** Does the next slice of an import. */
  advanceImport: () => Promise<void>;
  /** Has what was written until now on disk. */
  sync: () => Promise<void>;
}

/**
 * Does what is due, and of long work as much as one alarm should; `nextAlarm` tells when to go on.
 * @returns whether all of it went well; a part that fails keeps the others from nothing
 */
export async function ring({ context, adopt, advanceImport, sync }: Ring): Promise<boolean> {
  const { tables, now, transaction } = context;
  const { settings, backlog, imports } = tables;
  const started = now();
  const parts = transaction(() => beginRing(settings));
  // On disk before anything is tried that may take the memory.
  await sync();
  let isWell = true;
  const attempt = async (work: () => Promise<void> | void): Promise<void> => {
    try {
      await work();
    } catch (error) {
      isWell = false;
      log('error', 'alarm', { error: reasonOf(error) });
    }
  };
  await attempt(() => transaction(adopt));
  await attempt(() => transaction(() => wake(tables, started, partOf(wokenAtOnce, parts))));
  await attempt(async () => {
    const { written, failed } = await flush(context, { parts, sync });
    if (failed > 0) {
      log('warn', 'flush', { written, failed, ms: now() - started, failures: tables.outbox.failures() });
    }
    transaction(() => noteLive(tables, now()));
  });
  // Feeds first: what GitHub is asked for may take seconds.
  await attempt(async () => {
    if (imports.nextTry() !== undefined) await advanceImport();
  });
  await attempt(async () => {
    if (!isIdle(tables, now())) return;
    if (parts === mostParts) {
      // The article that alarms don't end over: it is published, but not found.
      transaction(() => backlog.done(backlog.next(1)));
      await sync();
    }
    transaction(() => catchUp(tables, partOf(indexedAtOnce, parts)));
  });
  transaction(() => endRing(settings, isIdle(tables, now()) && backlog.next(1).length === 0));
  return isWell;
}

/** When the next thing is to be done, ms since 1970; undefined: there is none. */
export function nextAlarm(tables: Tables, now: number): number | undefined {
  const { outbox, articles, imports, settings, backlog } = tables;
  const nextTry = outbox.nextTry();
  const nextWrite =
    nextTry && Math.max(nextTry, pauseIn(settings)?.until ?? 0, heldUntil(settings, now) ?? 0);
  const nextIndexing = isIdle(tables, now) && backlog.next(1).length > 0 ? now : undefined;
  const moments = [nextWrite, articles.nextWake(), imports.nextTry(), nextIndexing];
  const next = Math.min(...moments.filter((moment) => moment !== undefined));
  return Number.isFinite(next) ? Math.min(next, now + longestSleep) : undefined;
}

/** Whether nobody is publishing, and nothing is about to be written. */
function isIdle({ outbox, settings }: Tables, now: number): boolean {
  if (heldUntil(settings, now) !== undefined) return false;
  const next = outbox.nextTry();
  return next === undefined || next > now + quiet;
}
