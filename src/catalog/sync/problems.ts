/** Problems of a push's files go to the log and the status: there is no terminal to print them to. */

import { log } from '../../log.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { FileProblem, Imports } from '../tables/imports.ts';

export function reportProblems(imports: Imports, problems: readonly FileProblem[]): void {
  for (const { path, line, column, code, message } of problems) {
    log('warn', 'refused', { path, line, column, code, message });
  }
  imports.addProblems(problems);
}

/** The problems of the files that were refused. */
export const problemsOf = (results: readonly FileResult[]): FileProblem[] =>
  results
    .filter(({ status }) => status === 'error')
    .flatMap(({ path, problems }) => problems.map((problem) => ({ ...problem, path })));
