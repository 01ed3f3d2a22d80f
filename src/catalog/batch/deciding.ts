/** What deciding about a file of a batch works with. */

import type { FileResult } from '../../publish/protocol.ts';
import type { ChangeSet } from './changeset.ts';
import type { View } from './view.ts';

export interface Deciding {
  /** ms */
  now: number;
  siteUrl: string;
  /** Paths that the batch deletes. */
  deleted: ReadonlySet<string>;
  snapshot: View;
  changes: ChangeSet;
  results: FileResult[];
}
