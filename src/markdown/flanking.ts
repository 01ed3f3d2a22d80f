/** Whether a run of `*` or `~` may open or close, by the characters beside it (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run). */

/**
 * Symbols beyond ASCII are punctuation since CommonMark 0.31, and GitHub's version is an earlier one: as neither they
 * are counted on.
 */
function kindOf(character: string): 'space' | 'punctuation' | 'symbol' | 'letter' {
  if (/[\s\p{Z}]/u.test(character)) return 'space';
  if (/[!-/:-@[-`{-~\p{P}]/u.test(character)) return 'punctuation';
  return /[\p{S}\p{M}\p{C}]/u.test(character) ? 'symbol' : 'letter';
}

/** @param before, first the characters before the run and behind it */
export function mayOpen(before: string, first: string): boolean {
  const inside = kindOf(first);
  return inside === 'letter' || (inside !== 'space' && /^(?:space|punctuation)$/.test(kindOf(before)));
}

/** @param last, after the characters before the run and behind it */
export const mayClose = (last: string, after: string): boolean => mayOpen(after, last);
