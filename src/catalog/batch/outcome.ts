/** How publishing a batch ends. */

import type { PlatformLimit } from '../../publish/platform-limits.ts';
import type { FileResult, Push } from '../../publish/protocol.ts';

/** Nothing was written: a later version of edgefeed has changed the database. */
export interface Locked {
  status: 'locked';
  /** One sentence for the author. */
  why: string;
}

/** The platform refused a write, because a limit of its plan is used up. */
export interface Limited {
  status: 'limited';
  limit: PlatformLimit;
}

/** `why` is one sentence for the author. Only `published` has written anything. */
export type BatchOutcome =
  | { status: 'published'; files: FileResult[] }
  /** A newer push was published before this batch. */
  | { status: 'outdated'; newest: Push }
  /** The batch takes more memory than the catalog has; half of it may fit. */
  | { status: 'too-much'; why: string };
