/**
 * Dates of feeds. Read with the parser of JavaScript, not with that of `src/article/date`, by which dates were imported: a
 * mistake of one of them shows.
 */

/** Other forms are no dates of feeds; JavaScript would read a year into almost any text. */
const isDate =
  /^(?:\d{4}-\d{2}(?:-\d{2})?|(?:[a-z]{3,9}\.?,?\s+)?\d{1,2}[ -][a-z]{3,9}\.?[ -]\d{2,4})(?!\d)/i;
/** The zero date of Go, which Hugo's feeds have for pages; JavaScript would read the year 0001 as 2001. */
const isZero = /^0\d{3}-|[a-z]\.?[ -]0\d{3}(?!\d)/i;
const hasTime = /\d:\d{2}/;
const hasZone = /(?:z|[+-]\d{2}:?\d{2}|[\s\d][a-z]{1,4})(?:\s*\(.*\))?$/i;

/** @returns ms since 1970 UTC; undefined for what is no date. A date without a zone is one of UTC, as readers take it. */
export function instantOf(written: string | undefined): number | undefined {
  const text = written?.trim() ?? '';
  if (text.length > 100 || !isDate.test(text) || isZero.test(text)) return undefined;
  const time = Date.parse(hasTime.test(text) && !hasZone.test(text) ? inUtc(text) : text);
  if (!Number.isNaN(time)) return hasTime.test(text) ? time : Date.parse(`${text} UTC`) || time;
  return undefined;
}

const inUtc = (text: string): string => (/\dT\d/.test(text) ? `${text}Z` : `${text} UTC`);
