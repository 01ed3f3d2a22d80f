/** Normalises the text fields of an article. */

/**
 * The complement of XML 1.0's Char production (https://www.w3.org/TR/xml/#charsets): control characters, U+FFFE,
 * U+FFFF and, because of the flag `u`, lone surrogates. No escape makes them legal.
 */
const forbiddenInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

// Nearly every text has none of them. V8 scans several characters per step with two expressions, but not with one.
const control = /[\0-\x08\v\f\x0E-\x1F]/;
const noncharacter = /[\uFFFE\uFFFF]/;

/** Whether a text has no characters that XML 1.0 forbids, and no lone surrogates. */
export function isClean(text: string): boolean {
  return !control.test(text) && !noncharacter.test(text) && text.isWellFormed();
}

/** Removes characters that XML 1.0 forbids, and lone surrogates. */
export function cleanText(text: string): string {
  return isClean(text) ? text : text.replace(forbiddenInXml, '');
}

/** Folds each run of white space (line breaks, no-break and ideographic spaces too) into one space, and trims. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A Chinese or Japanese character, or a mark of their typography, as a class of a regular expression with the flag `u`. */
export const ideographic = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u3000-\\u303f\\uff00-\\uffef]';

/**
 * The longest run of combining marks that is kept. Normalising sorts a run in quadratic time; Unicode's
 * Stream-Safe Text Format allows 30 (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
 */
const maxMarks = 64;
const markOrSurrogate = /[\p{M}\p{Surrogate}]/u;
const tooManyMarks = new RegExp(`(\\p{M}{${maxMarks}})\\p{M}+`, 'gu');

/** A text in a Unicode normalization form (https://www.unicode.org/reports/tr15/), in linear time. */
export function normalised(text: string, form: 'NFC' | 'NFKC' = 'NFC'): string {
  return (mayHaveTooManyMarks(text) ? text.replace(tooManyMarks, '$1') : text).normalize(form);
}

/** Samples every 64th code unit: a run of 64 marks cannot lie between two samples. A surrogate may be half of a mark. */
function mayHaveTooManyMarks(text: string): boolean {
  for (let at = maxMarks; at < text.length; at += maxMarks) if (markOrSurrogate.test(text[at]!)) return true;
  return false;
}

/** A text field on one line: NFC, no characters that XML forbids, white space folded. */
export function tidyText(text: string): string {
  return foldSpace(normalised(cleanText(text)));
}

/** UTF-16 code units of the author's text that a message quotes. */
const quotedLength = 60;

/** Quotes a text for a message: in quotation marks, on one line, cut. */
export function quote(text: string): string {
  const line = foldSpace(cleanText(text.slice(0, 4 * quotedLength)));
  return `"${line.length > quotedLength ? `${cleanText(line.slice(0, quotedLength))}…` : line}"`;
}
