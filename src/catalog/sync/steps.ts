/** From the differences between a commit and the catalog to the files to fetch and to delete. */

import { sizeProblem } from '../../article/source.ts';
import { isSuspicious } from '../../publish/rules.ts';
import type { Tables } from '../tables/tables.ts';
import type { FileProblem } from '../tables/imports.ts';
import { reportProblems } from './problems.ts';

/** Problems recorded at once. */
const problemsAtOnce = 500;

/**
 * Plans the import, inside a transaction.
 * @param pruneAny whether any number of articles may be deleted
 * @returns why the import is refused; undefined: it goes on
 */
export function planSteps({ plan, files, imports }: Tables, pruneAny: boolean): string | undefined {
  plan.make();
  const { lost, ...counts } = plan.counts();
  const total = files.count().article;
  if (!pruneAny && isSuspicious(lost, total)) {
    return `it would delete ${lost} of ${total} articles; if that is meant, set GITHUB_PRUNE to "any" and redeliver it`;
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
  imports.update({ state: 'fetching', counts });
  return undefined;
}
