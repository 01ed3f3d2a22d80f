/** Collects the problems of a file, and finds their lines and columns. */

import type { Problem } from './problem.ts';

/** Warnings of one file that are told: nobody reads more, and a batch has hundreds of files. Errors are all told. */
const maxWarnings = 100;

export class Report {
  readonly problems: Problem[] = [];
  readonly #source: string;
  /** Offsets where lines begin; empty until the first problem. */
  #lines: number[] = [];
  #warnings = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** @param at offset in the file, in UTF-16 code units */
  add(severity: Problem['severity'], code: string, at: number, message: string): void {
    if (severity === 'warning' && ++this.#warnings > maxWarnings) return;
    const offset = Math.min(Math.max(0, at), this.#source.length);
    const line = this.#lineOf(offset);
    this.problems.push({ severity, line: line + 1, column: offset - this.#lines[line]! + 1, code, message });
  }

  /** The line, from 0, by halving. */
  #lineOf(offset: number): number {
    if (this.#lines.length === 0) {
      this.#lines = [0, ...this.#source.matchAll(/\n/g).map(({ index }) => index + 1)];
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
