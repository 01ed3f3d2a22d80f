/**
 * While a publisher sends batch after batch, what they change is held back: rendering all feeds between the batches
 * takes longer than publishing them. Whoever announces more and then dies holds nothing for long.
 */

import type { Settings } from '../tables/settings.ts';

/** How long the next batch may be in coming, ms. */
const silence = 10_000;
/** Readers of a site that is publishing a hundred thousand articles wait no longer than this for the first of them, ms. */
const longest = 60_000;

/** Until when the outbox is held; undefined: it isn't. */
export function heldUntil(settings: Settings, now: number): number | undefined {
  const hold = settings.get('hold');
  // One that would last longer has been noted by a clock that was ahead.
  return hold && hold.until > now && hold.until <= now + silence ? hold.until : undefined;
}

/** Notes that a batch came. @param more whether it announces another one */
export function noteBatch(settings: Settings, more: boolean, now: number): void {
  if (!more) return release(settings);
  // One that has run out stays so until a flush has come by: the next batch would only take its turn from it.
  const since = settings.get('hold')?.since ?? now;
  settings.set('hold', { since, until: Math.min(now + silence, since + longest) });
}

/** What is held may be written, until the next batch. */
export function release(settings: Settings): void {
  settings.remove('hold');
}
