/** The rules that both publishers, the command line and the webhook, share. */

import { basename } from 'node:path/posix';
import type { FileResult, Push } from './protocol.ts';

/** Up to this share of the published files may be deleted without confirmation … */
const maxShare = 1 / 5;
/** … and up to this number, regardless of the share. */
const maxCount = 5;

/**
 * Whether a publish deletes so much that it may be a mistake: a wrong folder, a wrong branch, an empty clone.
 * @param of published files before the deletion
 */
export function isSuspicious(deleted: number, of: number): boolean {
  return deleted > maxCount && deleted > maxShare * of;
}

/** Why a push that is older than the newest one is refused. */
export function outdatedBy({ commit, time }: Push): string {
  return `A newer push is published already: ${commit.slice(0, 12)} of ${new Date(time).toISOString()}.`;
}

const conflicts: ReadonlySet<string> = new Set(['duplicate-id', 'duplicate-address']);

/** Whether a file was refused because of another file, which a later batch may change or delete. */
export function isConflict({ status, problems }: FileResult): boolean {
  return status === 'error' && problems.some(({ code }) => conflicts.has(code));
}

/**
 * Whether a file changed what is published. The rule of all publishers: while a batch changed something, the files that were
 * refused for a conflict are sent once more, since the other file may have given up what they need.
 */
export const isChange = ({ status }: FileResult): boolean => status !== 'error' && status !== 'unchanged';

/**
 * Tells moves from deletions and additions: pairs added files with deleted files of the same content. The time is
 * linear in the files, even if all of them are copies of one.
 * @param added added path → git blob id
 * @param deleted deleted path → git blob id; empty if it is unknown
 * @returns added path → its former path. A former path with the same file name is preferred; none is used twice
 */
export function originsOf(
  added: ReadonlyMap<string, string>,
  deleted: ReadonlyMap<string, string>,
): Map<string, string> {
  const vanished = [...deleted].filter(([, blob]) => blob !== '');
  const origins = new Map<string, string>();
  const taken = new Set<string>();
  for (const nameOf of [basename, () => '']) {
    // `pop` takes from the end, so each list is reversed.
    const candidates = Map.groupBy(vanished.toReversed(), ([path, blob]) => `${blob} ${nameOf(path)}`);
    for (const [path, blob] of added) {
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
