/**
 * Finding the file that crashes the worker by bisection, as the command line does: a slice that failed is retried with
 * half as many files. A single file that fails twice is refused, and the others are published.
 */

import { wholeFile } from '../../article/problem.ts';
import { backoff } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import { reportProblems } from './problems.ts';

/** Files refused in a row after which the import fails: then the files are not the cause. */
const mostBlamed = 5;

/**
 * Decides what to try next, inside a transaction.
 * @param why the last slice failed, in a few words
 * @param now ms
 * @returns why the import fails; undefined: it goes on
 */
export function bisect(
  { imports, steps, importAssets }: Tables,
  why: string,
  now: number,
): string | undefined {
  const { begun = { files: 1, path: '' }, suspect, state, blamed = 0 } = imports.last()!;
  const { files, path } = begun;
  if (files > 1) {
    imports.update({ begun: undefined, most: Math.ceil(files / 2), tryAt: now });
    return undefined;
  }
  if (suspect !== path) {
    // The platform may have ended the worker for another reason: give the file a second chance, a little later.
    imports.update({ begun: undefined, most: 1, suspect: path, tryAt: now + backoff(0) });
    return undefined;
  }
  if (state === 'reading') {
    return `the worker fails over the folder "${path}" (${why}); it may have more files than a worker has the memory for, so put them into several`;
  }
  if (blamed >= mostBlamed) return `the worker fails over one file after the other: ${why}`;
  const message = `the worker fails over this file (${why}); it may take more memory or time than a worker has, so shorten it or split it in two; \`npx --no wrangler tail\` shows why`;
  reportProblems(imports, [{ ...wholeFile('worker-fails', message), path }]);
  steps.stepsDone([path]);
  importAssets.done([path]);
  imports.update({ begun: undefined, suspect: undefined, blamed: blamed + 1, tryAt: now });
  return undefined;
}

/** After a slice that succeeded the next one may have twice as many files, until there is no limit again. */
export function widen(most: number | undefined, all: number): { most: number | undefined } {
  return { most: most === undefined || most * 2 >= all ? undefined : most * 2 };
}
