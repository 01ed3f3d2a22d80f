/**
 * How much an alarm does at once. An alarm that began and never ended has most likely run out of memory: the next one
 * divides its work into twice as many parts, down to single pieces.
 */

import type { Facts, Settings } from '../tables/settings.ts';

/** Nothing that is done at once consists of more. */
export const mostParts = 1024;

/** Notes that an alarm begins. @returns into how many parts it divides its work */
export function beginRing(settings: Settings): number {
  const before = read(settings);
  const parts = before.begun ? Math.min(2 * before.parts, mostParts) : before.parts;
  settings.set('ring', { begun: true, parts });
  return parts;
}

/** Notes that it ended. @param isDone nothing is left to do: the next work may be done at once again */
export function endRing(settings: Settings, isDone: boolean): void {
  const { parts } = read(settings);
  if (isDone || parts === 1) settings.remove('ring');
  else settings.set('ring', { begun: false, parts });
}

/** A part of what is done at once as a rule, one piece at least. */
export const partOf = (whole: number, parts: number): number => Math.max(1, Math.floor(whole / parts));

const read = (settings: Settings): Facts['ring'] => settings.get('ring') ?? { begun: false, parts: 1 };
