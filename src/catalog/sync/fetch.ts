/** Fetching the files that differ and publishing them, one batch a slice. */

import { limits } from '../../limits.ts';
import { isChange, isConflict, isSuspicious } from '../../publish/rules.ts';
import { newestPush } from '../batch/pushes.ts';
import type { SyncContext } from './context.ts';
import { fetchAll } from './fetch-all.ts';
import type { Import, Imports } from '../tables/imports.ts';
import { problemsOf, reportProblems } from './problems.ts';
import { withOrigins } from './renames.ts';
import { requestsPerSlice, sliceAfter, type Slice } from './slice.ts';
import { tooManyDeletions } from './steps.ts';
import type { PutStep } from '../tables/import-steps.ts';

export async function fetchFiles(context: SyncContext, current: Import): Promise<Slice> {
  const { steps, imports, settings, importAssets } = context.tables;
  const { most = Infinity } = current;
  const puts = affordable(steps.puts(Math.min(requestsPerSlice, most)));
  const left = steps.left();
  // Deletions come with the last files: an article that was renamed and edited at once would be missing in between. During
  // a bisection they come after all files.
  const deletes =
    puts.length < left.puts || (most < Infinity && puts.length > 0)
      ? []
      : steps.deletes(Math.min(limits.batchFiles, most));
  const [first] = [...puts.map(({ path }) => path), ...deletes];
  if (first === undefined) return { progress: false };
  imports.update({ begun: { files: puts.length + deletes.length, path: first } });

  const { fetched, failure } = await fetchAll(context, current, puts);
  if (!context.isCurrent(current)) return { progress: false };
  if (newestPush(settings)?.commit !== current.commit) return { progress: false, outdated: true };
  const files = withOrigins(context.tables, fetched);
  const origins = files.flatMap(({ movedFrom }) => movedFrom ?? []);
  const found = files.filter(({ movedFrom }, i) => movedFrom !== undefined && !fetched[i]!.movedFrom);
  const renamed = found.length;
  const replacing = context.tables.files.find(found.map(({ path }) => path)).size;
  const unmeant = deletes.length > 0 && current.doubtful ? unmeantDeletions(context, renamed) : undefined;
  const alsoDeleted =
    fetched.length === puts.length && unmeant === undefined
      ? deletes.filter((path) => !origins.includes(path))
      : [];
  const done = files.length + renamed + alsoDeleted.length;
  const others = left.puts + left.blocked + left.deletes > done;
  const again = new Set(puts.flatMap(({ path, blocked }) => (blocked ? path : [])));
  const isFresh = alsoDeleted.length > 0 || files.some(({ path }) => !again.has(path));
  const slice: Slice = {
    progress: files.length + alsoDeleted.length > 0,
    ...(failure && { failure }),
    ...(unmeant !== undefined && { unmeant }),
  };
  if (!slice.progress) return slice;

  const outcome = context.publish(
    {
      put: files,
      delete: [...origins, ...alsoDeleted],
      more: others || !importAssets.isEmpty,
      push: { commit: current.commit, time: current.time },
    },
    (results) => {
      // Files that wait for each other, and for nothing else, wait in vain.
      const mayEnd = results.some(isChange) || (others && isFresh);
      const blocked = mayEnd ? results.filter(isConflict).map(({ path }) => path) : [];
      steps.block(blocked);
      const late = new Set(blocked);
      steps.setOrigins(
        files.flatMap(({ path, movedFrom }) =>
          movedFrom !== undefined && late.has(path) ? [[path, movedFrom] as const] : [],
        ),
      );
      const settled = results.filter(({ path }) => !late.has(path));
      steps.stepsDone(settled.map(({ path }) => path));
      countRenames(imports, renamed, replacing);
      reportProblems(imports, problemsOf(settled));
    },
  );
  return sliceAfter(outcome, slice);
}

/** Why the deletions are too many, after all renames have been found. @param renamed those of this slice */
function unmeantDeletions({ tables: { plan, files } }: SyncContext, renamed: number): string | undefined {
  const lost = plan.countLost() - renamed;
  const total = files.count().article;
  return isSuspicious(lost, total) ? tooManyDeletions(lost, total) : undefined;
}

/** An addition, or a change, and a deletion turned out to be a move. @param replacing those of files that were there before */
function countRenames(imports: Imports, renamed: number, replacing: number): void {
  const { added, changed, deleted, moved } = imports.last()!.counts;
  imports.update({
    counts: {
      added: added - renamed + replacing,
      changed: changed - replacing,
      moved: moved + renamed,
      deleted: deleted - renamed,
    },
  });
}

/** As many as fit into memory by the sizes that GitHub reports, at least one. */
function affordable(puts: readonly PutStep[]): PutStep[] {
  let bytes = 0;
  return puts.filter(({ size }, i) => (bytes += size) <= limits.readBytes || i === 0);
}
