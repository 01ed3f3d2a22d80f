/** Cuts texts for lists. */

/** Characters that are as wide as two letters. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** The width of a text in columns: a Latin letter takes one, a Chinese character two. */
export const columnsOf = (text: string): number =>
  text.length + (text.match(wide)?.filter((one) => one.length === 1).length ?? 0);

const isWide = new RegExp(wide.source, 'u');
/** Letters of scripts that are written without spaces, where any place is the end of a word. */
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/**
 * Cuts a text to a width in columns and adds an ellipsis. It ends with a whole word, if one ends in the second half, and
 * never splits a character from its combining marks, unless it has hundreds.
 */
export function shorten(text: string, columns: number): string {
  // A character has at least one code unit and at most two columns.
  if (2 * text.length <= columns) return text;
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns || end > 3 * columns) return `${text.slice(0, wordEnd(text, end)).trimEnd()}…`;
    end += character.length;
  }
  return text;
}

function widthOf(character: string): number {
  if (character < '\u0300') return 1;
  return isWide.test(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1;
}

function wordEnd(text: string, end: number): number {
  const space = text.lastIndexOf(' ', end);
  const word = spaceless.test(text.slice(space + 1, end + 1)) ? wordStart(text, end) : space;
  return word < end / 2 ? end : word;
}

/** The beginning of a word of letters, between characters of a script without spaces, that `end` would cut. */
function wordStart(text: string, end: number): number {
  const isLetter = (at: number): boolean =>
    /[\p{L}\p{N}]/u.test(text[at] ?? '') && !spaceless.test(text[at]!);
  let start = end;
  while (start > 0 && isLetter(start) && isLetter(start - 1)) start--;
  return isLetter(start) && start < end ? start : end;
}
