/** The outcome of each file of a publish, and their totals. */

import { isAsset } from '../../publish/file-kind.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { Action, Step } from './plan.ts';

/** A step of the plan with the worker's result. */
export interface Outcome extends Step {
  result: FileResult;
  /** Of a file that is published as it is: its git blob id, and the bytes that were sent for it. */
  blob?: string;
  sent?: number;
}

/** Numbers of files. */
export interface Tally {
  added: number;
  changed: number;
  /** Sent again because the worker asked for them: after an update of edgefeed, or with another address of the site. */
  resent: number;
  moved: number;
  deleted: number;
  /** Not sent, since the worker has them already. */
  unchanged: number;
  /** Drafts and other articles that their authors hold back. */
  heldBack: number;
  /** Files without front matter. */
  skipped: number;
  /** With errors; their last published version stays. */
  refused: number;
  /** Files that are published as they are: new and changed ones, … */
  files: number;
  /** … the bytes that were sent for them, … */
  fileBytes: number;
  /** … those under another path, those that are gone, and those that the worker has already. */
  filesMoved: number;
  filesDeleted: number;
  filesUnchanged: number;
}

export const emptyTally = (): Tally => ({
  added: 0,
  changed: 0,
  resent: 0,
  moved: 0,
  deleted: 0,
  unchanged: 0,
  heldBack: 0,
  skipped: 0,
  refused: 0,
  files: 0,
  fileBytes: 0,
  filesMoved: 0,
  filesDeleted: 0,
  filesUnchanged: 0,
});

const done = { add: 'added', change: 'changed', move: 'moved', delete: 'deleted' } as const satisfies Record<
  Action,
  keyof Tally
>;

const doneToFiles = {
  add: 'files',
  change: 'files',
  move: 'filesMoved',
  delete: 'filesDeleted',
} as const satisfies Record<Action, keyof Tally>;

/** Counts one outcome; changes `tally` in place. */
export function count(tally: Tally, { action, resent, result, sent = 0 }: Outcome): void {
  const { status } = result;
  tally.fileBytes += sent;
  if (status === 'error') tally.refused++;
  else if (isAsset(result.path)) tally[doneToFiles[action]]++;
  // A published article that is now held back counts as held back, not as deleted.
  else if (status === 'draft') tally.heldBack++;
  else if (status === 'skip') tally.skipped++;
  else if (resent) tally.resent++;
  else tally[done[action]]++;
}
