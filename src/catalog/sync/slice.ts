/** A slice: the part of an import that one alarm does. */

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
