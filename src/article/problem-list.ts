/** Collects the problems of a file and computes their lines and columns. */

import { limits } from '../limits.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { SourceLines } from './source-lines.ts';

export class ProblemList {
  readonly problems: Problem[] = [];
  readonly #lines: SourceLines;
  readonly #counts = { error: 0, warning: 0 };

  constructor(source: string) {
    this.#lines = new SourceLines(source);
  }

  /** @param at offset in the file, in UTF-16 code units */
  add(severity: Problem['severity'], code: ProblemCode, at: number, message: string): void {
    if (++this.#counts[severity] > limits.problems) return;
    // Messages of yaml and smol-toml may quote the whole source.
    const text =
      message.length > limits.messageLength ? `${message.slice(0, limits.messageLength)}…` : message;
    this.problems.push({ severity, ...this.#lines.placeOf(at), code, message: text.toWellFormed() });
  }
}
