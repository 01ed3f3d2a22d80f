/** What deciding about a file of a batch works with. */

import type { Problem } from '../../article/problem.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { ChangeSet } from './changeset.ts';
import type { View } from './view.ts';

export interface Given {
  /** ms */
  now: number;
  siteId: string;
  siteUrl: string;
  /** IANA */
  timezone: string;
}

export interface Deciding extends Given {
  /** Paths that the batch deletes. */
  deleted: ReadonlySet<string>;
  snapshot: View;
  changes: ChangeSet;
  results: FileResult[];
  /** Published articles without some of their aliases, with the reasons: others of the batch may have been there yet. */
  waiting: { path: string; problems: Problem[] }[];
}
