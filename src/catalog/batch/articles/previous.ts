/** Which article a file was. */

import type { Change } from '../../tables/entry.ts';
import type { Deciding } from '../deciding.ts';
import type { ArticlePut } from '../parsed-batch.ts';

/** The article that the file was before this batch: at its path, at the path it moved from, or with its id. */
export function previousOf(
  { snapshot, deleted }: Pick<Deciding, 'snapshot' | 'deleted'>,
  { path, movedFrom, parsed }: ArticlePut,
): Change | undefined {
  const same = parsed.article.id === undefined ? undefined : snapshot.withId(parsed.article.id);
  if (same && deleted.has(same.article.path)) return same;
  const origin = movedFrom !== undefined && deleted.has(movedFrom) ? movedFrom : undefined;
  return snapshot.at(path) ?? (origin === undefined ? undefined : snapshot.at(origin));
}
