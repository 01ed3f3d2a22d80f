/**
 * Cleans every field again before rendering. Articles are clean when they are parsed, but a feed reader rejects a whole
 * feed for one forbidden character, so stored fields are not trusted.
 */

import { cleanText, foldSpace, isClean } from '../article/text.ts';

/** Removes characters that XML 1.0 forbids and lone surrogates; line ends become `\n`, as in every XML parser. */
export function clean(text: string): string {
  // Fast path: bodies are long and nearly always clean.
  if (isClean(text) && !text.includes('\r')) return text;
  return cleanText(text).replace(/\r\n?/g, '\n');
}

/** `clean` on one line: for names, titles and terms. */
export function cleanLine(text: string): string {
  return foldSpace(clean(text));
}

/** An absolute http(s) address in ASCII, percent-encoded or in punycode. @returns undefined for anything else */
export function cleanUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(clean(url));
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

/** A language tag in canonical form (BCP 47). @returns undefined if it is invalid */
export function cleanLanguage(tag: string | undefined): string | undefined {
  try {
    return tag ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
}

// In RFC 3339 and RFC 822 a year has four digits.
const firstDate = Date.UTC(1000, 0, 1);
const lastDate = Date.UTC(9999, 11, 31);

/** A date that every format can write: others become the nearest one. @param moment ms since 1970 */
export function cleanDate(moment: number): Date {
  return new Date(Math.min(Math.max(moment || 0, firstDate), lastDate));
}
