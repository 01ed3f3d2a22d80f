/** What somebody searches for. */

import { normalised } from '../article/text.ts';
import { limits } from '../limits.ts';

export interface Query {
  /** As it stands in addresses and titles: NFC, white space folded, bounded. Empty: nothing to search for. */
  text: string;
  /** What an article must have, all of it, as the index spells it. */
  words: string[];
}

/** How text is compared: full-width letters are letters, and case doesn't count. */
export const searchable = (text: string): string => normalised(text, 'NFKC').toLowerCase();

/**
 * The search that an input asks for. Its `text` asks for the same search again, so that it can stand in addresses, and
 * be sent to the catalog. What is over a limit is left out.
 */
export function queryOf(input: string): Query {
  const folded = input
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\ufffd-\uffff\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
  const text = cut(folded, limits.queryLength).trim();
  const words = searchable(text)
    .split(/\s+/)
    .map((word) => cut(word, limits.queryWordLength))
    .filter(Boolean);
  return { text, words: [...new Set(words)].slice(0, limits.queryWords) };
}

/** The beginning of a text, without half a character at its end. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
