/** How many values of a kind an article has room for. */

import type { Warn } from '../matter/refusal.ts';

/** Those that are too many are left out, and told of once. */
export class Quota {
  readonly #max: number;
  readonly #kind: string;
  #count = 0;
  /** Where the first value stands that found no room. */
  #at = 0;

  /** @param kind in the plural, for the message */
  constructor(max: number, kind: string) {
    this.#max = max;
    this.#kind = kind;
  }

  /** @param at of the value, in the file */
  take(at: number): boolean {
    if (this.#count++ === this.#max) this.#at = at;
    return this.#count <= this.#max;
  }

  /** Call when all have been read. */
  report(warn: Warn): void {
    const over = this.#count - this.#max;
    if (over <= 0) return;
    warn(
      'too-many',
      this.#at,
      `an article may have ${this.#max} ${this.#kind}, so the last ${over} were left out; remove some`,
    );
  }
}
