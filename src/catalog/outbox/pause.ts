/**
 * When KV takes nothing at all, the whole outbox waits, not each of its rows for itself. The free plan ends writes to KV
 * after 1,000 a day and counts rows written in SQLite (100,000 a day); thousands of rows that are tried in vain, each
 * noted down, would use those up too.
 */

import { backOff, longestWait } from '../tables/outbox.ts';
import type { Facts, Settings } from '../tables/settings.ts';

/** The pause that there is at a moment, ms. One that would last longer than any has been noted by a clock that was ahead. */
export function pauseAt(settings: Settings, now: number): Facts['pause'] | undefined {
  const pause = settings.get('pause');
  return pause && pause.until <= now + longestWait ? pause : undefined;
}

/**
 * Notes what a flush came to: whatever KV took ends the pause, nothing but failures begin or lengthen it.
 * @param now ms
 */
export function notePause(
  settings: Settings,
  flushed: { written: number; failed: number },
  now: number,
): void {
  const before = settings.get('pause');
  if (flushed.written > 0) {
    if (before) settings.remove('pause');
  } else if (flushed.failed > 0) {
    const tries = before?.tries ?? 0;
    settings.set('pause', { until: now + backOff(tries), tries: tries + 1 });
  }
}
