/** Text → HTML source, free of what XML forbids. */

import { cleanText } from '../../text.ts';

/** Most texts have none of it. Surrogates are looked at more closely later: in pairs they are well. */
const unclean = /[\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as it stands between tags. `>` is escaped too: feeds put bodies into CDATA sections, which end at `]]>`.
 */
export function escapeText(text: string): string {
  return escapeClean(cleanMarkup(text));
}

/** The same for a text that is known to be free of what XML forbids. */
export function escapeClean(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character]!);
}

/** A value as it stands between double quotes. `<` and `>` are escaped, so that no tag is ever found inside one. */
export function escapeAttribute(value: string): string {
  return cleanMarkup(value).replace(/[&<>"]/g, (character) => entities[character]!);
}

/** A text without what XML forbids. A parser reads CR as LF: only LF comes back as it was written. */
export function cleanMarkup(text: string): string {
  return unclean.test(text) ? cleanText(text.replace(/\r\n?/g, '\n')) : text;
}
