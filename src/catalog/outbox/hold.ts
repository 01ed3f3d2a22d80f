/**
 * Holds the outbox while a publisher sends batch after batch: rendering all feeds between two batches takes longer than
 * publishing them. A publisher that dies in the middle holds it for ten seconds only.
 */

import type { Settings } from '../tables/settings.ts';

/** How long to wait for the next batch, ms. */
const silence = 10_000;
/** How long to hold at most, ms: while 100,000 articles are being published, readers should see the first of them. */
const longest = 60_000;

/** Until when the outbox is held, ms; undefined: it is not. */
export function heldUntil(settings: Settings, now: number): number | undefined {
  const hold = settings.get('hold');
  // A longer one was recorded while the clock was ahead.
  return hold && hold.until > now && hold.until <= now + silence ? hold.until : undefined;
}

/** Records a batch. @param more whether another batch follows */
export function noteBatch(settings: Settings, more: boolean, now: number): void {
  if (!more) return release(settings);
  // A hold that has run out is not renewed before a flush: the next batch would put the flush off again.
  const since = settings.get('hold')?.since ?? now;
  settings.set('hold', { since, until: Math.min(now + silence, since + longest) });
}

/** Ends the hold. */
export function release(settings: Settings): void {
  settings.remove('hold');
}
