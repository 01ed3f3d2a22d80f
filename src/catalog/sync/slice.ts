/** What one alarm does of an import. */

import type { Answer } from '../../github/client.ts';

/** Requests to GitHub in one alarm: on the free plan the platform allows 50 an invocation. */
export const requestsPerSlice = 40;

/** An answer of GitHub that is not what was asked for. */
export type Failure = Exclude<Answer<never>, { status: 'ok' }>;

/** What came of a slice. */
export interface Slice {
  /** Whether anything was got: then the next slice is due at once. */
  progress: boolean;
  /** What kept it from getting everything that it asked for. */
  failure?: Failure;
  /** A newer push was published in another way: nothing more of this one may be. */
  outdated?: true;
  /** Why a part of it has to be tried alone: together its files take more memory than there is. */
  tooMuch?: string;
}
