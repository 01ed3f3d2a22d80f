/** Where the words that were searched for stand in a text. */

import { limits } from '../limits.ts';

/**
 * Cuts a text at the words in it, without regard to case; of those that begin at one place the longest counts. Nothing
 * of what readers type becomes an expression: they are looked for as they are, in time that grows with the text alone.
 * @param words at most as many and as long as a query holds; others are not looked for
 * @returns parts that are the text again when joined; the words stand at the odd places
 */
export function partsOf(text: string, words: readonly string[]): string[] {
  try {
    return cutAt(text, words);
  } catch {
    // Marks are an ornament: a fault in making them must not cost the reader the page.
    return [text];
  }
}

function cutAt(text: string, words: readonly string[]): string[] {
  const lower = lowerCase(text);
  const places = words
    .slice(0, limits.queryWords)
    .map(lowerCase)
    // Half a character would be found inside of a whole one.
    .filter((word) => word !== '' && word.length <= limits.queryWordLength && word.isWellFormed())
    .toSorted((a, b) => b.length - a.length)
    .map((word) => ({ word, at: lower.indexOf(word) }));
  const parts: string[] = [];
  let end = 0;
  for (;;) {
    let next: { word: string; at: number } | undefined;
    for (const place of places) {
      if (place.at !== -1 && place.at < end) place.at = lower.indexOf(place.word, end);
      // The first of several at one place is the longest.
      if (place.at !== -1 && (!next || place.at < next.at)) next = place;
    }
    if (!next) break;
    const { word, at } = next;
    parts.push(text.slice(end, at), text.slice(at, (end = at + word.length)));
  }
  return [...parts, text.slice(end)];
}

/** In lower case, each character where it was: `İ`, the one letter that would become longer, stays as it is. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join('');
}
