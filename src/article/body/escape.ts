/** Text → HTML source, free of what XML forbids. */

import { cleanText } from '../text.ts';

/** Anything that must be escaped, normalised or removed; most texts have none of it. Surrogates are looked at closely later. */
const special = /[&<>"\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as it stands between tags. `>` is escaped too: feeds put bodies into CDATA sections, which end at `]]>`.
 */
export function escapeText(text: string): string {
  return special.test(text) ? visible(text).replace(/[&<>]/g, (character) => entities[character]!) : text;
}

/** A value as it stands between double quotes. `<` and `>` are escaped, so that no tag is ever found inside one. */
export function escapeAttribute(value: string): string {
  return special.test(value) ? visible(value).replace(/[&<>"]/g, (character) => entities[character]!) : value;
}

/** A parser reads CR as LF: only LF comes back as it was written. */
function visible(text: string): string {
  return cleanText(text.replace(/\r\n?/g, '\n'));
}
