/** Which of several articles has an address that all of them want. */

import type { ArticlePut } from '../parsed-batch.ts';

/** Slugs come before names, pages before posts, and these in the order of paths. */
export const byPrecedence = (a: ArticlePut, b: ArticlePut): number =>
  rankOf(a) - rankOf(b) || (a.path < b.path ? -1 : 1);

/** Slugs, then names without a date, which have no other address to take, then names with one. */
function rankOf({ parsed: { article, byName } }: ArticlePut): number {
  if (byName === undefined) return 0;
  return article.published === undefined ? 1 : 2;
}
