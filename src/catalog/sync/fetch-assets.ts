/** Publishing the files beside articles that differ, one batch a slice. */

import { limits } from '../../limits.ts';
import { isChange, isConflict } from '../../publish/rules.ts';
import { newestPush } from '../batch/pushes.ts';
import type { PutStep } from '../tables/import-steps.ts';
import type { Import } from '../tables/imports.ts';
import type { Tables } from '../tables/tables.ts';
import { bringAssets, contentsOf } from './bring-assets.ts';
import type { SyncContext } from './context.ts';
import { problemsOf, reportProblems } from './problems.ts';
import { sliceAfter, type Slice } from './slice.ts';

/** Whether files are due: new ones before all articles, deletions and what waits for them after. */
export function hasAssetsNow({ importAssets, steps }: Tables): boolean {
  if (importAssets.isEmpty) return false;
  if (importAssets.puts(1).length > 0) return true;
  return steps.isEmpty;
}

export async function fetchAssets(context: SyncContext, current: Import): Promise<Slice> {
  const { importAssets, imports, settings, steps } = context.tables;
  const limit = Math.min(limits.batchFiles, current.most ?? Infinity);
  const { puts, deletes } = nextOf(context.tables, limit);
  const contents = contentsOf(context.tables, puts);
  const paths = [...contents.flatMap(({ files }) => files.map(({ path }) => path)), ...deletes];
  const [first] = paths;
  if (first === undefined) return { progress: false };
  imports.update({ begun: { files: paths.length, path: first } });

  const { ready, refused, failure } = await bringAssets(context, current, contents);
  if (!context.isCurrent(current)) return { progress: false };
  if (newestPush(settings)?.commit !== current.commit) return { progress: false, outdated: true };
  const slice: Slice = {
    progress: ready.length + refused.length + deletes.length > 0,
    ...(failure && { failure }),
  };
  if (!slice.progress) return slice;

  const origins = ready.flatMap(({ movedFrom }) => movedFrom ?? []);
  // What has an address may give it up: a file that is deleted, or an article.
  const mayWait = importAssets.deletes(1).length > 0 || !steps.isEmpty;
  const outcome = context.publish(
    {
      put: ready,
      delete: [...origins, ...deletes],
      more: !steps.isEmpty || importAssets.hasMoreThan(ready.length + refused.length + deletes.length),
      push: { commit: current.commit, time: current.time },
    },
    (results) => {
      const late = mayWait || results.some(isChange) ? results.filter(isConflict) : [];
      importAssets.block(late.map(({ path }) => path));
      const done = results.filter((result) => !late.includes(result));
      importAssets.done([...done, ...refused].map(({ path }) => path));
      reportProblems(imports, [...refused, ...problemsOf(done)]);
    },
  );
  return sliceAfter(outcome, slice);
}

/** The next files of one kind: new ones, then deletions, then those whose addresses the deletions had to free. */
function nextOf({ importAssets }: Tables, limit: number): { puts: PutStep[]; deletes: string[] } {
  const puts = importAssets.puts(limit);
  if (puts.length > 0) return { puts, deletes: [] };
  const deletes = importAssets.deletes(limit);
  return deletes.length > 0 ? { puts, deletes } : { puts: importAssets.puts(limit, true), deletes };
}
