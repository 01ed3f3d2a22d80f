/** Escapes text for HTML, without characters that XML forbids. */

import { cleanText } from '../../text.ts';

/** Fast pre-check. `cleanText` later tells valid surrogate pairs from lone ones. */
const unclean = /[\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes a text between tags. `>` too, since feeds put bodies into CDATA sections, which end at `]]>`.
 */
export function escapeText(text: string): string {
  return escapeClean(cleanMarkup(text));
}

/** `escapeText` for a text without characters that XML forbids. */
export function escapeClean(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character]!);
}

/** Escapes an attribute value in double quotes. `<` and `>` too, so that no parser finds a tag inside. */
export function escapeAttribute(value: string): string {
  return cleanMarkup(value).replace(/[&<>"]/g, (character) => entities[character]!);
}

/** Removes characters that XML forbids. CR becomes LF, since a parser would read it so. */
export function cleanMarkup(text: string): string {
  return unclean.test(text) ? cleanText(text.replace(/\r\n?/g, '\n')) : text;
}
