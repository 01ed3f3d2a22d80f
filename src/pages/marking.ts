/** Finding search terms in a text, to highlight them. */

import { matchesIn } from '../site/matches.ts';

/**
 * Splits a text at the words in it, as the index finds them.
 * @param words as many and as long as a query allows; others are ignored
 * @returns the parts of the text in order; those at odd indexes are words
 */
export function partsOf(text: string, words: readonly string[]): string[] {
  try {
    const parts: string[] = [];
    let end = 0;
    for (const match of matchesIn(text, words)) {
      parts.push(text.slice(end, match.start), text.slice(match.start, (end = match.end)));
    }
    return [...parts, text.slice(end)];
  } catch {
    // A bug here must not cost the reader the page: highlighting is optional.
    return [text];
  }
}
