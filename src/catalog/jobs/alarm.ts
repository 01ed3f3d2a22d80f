/** An alarm runs every job that is due. A job that throws does not stop the others. */

import { log, reasonOf } from '../../log.ts';
import { jobs, type Job, type JobContext } from './jobs.ts';
import { beginRing, endRing } from './parts.ts';
import type { Tables } from '../tables/tables.ts';

/** An article may be scheduled for the year 2999, but the platform takes no alarm that late; ms. */
const longestSleep = 30 * 24 * 60 * 60 * 1000;

/** Runs the jobs; `nextAlarm` tells when to run them again. @returns whether none of them threw; each failure is logged */
export async function ring(
  context: Omit<JobContext, 'parts'>,
  table: readonly Job[] = jobs,
): Promise<boolean> {
  const { tables, transaction, persist } = context;
  const parts = transaction(() => beginRing(tables.settings));
  // Before any job runs: if the worker runs out of memory, the next alarm must find this note.
  await persist();
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

/** When the next job is due, ms since 1970; undefined: none is. */
export function nextAlarm(tables: Tables, now: number): number | undefined {
  const moments = jobs.map(({ due }) => due(tables, now)).filter((moment) => moment !== undefined);
  return moments.length > 0 ? Math.min(...moments, now + longestSleep) : undefined;
}

/** Whether only scheduled articles are left to do. */
function isDone({ outbox, imports, backlog, heldAssets }: Tables): boolean {
  const isWritten = outbox.nextTry() === undefined && imports.nextTry() === undefined;
  return isWritten && backlog.next(1).length === 0 && heldAssets.next() === undefined;
}
