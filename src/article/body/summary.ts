/** Texts cut to a length that people can count. */

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The beginning of a text: at most `characters` characters as people count them (grapheme clusters), `…` included
 * where it was cut. Never cuts inside a character, and between words where one ends in the second half.
 */
export function summarise(text: string, characters: number): string {
  // No grapheme cluster is shorter than one code unit.
  if (text.length <= characters) return text;
  let end = 0;
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count === characters - 1) end = index;
    if (count++ === characters) return `${text.slice(0, wordBoundary(text, end)).trimEnd()}…`;
  }
  return text;
}

/** The end of the last word that is complete before `end`, or `end` itself where words are not written apart. */
function wordBoundary(text: string, end: number): number {
  if (end === 0 || /\s/.test(text[end] ?? ' ')) return end;
  const space = text.lastIndexOf(' ', end - 1);
  if (space < end / 2) return end;
  // After the last space there may be a script that is written without spaces: there any place is a boundary.
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(text.slice(space, end)) ? end : space;
}
