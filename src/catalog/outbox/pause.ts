/**
 * Pauses the whole outbox when KV takes no writes, instead of each row by itself. The free plan allows 1,000 writes to KV
 * and 100,000 rows written to SQLite a day: recording thousands of failed retries would use up the rows too.
 */

import { backoff, longestWait } from '../tables/outbox.ts';
import type { Facts, Settings } from '../tables/settings.ts';

/** The current pause. @param now ms */
export function pauseAt(settings: Settings, now: number): Facts['pause'] | undefined {
  const pause = settings.get('pause');
  // A longer one was recorded while the clock was ahead.
  return pause && pause.until <= now + longestWait ? pause : undefined;
}

/** Records the result of a flush: one write ends the pause; only failures begin or lengthen it. @param now ms */
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
    settings.set('pause', { until: now + backoff(tries), tries: tries + 1 });
  }
}
