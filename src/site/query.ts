/** Parses the input of a search. */

import { normalised } from '../article/text.ts';
import { limits } from '../limits.ts';

export interface Query {
  /** The text for addresses and titles: NFC, white space folded, bounded. Empty: no search. */
  text: string;
  /** The words that an article must contain, in the spelling of the index. */
  words: string[];
}

/** Normalises text for comparison: full-width letters become ordinary ones, and case is ignored. */
export const searchable = (text: string): string => normalised(text, 'NFKC').toLowerCase();

/**
 * Parses an input. Its `text` parses to the same query, so it can be part of an address. Input beyond a limit is left
 * out.
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

/** Cuts a text without splitting a surrogate pair. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
