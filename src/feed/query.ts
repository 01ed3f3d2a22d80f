/** What somebody searches for. */

import { normalised } from '../article/text.ts';

export interface Query {
  /** As it stands in addresses and titles: NFC, white space folded, bounded. Empty: nothing to search for. */
  text: string;
  /** What an article must have, all of it, as the index spells it. */
  words: string[];
}

/** UTF-16 code units of a query; more is cut. */
const longestQuery = 100;
/** Words of a query; more are left out. */
const mostWords = 8;

/** How text is compared: full-width letters are letters, and case doesn't count. */
export const searchable = (text: string): string => normalised(text, 'NFKC').toLowerCase();

export function queryOf(input: string): Query {
  const text = input
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\ufffd-\uffff\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
  const words = searchable(text).split(/\s+/).filter(Boolean);
  return { text, words: [...new Set(words)].slice(0, mostWords) };
}
