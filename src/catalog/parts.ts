/**
 * How much an alarm does at once. One that has begun and never ended has most likely run out of memory, over articles that
 * nobody thought of: the next one takes half as many at a time, down to a single one.
 */

import type { Settings } from './settings.ts';

interface Ring {
  begun: boolean;
  /** Into how many parts work is divided that is done at once as a rule: a power of two. */
  parts: number;
}

/** Nothing that is done at once consists of more. */
export const mostParts = 1024;

/** Notes that an alarm begins. @returns into how many parts it divides its work */
export function beginRing(settings: Settings): number {
  const before = read(settings);
  const parts = before.begun ? Math.min(2 * before.parts, mostParts) : before.parts;
  write(settings, { begun: true, parts });
  return parts;
}

/** Notes that it ended. @param isDone nothing is left to do: the next work may be done at once again */
export function endRing(settings: Settings, isDone: boolean): void {
  const { parts } = read(settings);
  if (isDone || parts === 1) settings.remove('ring');
  else write(settings, { begun: false, parts });
}

/** A part of what is done at once as a rule, one piece at least. */
export const partOf = (whole: number, parts: number): number => Math.max(1, Math.floor(whole / parts));

function read(settings: Settings): Ring {
  const text = settings.get('ring');
  return text === undefined ? { begun: false, parts: 1 } : (JSON.parse(text) as Ring);
}

function write(settings: Settings, ring: Ring): void {
  settings.set('ring', JSON.stringify(ring));
}
