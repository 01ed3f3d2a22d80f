/**
 * The last look at what goes into a document. Articles are cleaned when they are parsed; but a reader drops a whole
 * feed for one forbidden character, so no field of an article, old or new, is trusted to be clean.
 */

import { cleanText, foldSpace, isClean } from '../article/text.ts';

/** Without characters that XML 1.0 forbids and lone surrogates; line ends as `\n`, as every XML parser reads them. */
export function clean(text: string): string {
  // Bodies are long and nearly always clean: this looks at them quickly.
  if (isClean(text) && !text.includes('\r')) return text;
  return cleanText(text).replace(/\r\n?/g, '\n');
}

/** Clean, and on one line: for names, titles and terms. */
export function cleanLine(text: string): string {
  return foldSpace(clean(text));
}

/** An absolute http(s) address in ASCII: other scripts percent-encoded or in punycode. Else undefined, never an error. */
export function cleanUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(clean(url));
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

/** A language tag in its canonical form (BCP 47); undefined where it is none. */
export function cleanLanguage(tag: string | undefined): string | undefined {
  try {
    return tag ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
}

// RFC 3339 and RFC 822 have years of four digits.
const firstDate = Date.UTC(1000, 0, 1);
const lastDate = Date.UTC(9999, 11, 31);

/** @param moment ms since 1970; what no format can write becomes the nearest that it can */
export function cleanDate(moment: number): Date {
  return new Date(Math.min(Math.max(moment || 0, firstDate), lastDate));
}
