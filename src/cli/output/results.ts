/** Formatting of results: problems like those of a compiler, plans like `git status -s`, and totals. */

import { join } from 'node:path';
import type { FileProblem } from '../source/file-problem.ts';
import type { Problem } from '../../article/problem.ts';
import type { Tally } from '../publish/outcome.ts';
import type { Action, Step } from '../publish/plan.ts';
import { formatReasons } from './held-back.ts';
import { paint, type Line } from './line.ts';
import { formatNumber } from './numbers.ts';

/** `content/a.md:3:7: error: message [code]` @param content the content folder, so that editors can open the file */
function formatProblem(content: string, problem: FileProblem): Line {
  const { path, line, column, severity, message, code } = problem;
  const place = `${join(content, path)}:${line}:${column}:`;
  const kind = paint(severity === 'error' ? 'red' : 'yellow', `${severity}:`);
  return [paint('bold', place), ' ', kind, ` ${message} [${code}]`];
}

/** One line per problem of a file. */
export function formatProblems(
  content: string,
  file: { path: string; problems: readonly Problem[] },
): Line[] {
  return file.problems.map((problem) => formatProblem(content, { ...problem, path: file.path }));
}

const letters: Record<Action, string> = { add: 'A', change: 'M', move: 'R', delete: 'D' };

/** One line of a plan, with the letters of `git status -s`. */
export function formatStep({ action, path, from }: Step): string {
  return `${letters[action]}  ${from === undefined ? '' : `${from} -> `}${path}`;
}

const kinds: Partial<Record<keyof Tally, string>> = {
  resent: 'sent again',
  heldBack: 'held back',
  skipped: 'without front matter',
};

/** `2 added, 1 held back (draft 1), 9,997 unchanged`; zero counts are left out. */
export function formatTally(tally: Tally, reasons: ReadonlyMap<string, number> = new Map()): string {
  const parts = Object.entries(tally).filter(([, count]) => count > 0);
  if (parts.length === 0) return 'no articles';
  return parts
    .map(([kind, count]) => {
      const why = kind === 'heldBack' && reasons.size > 0 ? ` (${formatReasons(reasons)})` : '';
      return `${formatNumber(count as number)} ${kinds[kind as keyof Tally] ?? kind}${why}`;
    })
    .join(', ');
}
