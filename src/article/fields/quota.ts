/** Limits the number of values of one kind in an article. */

import type { Warn } from '../matter/refusal.ts';

/** Values beyond the limit are left out, with one warning for all of them. */
export class Quota {
  readonly #max: number;
  readonly #kind: string;
  readonly #owner: string;
  #count = 0;
  /** The offset of the first value beyond the limit. */
  #at = 0;

  /** @param kind plural, for the message @param owner of the values, likewise */
  constructor(max: number, kind: string, owner = 'an article') {
    this.#max = max;
    this.#kind = kind;
    this.#owner = owner;
  }

  /** Whether one more value fits. @param at offset of the value in the file */
  take(at: number): boolean {
    if (this.#count++ === this.#max) this.#at = at;
    return this.#count <= this.#max;
  }

  /** Warns if values were left out. Call it after the last value. */
  report(warn: Warn): void {
    const over = this.#count - this.#max;
    if (over <= 0) return;
    warn(
      'too-many',
      this.#at,
      `${this.#owner} may have ${this.#max} ${this.#kind}, so the last ${over} were left out; remove some`,
    );
  }
}
