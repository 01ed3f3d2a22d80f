/** Formulas, in the marks that GitHub and edgefeed read. */

declare module 'mdast' {
  interface PhrasingContentMap {
    inlineMath: InlineMath;
  }
  interface RootContentMap {
    inlineMath: InlineMath;
  }
}

/** TeX in a text, in one line. */
export interface InlineMath {
  type: 'inlineMath';
  value: string;
  display: boolean;
  /** Other dollar signs are in the same text, and would be taken for its ends. */
  isAmongDollars?: boolean;
}

/** @param before, after what stands beside it: `$` opens nothing behind a word, and closes nothing before a digit */
export function formulaText(
  { value, display, isAmongDollars }: InlineMath,
  before: string,
  after: string,
): string {
  if (display) return `$$${value}$$`;
  return isAmongDollars || /[\w$]$/.test(before) || /^\d/.test(after) ? `\\(${value}\\)` : `$${value}$`;
}
