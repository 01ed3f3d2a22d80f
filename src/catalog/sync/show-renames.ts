/**
 * Shows whose files a push renames and edits at once, as with a folder that gets another name: directories know a podcast by
 * its guid, which goes on with the show.
 */

import { isShowPath } from '../../show/show-path.ts';
import type { Show } from '../../show/show.ts';
import { isShow, type ParsedPut, type ShowPut } from '../batch/parsed-batch.ts';
import type { ShowRow } from '../tables/show-row.ts';
import type { Tables } from '../tables/tables.ts';

/** What shows are known by, the surest first. Of two shows with one of these, neither is meant. */
const marks: readonly ((show: Show) => string | undefined)[] = [
  ({ title }) => title,
  ({ description }) => description,
];

/**
 * @param added new files of the push
 * @param deleted paths that the push deletes
 * @returns the path of a new show → the path that it had before
 */
export function showOrigins(
  { shows }: Pick<Tables, 'shows'>,
  added: readonly ParsedPut[],
  deleted: readonly string[],
): Map<string, string> {
  const origins = new Map<string, string>();
  // A guid that the author has written needs no origin.
  const fresh = added.filter(isShow).filter(({ parsed: { show } }) => show.guid === undefined);
  if (fresh.length === 0) return origins;
  const doomed = deleted.filter(isShowPath).flatMap((path) => shows.at(path) ?? []);
  for (const markOf of marks) {
    const taken = new Set(origins.values());
    const former = onlyOnes(
      doomed.filter(({ path }) => !taken.has(path)),
      ({ show }: ShowRow) => show && markOf(show),
    );
    const now = onlyOnes(
      fresh.filter(({ path }) => !origins.has(path)),
      ({ parsed }: ShowPut) => markOf(parsed.show),
    );
    for (const [mark, { path }] of now) {
      const from = former.get(mark);
      if (from) origins.set(path, from.path);
    }
  }
  return origins;
}

/** Those with a mark that no other has, by it. */
function onlyOnes<T>(all: readonly T[], markOf: (one: T) => string | null | undefined): Map<string, T> {
  const found = new Map<string, T>();
  const doubtful = new Set<string>();
  for (const one of all) {
    const mark = markOf(one);
    if (!mark) continue;
    if (found.has(mark)) doubtful.add(mark);
    found.set(mark, one);
  }
  for (const mark of doubtful) found.delete(mark);
  return found;
}
