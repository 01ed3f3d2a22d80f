/** Texts cut to a length that people can count. */

/** Characters that never combine with the next one: here code units are what people count. */
const plain = /^[\x20-\x7e\u3001-\u3029\u4e00-\u9fff\uff01-\uff9d]*$/;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The beginning of a text: at most `characters` characters as people count them (grapheme clusters), `…` included
 * where it was cut. Never cuts inside a character, and between words where one ends in the second half.
 */
export function summarise(text: string, characters: number): string {
  // No grapheme cluster is shorter than one code unit.
  if (text.length <= characters) return text;
  // One more, since what combines would do so with the last one.
  if (plain.test(text.slice(0, characters + 1))) return cut(text, characters - 1);
  let end = 0;
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count === characters - 1) end = index;
    if (count++ === characters) return cut(text, end);
  }
  return text;
}

const cut = (text: string, end: number): string => `${text.slice(0, wordBoundary(text, end)).trimEnd()}…`;

/** The end of the last word that is complete before `end`, or `end` itself where words are not written apart. */
function wordBoundary(text: string, end: number): number {
  if (end === 0 || /\s/.test(text[end] ?? ' ')) return end;
  const space = text.lastIndexOf(' ', end - 1);
  if (space < end / 2) return end;
  // After the last space there may be a script that is written without spaces: there any place is a boundary.
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(text.slice(space, end)) ? end : space;
}
