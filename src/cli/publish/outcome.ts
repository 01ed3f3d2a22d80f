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
  /** … are in error: whatever was published from them before stays. */
  refused: number;
}

export const emptyTally = (): Tally => ({
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
  unchanged: 0,
  refused: 0,
});

const done = { add: 'added', change: 'changed', move: 'moved', delete: 'deleted' } as const satisfies Record<
  Action,
  keyof Tally
>;

/** Counts one outcome; changes `tally` in place. */
export function count(tally: Tally, { action, result }: Outcome): void {
  tally[result.status === 'error' ? 'refused' : done[action]]++;
}
