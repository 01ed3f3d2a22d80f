/**
 * Finding the file over which the worker fails. As the command line does it: a slice that came to nothing is tried again
 * with half as many files, down to a single one, which is refused when it fails again; the good ones get in.
 */

import { wholeFile } from '../../article/problem.ts';
import { backOff } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import { tellProblems } from './problems.ts';

/** Files in a row of which none goes through. Then it is not the files. */
const mostBlamed = 5;

/**
 * Decides what is tried next, inside a transaction.
 * @param why the last slice came to nothing, in a few words
 * @param now ms
 * @returns why nothing more is tried
 */
export function divide({ imports, steps }: Tables, why: string, now: number): string | undefined {
  const { begun = { files: 1, path: '' }, suspect, state, blamed = 0 } = imports.last()!;
  const { files, path } = begun;
  if (files > 1) {
    imports.update({ begun: undefined, most: Math.ceil(files / 2), tryAt: now });
    return undefined;
  }
  if (suspect !== path) {
    // The worker may have been ended for another reason just then: a second chance, a little later.
    imports.update({ begun: undefined, most: 1, suspect: path, tryAt: now + backOff(0) });
    return undefined;
  }
  if (state === 'reading') {
    return `the worker fails over the folder "${path}" (${why}); it may have more files than a worker has the memory for, so put them into several`;
  }
  if (blamed >= mostBlamed) return `the worker fails over one file after the other: ${why}`;
  const message = `the worker fails over this file (${why}); it may take more memory or time than a worker has, so shorten it or split it in two; \`npx wrangler tail\` shows why`;
  tellProblems(imports, [{ ...wholeFile('worker-fails', message), path }]);
  steps.stepsDone([path]);
  imports.update({ begun: undefined, suspect: undefined, blamed: blamed + 1, tryAt: now });
  return undefined;
}

/** What a slice that came to something changes: the next has twice as many files, until nothing limits them. */
export function widened(most: number | undefined, all: number): { most: number | undefined } {
  return { most: most === undefined || most * 2 >= all ? undefined : most * 2 };
}
