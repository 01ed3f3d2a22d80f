/** Finds the end of a formula between dollar signs. */

/** The longest formula, in UTF-16 code units; bounds the search for its end. */
const maxLength = 2000;

/** The end of the formula that `$` or `$$` opens at an offset, or of the mark if there is none. */
export function formulaEnd(text: string, start: number, mark: string): number {
  const from = start + mark.length;
  const part = text.slice(from, from + maxLength);
  const end = mark === '$$' ? part.indexOf('$$') : dollarEnd(part);
  return end <= 0 ? from : from + end + mark.length;
}

/**
 * The offset of the closing `$`. As in pandoc, the opening one has no space after it, the closing one has none before
 * it, and no digit follows (https://pandoc.org/MANUAL.html#math), so `$5 and $10` are prices.
 */
function dollarEnd(part: string): number {
  if (/^[\s$]/.test(part)) return -1;
  for (let at = part.indexOf('$', 1); at !== -1; at = part.indexOf('$', at + 1)) {
    if (part[at - 1] === '\\') continue;
    if (/\s/.test(part[at - 1]!) || /\d/.test(part[at + 1] ?? '')) return -1;
    return isProse(part.slice(0, at)) ? -1 : at;
  }
  return -1;
}

const tex = /[\\^_={}]/;

/** Code, links, several paragraphs; an amount with words, `$5 a month or 50$`; Chinese without a sign of TeX. */
function isProse(inside: string): boolean {
  if (/`|\]\(|\n[ \t]*\n/.test(inside)) return true;
  if (tex.test(inside)) return false;
  return (
    /^\d.*(?:^|[\s*(])\p{L}{2,}/su.test(inside) || /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(inside)
  );
}
