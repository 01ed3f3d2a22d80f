/** Looking ahead in a text that is gone through once. */

/**
 * Finds what comes next, and remembers it: however often a reader asks for an end that is far away, or that never
 * comes, the text is looked through once for each thing that is looked for.
 */
export class Finder {
  readonly #text: string;
  readonly #found = new Map<string | RegExp, { at: number; length: number }>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where a mark stands at or behind a place. The places that are asked for must never go back. */
  next(mark: string, from: number): number | undefined {
    const known = this.#found.get(mark);
    if (known && known.at >= from) return known.at === Infinity ? undefined : known.at;
    const at = this.#text.indexOf(mark, from);
    this.#found.set(mark, { at: at === -1 ? Infinity : at, length: mark.length });
    return at === -1 ? undefined : at;
  }

  /** The same for an expression, which must be global, and one object for each thing that is looked for. */
  match(expression: RegExp, from: number): { at: number; end: number } | undefined {
    let known = this.#found.get(expression);
    if (!known || known.at < from) {
      expression.lastIndex = from;
      const match = expression.exec(this.#text);
      known = match ? { at: match.index, length: match[0].length } : { at: Infinity, length: 0 };
      this.#found.set(expression, known);
    }
    return known.at === Infinity ? undefined : { at: known.at, end: known.at + known.length };
  }
}
