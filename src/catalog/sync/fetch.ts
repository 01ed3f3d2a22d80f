/** Fetching the files that differ and publishing them, one batch a slice. */

import { limits } from '../../limits.ts';
import { isConflict } from '../../publish/rules.ts';
import { newestPush } from '../batch/pushes.ts';
import type { SyncContext } from './context.ts';
import { fetchAll } from './fetch-all.ts';
import type { Import } from '../tables/imports.ts';
import { reportProblems } from './problems.ts';
import { requestsPerSlice, type Slice } from './slice.ts';
import type { PutStep } from '../tables/import-steps.ts';

export async function fetchFiles(context: SyncContext, current: Import): Promise<Slice> {
  const { steps, imports, settings } = context.tables;
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
  const alsoDeleted = fetched.length === puts.length ? deletes : [];
  const others = left.deletes > alsoDeleted.length || left.puts > fetched.length;
  const slice = { progress: fetched.length + alsoDeleted.length > 0, ...(failure && { failure }) };
  if (!slice.progress) return slice;

  const outcome = context.publish(
    {
      put: fetched,
      delete: [...fetched.flatMap(({ movedFrom }) => movedFrom ?? []), ...alsoDeleted],
      more: left.puts + left.blocked + left.deletes > fetched.length + alsoDeleted.length,
      push: { commit: current.commit, time: current.time },
    },
    (results) => {
      const blocked = others ? results.filter((result) => isConflict(result)).map(({ path }) => path) : [];
      steps.block(blocked);
      const late = new Set(blocked);
      const done = results.filter(({ path }) => !late.has(path));
      steps.stepsDone(done.map(({ path }) => path));
      const refused = done.filter(({ status }) => status === 'error');
      reportProblems(
        imports,
        refused.flatMap(({ path, problems }) => problems.map((problem) => ({ ...problem, path }))),
      );
    },
  );
  switch (outcome.status) {
    case 'published':
      return slice;
    case 'outdated':
      return { progress: false, outdated: true };
    case 'too-much':
      return { progress: false, tooMuch: outcome.why };
  }
}

/** As many as fit into memory by the sizes that GitHub reports, at least one. */
function affordable(puts: readonly PutStep[]): PutStep[] {
  let bytes = 0;
  return puts.filter(({ size }, i) => (bytes += size) <= limits.readBytes || i === 0);
}
