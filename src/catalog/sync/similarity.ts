/** How much of two bodies is the same. */

import { limits } from '../../limits.ts';

/**
 * The share of the longer body that the other one has too, by words, from 0 to 1. In scripts without spaces a word is what
 * stands between two punctuation marks. Linear in both; the beginnings of bodies are compared.
 */
export function similarity(one: string, other: string): number {
  const [ours, theirs] = [wordsOf(one), wordsOf(other)];
  const most = Math.max(ours.length, theirs.length);
  if (most === 0) return 1;
  let shared = 0;
  for (const [word, count] of ours.counts)
    shared += word.length * Math.min(count, theirs.counts.get(word) ?? 0);
  return shared / most;
}

/** The words of a body without its tags: how often each is there, and the length of all. */
function wordsOf(html: string): { counts: Map<string, number>; length: number } {
  const counts = new Map<string, number>();
  let length = 0;
  const text = html.slice(0, limits.comparedLength).replaceAll(/<\/?\w*/g, ' ');
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    length += word.length;
  }
  return { counts, length };
}
