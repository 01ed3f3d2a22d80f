/** Fetching files that differ and publishing them, a batch a slice. */

import { limits } from '../../limits.ts';
import { isConflict } from '../../publish/rules.ts';
import { newestPush } from '../commit/pushes.ts';
import type { ImportContext } from './context.ts';
import { fetchAll } from './fetch-all.ts';
import type { Import } from '../tables/imports.ts';
import { tellProblems } from './problems.ts';
import { requestsPerSlice, type Slice } from './slice.ts';
import type { PutStep } from '../tables/import-steps.ts';

export async function fetchFiles(context: ImportContext, current: Import): Promise<Slice> {
  const { work, imports, settings } = context.tables;
  const { most = Infinity } = current;
  const puts = affordable(work.puts(Math.min(requestsPerSlice, most)));
  const left = work.left();
  // Deletions come with the last files: an article that was renamed and edited at once would be gone in between. Where
  // it is not known yet what the worker fails over they come after them.
  const deletes =
    puts.length < left.puts || (most < Infinity && puts.length > 0)
      ? []
      : work.deletes(Math.min(limits.batchFiles, most));
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

  const refusal = context.commit(
    {
      put: fetched,
      delete: [...fetched.flatMap(({ movedFrom }) => movedFrom ?? []), ...alsoDeleted],
      more: left.puts + left.blocked + left.deletes > fetched.length + alsoDeleted.length,
      push: { commit: current.commit, time: current.time },
    },
    (results) => {
      const blocked = others ? results.filter((result) => isConflict(result)).map(({ path }) => path) : [];
      work.block(blocked);
      const late = new Set(blocked);
      const done = results.filter(({ path }) => !late.has(path));
      work.stepsDone(done.map(({ path }) => path));
      const refused = done.filter(({ status }) => status === 'error');
      tellProblems(
        imports,
        refused.flatMap(({ path, problems }) => problems.map((problem) => ({ ...problem, path }))),
      );
    },
  );
  if (!refusal) return slice;
  return 'tooMuch' in refusal
    ? { progress: false, tooMuch: refusal.tooMuch }
    : { progress: false, outdated: true };
}

/** As many as one slice may hold in memory, going by what GitHub says of them, but one at least. */
function affordable(puts: readonly PutStep[]): PutStep[] {
  let bytes = 0;
  return puts.filter(({ size }, i) => (bytes += size) <= limits.readBytes || i === 0);
}
