/** Telling what is wrong with files of a push: there is no terminal to tell it to, so the log and the status do. */

import { log } from '../../log.ts';
import type { FileProblem, Imports } from '../tables/imports.ts';

export function tellProblems(imports: Imports, problems: readonly FileProblem[]): void {
  for (const { path, line, column, code, message } of problems) {
    log('warn', 'refused', { path, line, column, code, message });
  }
  imports.addProblems(problems);
}
