/** A row of the table `shows`. */

import type { Show } from '../../show/show.ts';

export interface ShowRow {
  /** The path of its file. */
  path: string;
  /** '': the whole site. */
  category: string;
  guid: string;
  /** Null: its file was deleted. */
  show: Show | null;
  /** ms since 1970 */
  changedAt: number;
}
