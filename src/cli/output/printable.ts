/**
 * Text of others made fit to be shown. Names of files, front matter and what a server says may hold escape sequences for
 * the terminal, characters that turn the direction of writing, or what a CI system takes for an order.
 */

/**
 * Controls (C0, DEL, C1), marks and overrides of direction (UAX 9), separators of lines, annotations, and halves of
 * surrogate pairs. Joiners stay: Persian and emoji need them.
 */
const unsafe = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]/gu;

/** `##[group]` of GitHub and `##vso[…]` of Azure count anywhere in a line. */
const marker = /##(?=[\w.-]*\[)/g;

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  // A byte of a name that is not UTF-8: see source/file-name.ts.
  return code >= 0xdc80 && code <= 0xdcff ? `\\x${hex(code - 0xdc00, 2)}` : `\\u${hex(code, 4)}`;
}

/** Without characters that do anything but stand there: `\x1b`, `\u202e` in their place. */
export function printable(text: string): string {
  return text.replace(unsafe, escaped);
}

/** The same for a part of a line of a log that no CI system may take for an order. @param first whether it begins the line */
export function inert(text: string, first: boolean): string {
  const shown = printable(text).replace(marker, '#\\x23');
  // GitHub removes white space before it looks for `::error::`.
  return first ? shown.replace(/^(\s*):(?=:)/, '$1\\x3a') : shown;
}

/** JSON that reads as it did and holds none of that. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(unsafe, (character) => `\\u${hex(character.charCodeAt(0), 4)}`)
    .replace(marker, '#\\u0023');
}
