/** An alarm: every job that is due, each caught by itself, and when the next one is to ring. */

import { log, reasonOf } from '../../log.ts';
import { jobs, type Job, type JobContext } from './jobs.ts';
import { beginRing, endRing } from './parts.ts';
import type { Tables } from '../tables/tables.ts';

/** An article may be scheduled for the year 2999, but the platform takes no alarm that late; ms. */
const longestSleep = 30 * 24 * 60 * 60 * 1000;

/**
 * Runs the jobs; `nextAlarm` tells when to go on.
 * @returns whether all of them went well: one that fails is logged, and keeps no other from its turn
 */
export async function ring(
  context: Omit<JobContext, 'parts'>,
  table: readonly Job[] = jobs,
): Promise<boolean> {
  const { tables, transaction, sync } = context;
  const parts = transaction(() => beginRing(tables.settings));
  // On disk before anything is tried that may take the memory.
  await sync();
  let isWell = true;
  for (const { name, run } of table) {
    try {
      await run({ ...context, parts });
    } catch (error) {
      isWell = false;
      log('error', 'alarm', { job: name, error: reasonOf(error) });
    }
  }
  transaction(() => endRing(tables.settings, isDone(tables)));
  return isWell;
}

/** When the next thing is to be done, ms since 1970; undefined: there is none. */
export function nextAlarm(tables: Tables, now: number): number | undefined {
  const moments = jobs.map(({ due }) => due(tables, now)).filter((moment) => moment !== undefined);
  return moments.length > 0 ? Math.min(...moments, now + longestSleep) : undefined;
}

/** Whether nothing is left but what is scheduled. */
function isDone({ outbox, imports, backlog }: Tables): boolean {
  return outbox.nextTry() === undefined && imports.nextTry() === undefined && backlog.next(1).length === 0;
}
