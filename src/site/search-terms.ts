/** The parts of a query as the index has them: runs of scripts without spaces, and words of the others. */

/** A run in scripts that are written without spaces. */
export const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+/gu;

export interface SearchTerm {
  text: string;
  /** Found anywhere; other terms are found at the beginning of a word. */
  isSpaceless: boolean;
}

/** The terms of words, in no particular order. @param words as `queryOf` spells them */
export const termsOf = (words: readonly string[]): SearchTerm[] =>
  words.flatMap((word) => [
    ...Array.from(word.matchAll(spaceless), ([text]) => ({ text, isSpaceless: true })),
    ...word
      .split(spaceless)
      .filter((text) => /[\p{L}\p{N}]/u.test(text))
      .map((text) => ({ text, isSpaceless: false })),
  ]);

/** Whether words that begin with a term match it. Of a single letter only the letter does: `C++` is the word `c`. */
export const isPrefix = (term: string): boolean => /[\p{L}\p{N}]{2}$/u.test(term);
