/** Offsets of a source as lines and columns. */

import { withLineFeeds } from './source.ts';

export class SourceLines {
  readonly #source: string;
  /** Offsets of the line starts; empty until the first question. */
  readonly #starts: number[] = [];

  constructor(source: string) {
    this.#source = withLineFeeds(source);
  }

  /** @param at offset in UTF-16 code units @returns line and column, from 1 */
  placeOf(at: number): { line: number; column: number } {
    const offset = Math.min(Math.max(0, at), this.#source.length);
    const line = this.#lineOf(offset);
    return { line: line + 1, column: offset - this.#starts[line]! + 1 };
  }

  /** The line, from 0. Binary search. */
  #lineOf(offset: number): number {
    if (this.#starts.length === 0) {
      let at = 0;
      do this.#starts.push(at);
      while ((at = this.#source.indexOf('\n', at) + 1) > 0);
    }
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}
