/** What the alarm does, step by step, and when it is to ring next. */

import { log } from '../log.ts';
import { flush, type FlushContext } from './outbox/flush.ts';
import { heldUntil } from './outbox/hold.ts';
import { catchUp } from './search/indexing.ts';
import { noteLive } from './outbox/live.ts';
import { pauseIn } from './outbox/pause.ts';
import type { Tables } from './tables.ts';
import { wake } from './wake.ts';

/** An article may be scheduled for the year 2999, but the platform takes no alarm that late; ms. */
const longestSleep = 30 * 24 * 60 * 60 * 1000;

/** Long work begins only where the outbox has nothing to do for so long, ms. */
const quiet = 10_000;

/**
 * Does what is due, and of long work as much as one alarm should; `nextAlarm` tells when to go on.
 * @param advanceImport does the next slice of an import
 */
export async function ring(context: FlushContext, advanceImport: () => Promise<void>): Promise<void> {
  const { tables, now, transaction } = context;
  const started = now();
  transaction(() => wake(tables, started));
  const { written, failed } = await flush(context);
  if (failed > 0) {
    log('warn', 'flush', { written, failed, ms: now() - started, failures: tables.outbox.failures() });
  }
  transaction(() => noteLive(tables, now()));
  // Feeds first: what GitHub is asked for may take seconds.
  if (tables.imports.nextTry() !== undefined) await advanceImport();
  if (isIdle(tables, now())) transaction(() => catchUp(tables));
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
