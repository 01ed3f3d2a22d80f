/** Comparing a commit with the catalog: what is to be fetched, and what is to be deleted. */

import { sizeProblem } from '../../article/source.ts';
import { isSuspicious } from '../../publish/rules.ts';
import type { Tables } from '../tables/tables.ts';
import type { FileProblem } from '../tables/imports.ts';
import { tellProblems } from './problems.ts';

/** Problems that are written down at once. */
const toldAtOnce = 500;

/**
 * Notes what is to be done, inside a transaction.
 * @param pruneAny whether any number of articles may be deleted
 * @returns why nothing is done
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
    if (problems.length < toldAtOnce) continue;
    tellProblems(imports, problems);
    problems = [];
  }
  tellProblems(imports, problems);
  plan.forgetFound();
  imports.update({ state: 'fetching', counts });
  return undefined;
}
