/** How long a text takes to read. */

/** Words of an alphabetic script, and characters of Chinese, Japanese or Korean, that are read in a minute. */
const wordsPerMinute = 230;
const charactersPerMinute = 400;

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;

const countOf = (text: string, pattern: RegExp): number => {
  let count = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) count++;
  return count;
};

/** @returns minutes, whole, at least 1 */
export function readingTime(text: string): number {
  const characters = countOf(text, ideograph);
  const words = countOf(characters > 0 ? text.replace(ideograph, ' ') : text, word);
  return Math.max(1, Math.round(words / wordsPerMinute + characters / charactersPerMinute));
}
