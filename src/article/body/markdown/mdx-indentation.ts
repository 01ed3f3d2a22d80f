/**
 * In MDX indentation is for the eye: whatever stands deep inside of components is what it is (the rules for four
 * spaces are off, https://mdxjs.com/docs/what-is-mdx/#markdown). Only in lists it says what belongs together.
 */

const item = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/;

/** Takes indentation away that Markdown would take for code, line by line. */
export class Indentation {
  /** Where the text of each list item begins, as its author wrote it and as it is written now. */
  readonly #items: { own: number; now: number }[] = [];
  /** Of the fence that is open. */
  #inFence: number | undefined;

  /** @param opensFence whether fenced code begins with the line */
  line(line: string, opensFence: boolean): string {
    const text = line.trimStart();
    if (text === '') return line;
    const depth = columns(line.slice(0, line.length - text.length));
    while (this.#items.length > 0 && this.#items.at(-1)!.own > depth) this.#items.pop();
    const { own, now } = this.#items.at(-1) ?? { own: 0, now: 0 };
    const excess = depth - own;
    const kept = now + (excess >= 4 ? 0 : excess);
    this.#inFence = opensFence ? depth - kept : undefined;
    const mark = opensFence ? undefined : item.exec(text);
    if (mark) this.#items.push({ own: depth + mark[0].length, now: kept + mark[0].length });
    return kept === depth ? line : ' '.repeat(kept) + text;
  }

  /** A line of fenced code: moved as far as the line that opened it. */
  code(line: string): string {
    if (!this.#inFence) return line;
    const text = line.trimStart();
    const depth = columns(line.slice(0, line.length - text.length));
    return ' '.repeat(Math.max(0, depth - this.#inFence)) + text;
  }
}

const columns = (blank: string): number => {
  let depth = 0;
  for (const character of blank) depth += character === '\t' ? 4 - (depth % 4) : 1;
  return depth;
};
