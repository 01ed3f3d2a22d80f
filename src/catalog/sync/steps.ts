/** From the differences between a commit and the catalog to the files to fetch and to delete. */

import { sizeProblem } from '../../article/source.ts';
import { isSuspicious } from '../../publish/rules.ts';
import type { Tables } from '../tables/tables.ts';
import type { FileProblem } from '../tables/imports.ts';
import { countNamesakes } from './renames.ts';
import { reportProblems } from './problems.ts';

/** Problems recorded at once. */
const problemsAtOnce = 500;

/** Why an import is refused that would delete so much that it may be a mistake. */
export const tooManyDeletions = (lost: number, total: number): string =>
  `it would delete ${lost} of ${total} articles; if that is meant, set GITHUB_PRUNE to "any" and redeliver it`;

/**
 * Plans the import, inside a transaction.
 * @param pruneAny whether any number of articles may be deleted
 * @returns why the import is refused; undefined: it goes on
 */
export function planSteps({ plan, files, imports }: Tables, pruneAny: boolean): string | undefined {
  plan.make();
  const { lost, ...counts } = plan.counts();
  const total = files.count().article;
  const doubtful = !pruneAny && isSuspicious(lost, total);
  if (doubtful) {
    const others = lost - countNamesakes(plan.addedPaths(), plan.lostPaths());
    if (isSuspicious(others, total)) return tooManyDeletions(lost, total);
  }
  let problems: FileProblem[] = [];
  for (const { path, size } of plan.tooLarge()) {
    problems.push({ ...sizeProblem(size)!, path });
    if (problems.length < problemsAtOnce) continue;
    reportProblems(imports, problems);
    problems = [];
  }
  reportProblems(imports, problems);
  plan.forgetFound();
  imports.update({ state: 'fetching', counts, ...(doubtful && { doubtful }) });
  return undefined;
}
