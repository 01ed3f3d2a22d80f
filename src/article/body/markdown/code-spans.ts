/** Which backticks belong together (https://spec.commonmark.org/0.31.2/#code-spans). */
export class CodeSpans {
  /** Where runs of backticks begin, by their length: those still to come, last first. */
  readonly #starts = new Map<number, number[]>();

  constructor(text: string) {
    for (const { 0: marks, index } of text.matchAll(/`+/g)) {
      const starts = this.#starts.get(marks.length);
      if (starts) starts.push(index);
      else this.#starts.set(marks.length, [index]);
    }
    for (const starts of this.#starts.values()) starts.reverse();
  }

  /** Behind the code that a run of backticks opens, or behind the run itself, if no other one has its length. */
  end(start: number, length: number): number {
    const starts = this.#starts.get(length) ?? [];
    while (starts.length > 0 && starts.at(-1)! <= start) starts.pop();
    return (starts.at(-1) ?? start) + length;
  }
}
