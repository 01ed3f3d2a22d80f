/** Telling moves from deletions and additions: both publishers, the command line and the webhook, do it alike. */

import { basename } from 'node:path/posix';

/**
 * Pairs files that came with files that went and had the same content.
 * @param came new path → git blob id
 * @param went vanished path → git blob id; empty where nobody knows any more what it was
 * @returns new path → the vanished path that it had before. Of several, one of the same name is preferred; none is
 *   given twice
 */
export function originsOf(
  came: ReadonlyMap<string, string>,
  went: ReadonlyMap<string, string>,
): Map<string, string> {
  const byBlob = Map.groupBy(went.keys(), (path) => went.get(path) ?? '');
  byBlob.delete('');
  const origins = new Map<string, string>();
  for (const sameName of [true, false]) {
    for (const [path, blob] of came) {
      const candidates = byBlob.get(blob);
      if (!candidates || origins.has(path)) continue;
      const i = sameName ? candidates.findIndex((from) => basename(from) === basename(path)) : 0;
      const [from] = i < 0 ? [] : candidates.splice(i, 1);
      if (from !== undefined) origins.set(path, from);
    }
  }
  return origins;
}
