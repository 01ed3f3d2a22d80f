/** What the readers of front matter share: their signature, the fatal error, and the callback for warnings. */

import type { ProblemCode } from '../problem.ts';
import type { MapValue } from './value.ts';

/** The file is unreadable. `parseArticle` catches it, so it never leaves src/article. */
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

/** Reports a problem. `at` is an offset in the file, in UTF-16 code units. */
export type Warn = (code: ProblemCode, at: number, message: string) => void;

/**
 * Reads a block of front matter in one language.
 * @param from offset of the block in the file, in UTF-16 code units
 * @throws Refusal if the block cannot be read
 */
export type ReadLanguage = (block: string, from: number, warn: Warn) => MapValue;
