/** Collects the problems of a file and computes their lines and columns. */

import { limits } from '../limits.ts';
import { withLineFeeds } from './source.ts';
import type { Problem, ProblemCode } from './problem.ts';

export class ProblemList {
  readonly problems: Problem[] = [];
  readonly #source: string;
  /** Offsets of the line starts; empty until the first problem. */
  #lines: number[] = [];
  readonly #counts = { error: 0, warning: 0 };

  constructor(source: string) {
    this.#source = withLineFeeds(source);
  }

  /** @param at offset in the file, in UTF-16 code units */
  add(severity: Problem['severity'], code: ProblemCode, at: number, message: string): void {
    if (++this.#counts[severity] > limits.problems) return;
    const offset = Math.min(Math.max(0, at), this.#source.length);
    const line = this.#lineOf(offset);
    const column = offset - this.#lines[line]! + 1;
    // Messages of yaml and smol-toml may quote the whole source.
    const text =
      message.length > limits.messageLength ? `${message.slice(0, limits.messageLength)}…` : message;
    this.problems.push({ severity, line: line + 1, column, code, message: text.toWellFormed() });
  }

  /** The line, from 0. Binary search. */
  #lineOf(offset: number): number {
    if (this.#lines.length === 0) {
      let at = 0;
      do this.#lines.push(at);
      while ((at = this.#source.indexOf('\n', at) + 1) > 0);
    }
    let low = 0;
    let high = this.#lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#lines[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}
