/**
 * How much an alarm does at once. An alarm that began and never ended has probably run out of memory, so the next one
 * divides its work into twice as many parts, down to single pieces.
 */

import type { Facts, Settings } from '../tables/settings.ts';

/** More than the pieces of any work that is done at once. */
export const mostParts = 1024;

/** Records that an alarm begins. @returns the number of parts to divide its work into */
export function beginRing(settings: Settings): number {
  const before = read(settings);
  const parts = before.begun ? Math.min(2 * before.parts, mostParts) : before.parts;
  settings.set('ring', { begun: true, parts });
  return parts;
}

/** Records that the alarm ended. @param isDone no work is left, so the next work need not be divided */
export function endRing(settings: Settings, isDone: boolean): void {
  const { parts } = read(settings);
  if (isDone || parts === 1) settings.remove('ring');
  else settings.set('ring', { begun: false, parts });
}

/** The size of a part, at least one piece. */
export const partOf = (whole: number, parts: number): number => Math.max(1, Math.floor(whole / parts));

const read = (settings: Settings): Facts['ring'] => settings.get('ring') ?? { begun: false, parts: 1 };
