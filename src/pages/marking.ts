/** Finding search terms in a text, to highlight them. */

import { limits } from '../limits.ts';

/**
 * Splits a text at the words in it, ignoring case; of words that begin at the same place the longest wins. Words are
 * compared as plain text, never as a regular expression, so the time is linear in the text.
 * @param words as many and as long as a query allows; others are ignored
 * @returns the parts of the text in order; those at odd indexes are words
 */
export function partsOf(text: string, words: readonly string[]): string[] {
  try {
    return cutAt(text, words);
  } catch {
    // A bug here must not cost the reader the page: highlighting is optional.
    return [text];
  }
}

function cutAt(text: string, words: readonly string[]): string[] {
  const lower = lowerCase(text);
  const places = words
    .slice(0, limits.queryWords)
    .map(lowerCase)
    // A lone surrogate would match half of a character.
    .filter((word) => word !== '' && word.length <= limits.queryWordLength && word.isWellFormed())
    .toSorted((a, b) => b.length - a.length)
    .map((word) => ({ word, at: lower.indexOf(word) }));
  const parts: string[] = [];
  let end = 0;
  for (;;) {
    let next: { word: string; at: number } | undefined;
    for (const place of places) {
      if (place.at !== -1 && place.at < end) place.at = lower.indexOf(place.word, end);
      // `places` has longer words first, so a tie goes to the longest.
      if (place.at !== -1 && (!next || place.at < next.at)) next = place;
    }
    if (!next) break;
    const { word, at } = next;
    parts.push(text.slice(end, at), text.slice(at, (end = at + word.length)));
  }
  return [...parts, text.slice(end)];
}

/**
 * Lower case with all indexes unchanged: `İ`, the only letter that would become longer, stays. `ς`, to which `Σ` becomes
 * at the end of a word, is replaced by `σ`, since a search term may end inside a word.
 */
function lowerCase(text: string): string {
  const lower = text.toLowerCase().replaceAll('ς', 'σ');
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const small = character.toLowerCase().replaceAll('ς', 'σ');
    return small.length === character.length ? small : character;
  }).join('');
}
