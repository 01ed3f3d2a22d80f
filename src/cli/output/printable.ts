/**
 * Escaping of untrusted text. File names, front matter and answers of a server may contain escape sequences of a terminal,
 * characters that change the writing direction, or workflow commands of a CI system.
 */

/**
 * Control characters (C0, DEL, C1), directional marks and overrides (UAX 9), line separators, annotation characters and
 * lone surrogates. Zero-width joiners are allowed: Persian and emoji need them.
 */
const unsafe = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]/gu;

/** `##[group]` of GitHub and `##vso[…]` of Azure are commands anywhere in a line. */
const marker = /##(?=[\w.-]*\[)/g;

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  // A byte that is not UTF-8, see source/file-name.ts.
  return code >= 0xdc80 && code <= 0xdcff ? `\\x${hex(code - 0xdc00, 2)}` : `\\u${hex(code, 4)}`;
}

/** Escapes unsafe characters, such as `\x1b` or `\u202e`. */
export function printable(text: string): string {
  return text.replace(unsafe, escaped);
}

/** Escapes workflow commands of CI systems, too. @param first whether the text begins a line */
export function inert(text: string, first: boolean): string {
  const shown = printable(text).replace(marker, '#\\x23');
  // GitHub ignores leading white space before `::error::`.
  return first ? shown.replace(/^(\s*):(?=:)/, '$1\\x3a') : shown;
}

/** JSON with the same value and none of these characters. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(unsafe, (character) => `\\u${hex(character.charCodeAt(0), 4)}`)
    .replace(marker, '#\\u0023');
}
