/** A row of the table `assets`. */

import type { AssetFacts } from '../../asset/facts.ts';

export interface Asset {
  /** Relative to the content folder; a file of a static folder: its path at the root of the site, with a slash in front. */
  path: string;
  /** Git blob id. */
  blob: string;
  facts: AssetFacts;
  /** When this path last got other bytes, ms since 1970. */
  changedAt: number;
  /** It is held back with the article that it belongs to. */
  held?: true;
}
