/** How many values of a kind an article has room for. */

import type { Warn } from '../matter/refusal.ts';

/** Those that are too many are left out, and told of once. */
export class Room {
  readonly #most: number;
  readonly #kind: string;
  #taken = 0;
  /** Where the first value stands that found no room. */
  #at = 0;

  /** @param kind in the plural, for the message */
  constructor(most: number, kind: string) {
    this.#most = most;
    this.#kind = kind;
  }

  /** @param at of the value, in the file */
  take(at: number): boolean {
    if (this.#taken++ === this.#most) this.#at = at;
    return this.#taken <= this.#most;
  }

  /** Call when all have been read. */
  tell(warn: Warn): void {
    const over = this.#taken - this.#most;
    if (over <= 0) return;
    warn(
      'too-many',
      this.#at,
      `an article may have ${this.#most} ${this.#kind}, so the last ${over} were left out; remove some`,
    );
  }
}
