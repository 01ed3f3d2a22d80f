/** A slice: the part of an import that one alarm does. */

import type { BatchOutcome } from '../batch/outcome.ts';
import type { Answer } from '../../github/client.ts';

/** Requests to GitHub in one alarm; the free plan of the platform allows 50 in an invocation. */
export const requestsPerSlice = 40;

/** Connections that an invocation may have open at once on the platform. */
export const connections = 6;

/** An answer of GitHub without a value. */
export type Failure = Exclude<Answer<never>, { status: 'ok' }>;

/** How a slice ended. */
export interface Slice {
  /** Whether it got anything; then the next slice is due at once. */
  progress: boolean;
  /** Why it did not get everything. */
  failure?: Failure;
  /** The command line has published a newer push, so the import must stop. */
  outdated?: true;
  /** Why its files have to be divided: together they take more memory than there is. */
  tooMuch?: string;
  /** Why it may not delete what is left to delete; everything else has been done. */
  unmeant?: string;
}

/** How a slice ends whose files were published as one batch. @param published how it ends if they are */
export function sliceAfter(outcome: BatchOutcome, published: Slice): Slice {
  switch (outcome.status) {
    case 'published':
      return published;
    case 'outdated':
      return { progress: false, outdated: true };
    case 'too-much':
      return { progress: false, tooMuch: outcome.why };
  }
}
