/** How the front matter is refused, and how lesser troubles are told. */

import type { ProblemCode } from '../problem.ts';

/** The file can't be read on: thrown while the front matter is read, caught by `parseArticle`, never beyond. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ProblemCode;
  /** Offset in the file, in UTF-16 code units. */
  readonly at: number;

  constructor(code: ProblemCode, at: number, message: string) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

/** Notes a problem that doesn't stop the article. `at` is an offset in the file, in UTF-16 code units. */
export type Warn = (code: ProblemCode, at: number, message: string) => void;
