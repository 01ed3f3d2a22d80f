/** What became of the files of one publish, and the sum of it. */

import type { FileResult } from '../../publish/protocol.ts';
import type { Action, Step } from './plan.ts';

/** One step of the plan and the worker's answer to it. */
export interface Outcome extends Step {
  result: FileResult;
}

/** How many files … */
export interface Tally {
  added: number;
  changed: number;
  moved: number;
  deleted: number;
  /** … were neither sent nor needed it. */
  unchanged: number;
  /** … have articles that their authors keep back. */
  heldBack: number;
  /** … have no front matter. */
  skipped: number;
  /** … are in error: whatever was published from them before stays. */
  refused: number;
}

export const emptyTally = (): Tally => ({
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
  unchanged: 0,
  heldBack: 0,
  skipped: 0,
  refused: 0,
});

const done = { add: 'added', change: 'changed', move: 'moved', delete: 'deleted' } as const satisfies Record<
  Action,
  keyof Tally
>;

/** Counts one outcome; changes `tally` in place. */
export function count(tally: Tally, { action, result }: Outcome): void {
  const { status } = result;
  if (status === 'error') tally.refused++;
  // An article that is held back from now on is gone for readers, but not for its author.
  else if (status === 'draft') tally.heldBack++;
  else if (status === 'skip') tally.skipped++;
  else tally[done[action]]++;
}
