/** Telling moves from deletions and additions: both publishers, the command line and the webhook, do it alike. */

import { basename } from 'node:path/posix';

/**
 * Pairs files that came with files that went and had the same content. Takes time in proportion to the files, also
 * where all of them are copies of one.
 * @param came new path → git blob id
 * @param went vanished path → git blob id; empty where nobody knows any more what it was
 * @returns new path → the vanished path that it had before. Of several, one of the same name is preferred; none is
 *   given twice
 */
export function originsOf(
  came: ReadonlyMap<string, string>,
  went: ReadonlyMap<string, string>,
): Map<string, string> {
  const vanished = [...went].filter(([, blob]) => blob !== '');
  const origins = new Map<string, string>();
  const taken = new Set<string>();
  for (const nameOf of [basename, () => '']) {
    // The last of each list is the next to be taken, so they begin with the last.
    const candidates = Map.groupBy(vanished.toReversed(), ([path, blob]) => `${blob} ${nameOf(path)}`);
    for (const [path, blob] of came) {
      if (origins.has(path)) continue;
      const list = candidates.get(`${blob} ${nameOf(path)}`) ?? [];
      while (taken.has(list.at(-1)?.[0] ?? '')) list.pop();
      const [from] = list.pop() ?? [];
      if (from === undefined) continue;
      origins.set(path, from);
      taken.add(from);
    }
  }
  return origins;
}
