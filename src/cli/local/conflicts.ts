/** The files that were refused because of another one: they are sent once more when something has changed. */

import { isDeepStrictEqual } from 'node:util';
import { isChange, isConflict } from '../../publish/rules.ts';
import type { Outcome } from '../publish/outcome.ts';

export class Conflicts {
  /** By path. */
  readonly #refused = new Map<string, Outcome>();
  /** Files that changed something, since the beginning, and until the refused ones were last sent. */
  #changes = 0;
  #seen = 0;

  /** @param outcomes of files that were sent */
  constructor(outcomes: readonly Outcome[]) {
    for (const outcome of outcomes) this.note(outcome);
    this.sent();
  }

  note(outcome: Outcome): void {
    const { path, result } = outcome;
    if (isConflict(result)) this.#refused.set(path, outcome);
    else this.#refused.delete(path);
    if (isChange(result)) this.#changes++;
  }

  /** The paths of files that may be accepted now. They stay due until `sent`, however often sending them fails. */
  due(): string[] {
    return this.#changes > this.#seen ? [...this.#refused.keys()] : [];
  }

  /** Notes that they have been sent, and whatever they changed has been considered. */
  sent(): void {
    this.#seen = this.#changes;
  }

  /** The path that a refused file has moved from, as it was sent. */
  originOf(path: string): string | undefined {
    return this.#refused.get(path)?.from;
  }

  /** Whether an outcome says what is known already. */
  isKnown({ path, result }: Outcome): boolean {
    return isDeepStrictEqual(this.#refused.get(path)?.result, result);
  }
}
