/** The files that were refused. Those in conflict with another one are sent once more when something has changed. */

import { isDeepStrictEqual } from 'node:util';
import { isChange, isConflict } from '../../publish/rules.ts';
import type { Outcome } from '../publish/outcome.ts';

export class Refused {
  /** By path. */
  readonly #outcomes = new Map<string, Outcome>();
  /** Files that changed something, since the beginning, and until those in conflict were last sent. */
  #changes = 0;
  #seen = 0;
  /** Whether a file has come into conflict since: it may want what one in conflict would leave for it. */
  #isJoined = false;

  /** @param outcomes of files that were sent */
  constructor(outcomes: readonly Outcome[]) {
    for (const outcome of outcomes) this.note(outcome);
    this.sent();
  }

  note(outcome: Outcome): void {
    const { path, result, from = this.originOf(path) } = outcome;
    this.#isJoined ||= isConflict(result) && !this.isKnown(outcome);
    if (result.status === 'error')
      this.#outcomes.set(path, { ...outcome, ...(from !== undefined && { from }) });
    else this.#outcomes.delete(path);
    if (isChange(result)) this.#changes++;
  }

  /** The paths of files in conflict that may be accepted now. They stay due until `sent`, however often sending them fails. */
  due(): string[] {
    const conflicts = [...this.#outcomes.values()].filter(({ result }) => isConflict(result));
    const mayEnd = this.#changes !== this.#seen || (this.#isJoined && conflicts.length > 1);
    return mayEnd ? conflicts.map(({ path }) => path) : [];
  }

  /** Notes that they have been sent, and whatever they changed has been considered. */
  sent(): void {
    this.#seen = this.#changes;
    this.#isJoined = false;
  }

  /** The path that a refused file has moved from. What was published there still is. */
  originOf(path: string): string | undefined {
    return this.#outcomes.get(path)?.from;
  }

  /** Whether an outcome says what is known already. */
  isKnown({ path, result }: Outcome): boolean {
    return isDeepStrictEqual(this.#outcomes.get(path)?.result, result);
  }
}
