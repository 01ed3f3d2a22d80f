/** Comparing a commit with the catalog: what is to be fetched, and what is to be deleted. */

import { sizeProblem } from '../../article/source.ts';
import { isSuspicious } from '../../publish/deletions.ts';
import { originsOf } from '../../publish/moves.ts';
import type { Tables } from '../tables.ts';
import type { FileProblem } from './imports.ts';
import { tellProblems } from './problems.ts';

/**
 * Notes what is to be done, inside a transaction.
 * @param pruneAny whether any number of articles may be deleted
 * @returns why nothing is done
 */
export function planSteps({ work, files, imports }: Tables, pruneAny: boolean): string | undefined {
  const [came, changed, went] = [work.came(), work.changed(), work.went()];
  const blobs = (rows: readonly { path: string; blob: string }[]) =>
    new Map(rows.map(({ path, blob }) => [path, blob]));
  const origins = originsOf(blobs(came), blobs(went));
  const moved = new Set(origins.values());
  const gone = went.filter(({ path }) => !moved.has(path));
  const lost = gone.filter(({ article }) => article).length;
  const total = files.count().article;
  if (!pruneAny && isSuspicious(lost, total)) {
    return `it would delete ${lost} of ${total} articles; if that is meant, set GITHUB_PRUNE to "any" and redeliver it`;
  }
  const problems: FileProblem[] = [];
  const puts = [...came, ...changed].flatMap((file) => {
    const problem = sizeProblem(file.size);
    if (problem) problems.push({ ...problem, path: file.path });
    const movedFrom = origins.get(file.path);
    return problem ? [] : [{ ...file, ...(movedFrom !== undefined && { movedFrom }) }];
  });
  tellProblems(imports, problems);
  work.plan(
    puts,
    gone.map(({ path }) => path),
  );
  const counts = {
    added: came.length - origins.size,
    changed: changed.length,
    moved: origins.size,
    deleted: gone.length,
  };
  imports.update({ state: 'fetching', counts });
  return undefined;
}
