/** Cuts texts by user-perceived characters. */

/** Text whose characters never combine, so that each code unit is one grapheme cluster. */
const plain = /^[\x20-\x7e\u3001-\u3029\u4e00-\u9fff\uff01-\uff9d]*$/;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Shortens a text to at most `characters` grapheme clusters, including the `…` of a cut text. Cuts between words if one
 * ends in the second half.
 */
export function summarise(text: string, characters: number): string {
  // A grapheme cluster has at least one code unit.
  if (text.length <= characters) return text;
  // One more, since a combining character would join the last one.
  if (plain.test(text.slice(0, characters + 1))) return cut(text, characters - 1);
  let end = 0;
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count === characters - 1) end = index;
    if (count++ === characters) return cut(text, end);
  }
  return text;
}

/**
 * Shortens a text to a size, including the `…` of a cut text, between the same places.
 * @param sizeOf the size of a text or of a part of it; by default UTF-16 code units
 */
export function shortenTo(
  text: string,
  most: number,
  sizeOf = (part: string): number => part.length,
): string {
  if (sizeOf(text) <= most) return text;
  let room = most - sizeOf('…');
  for (const { index, segment } of graphemes.segment(text)) {
    room -= sizeOf(segment);
    if (room < 0) return cut(text, index);
  }
  return text;
}

const cut = (text: string, end: number): string => `${text.slice(0, wordBoundary(text, end)).trimEnd()}…`;

/** The end of the last complete word before `end`, or `end` in scripts without spaces. */
function wordBoundary(text: string, end: number): number {
  if (end === 0 || /\s/.test(text[end] ?? ' ')) return end;
  const space = text.lastIndexOf(' ', end - 1);
  if (space < end / 2) return end;
  // A script without spaces may follow the last space: there any position is a boundary.
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(text.slice(space, end)) ? end : space;
}
