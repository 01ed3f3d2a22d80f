/** What every text field goes through before it is part of an Article. */

/**
 * The complement of XML 1.0's Char production (https://www.w3.org/TR/xml/#charsets): control characters, U+FFFE,
 * U+FFFF and, as the expression reads code points, surrogates without their other half. No escape makes them legal.
 */
const forbiddenInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The same in code units, hence with every surrogate: several times faster, and nearly always enough. */
const suspicious = /[\0-\x08\v\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Removes the characters that XML 1.0 forbids, and lone surrogates. */
export function cleanText(text: string): string {
  return suspicious.test(text) ? text.replace(forbiddenInXml, '') : text;
}

/** Folds each run of white space (line breaks, no-break and ideographic spaces too) into one space, and trims. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A text field on one line: NFC, free of what XML forbids, white space folded. */
export function tidyText(text: string): string {
  return foldSpace(cleanText(text).normalize('NFC'));
}
