/** Folds names, so that spellings of one name that differ in case, accents or separators can be found. */

import { normalised } from './text.ts';

/** Combining marks of alphabets. Those of Indic scripts and of kana are parts of a word, and stay. */
const accents = /[\u0300-\u036f]/g;
const apostrophes = /['’ʼ`´"“”]/g;
/** White space, dashes, underscores and punctuation; `#`, as in `C#`, is a part of a name, and so are symbols like `+`. */
const separators = /(?:(?!#)[\p{Z}\p{P}\s])+/gu;

/**
 * The folded form of a name: `My Notes`, `my-notes` and `MY_NOTES` are one, `Café` and `cafe` too. The slugs that
 * generators make of names have mostly the same form. Raise `foldFormat` when the result changes: catalogs store it.
 */
export function foldName(name: string): string {
  const plain = normalised(name, 'NFKC')
    // Lower case alone tells `ß` from `SS`, and one sigma from the other; upper case alone tells `ẞ` from `SS`.
    .toLowerCase()
    .toUpperCase()
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC');
  const words = plain.replace(apostrophes, '').replace(separators, '-');
  // A name of punctuation alone is nothing but its separators.
  return /[^-]/.test(words) ? words.replace(/^-|-$/g, '') : plain;
}

export const foldFormat: number = 1;

/** The folded form of an address: each of its segments on its own. */
export const foldAddress = (address: string): string => address.split('/').map(foldName).join('/');
