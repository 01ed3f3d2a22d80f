/** Where a formula ends that begins in a text. */

/** UTF-16 code units of a formula: what is longer is none, and nothing is looked through again and again. */
const longest = 2000;

/** Behind the formula that `$` or `$$` opens at a place, or behind the mark, if there is none. */
export function formulaEnd(text: string, start: number, mark: string): number {
  const from = start + mark.length;
  const part = text.slice(from, from + longest);
  const end = mark === '$$' ? part.indexOf('$$') : dollarEnd(part);
  return end <= 0 ? from : from + end + mark.length;
}

/**
 * Where the `$` stands that ends a formula: as pandoc has it, the first one has no space behind it, the last one none
 * before, and no digit follows (https://pandoc.org/MANUAL.html#math). So `$5 and $10` are prices.
 */
function dollarEnd(part: string): number {
  if (/^[\s$]/.test(part)) return -1;
  for (let at = part.indexOf('$', 1); at !== -1; at = part.indexOf('$', at + 1)) {
    if (part[at - 1] === '\\') continue;
    const inside = part.slice(0, at);
    if (/\n[ \t]*\n/.test(inside)) return -1;
    if (/\s$/.test(inside) || /^\d/.test(part.slice(at + 1, at + 2))) return -1;
    return isProse(inside) ? -1 : at;
  }
  return -1;
}

/** An amount and words, `$5 a month, or 50$`; what is in backticks is code; `](` is a link. */
const isProse = (inside: string): boolean =>
  inside.includes('`') ||
  inside.includes('](') ||
  (/^\d[^\\^_={}]*$/.test(inside) && /(?:^|[\s*(])\p{L}{2,}/u.test(inside)) ||
  (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(
    inside.replace(/\\(?:text|mathrm|mbox|tag)\{[^}]*\}/g, ''),
  ) &&
    !/[\\^_={}]/.test(inside));
