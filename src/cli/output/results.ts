/** Formatting of results: problems like those of a compiler, plans like `git status -s`, and totals. */

import { join } from 'node:path';
import type { FileProblem } from '../source/file-problem.ts';
import type { Problem } from '../../article/problem.ts';
import type { Tally } from '../publish/outcome.ts';
import type { Action, Step } from '../publish/plan.ts';
import { formatReasons } from './held-back.ts';
import { paint, type Line } from './line.ts';
import { formatBytes, formatNumber, plural } from './numbers.ts';

/** Where the files lie, as given on the command line, so that editors can open them. */
export interface ShownFolders {
  content: string;
  /** The static folder, whose files have a path that begins with a slash. */
  statics?: string | undefined;
}

/** `content/a.md:3:7: error: message [code]` */
function formatProblem({ content, statics }: ShownFolders, problem: FileProblem): Line {
  const { path, line, column, severity, message, code } = problem;
  const file = statics !== undefined && path.startsWith('/') ? join(statics, path) : join(content, path);
  const place = `${file}:${line}:${column}:`;
  const kind = paint(severity === 'error' ? 'red' : 'yellow', `${severity}:`);
  return [paint('bold', place), ' ', kind, ` ${message} [${code}]`];
}

/** One line per problem of a file. */
export function formatProblems(
  folders: ShownFolders,
  file: { path: string; problems: readonly Problem[] },
): Line[] {
  return file.problems.map((problem) => formatProblem(folders, { ...problem, path: file.path }));
}

const letters: Record<Action, string> = { add: 'A', change: 'M', move: 'R', delete: 'D' };

/** One line of a plan, with the letters of `git status -s`. */
export function formatStep({ action, path, from }: Step): string {
  return `${letters[action]}  ${from === undefined ? '' : `${from} -> `}${path}`;
}

/**
 * `2 added, 1 held back (draft 1), 9,997 unchanged, 12 files sent (4.1 MB)`; zero counts are left out.
 */
export function formatTally(tally: Tally, reasons: ReadonlyMap<string, number> = new Map()): string {
  const { files, fileBytes, filesMoved, filesDeleted, filesUnchanged, ...articles } = tally;
  const names: Partial<Record<keyof typeof articles, string>> = {
    heldBack: `held back${reasons.size > 0 ? ` (${formatReasons(reasons)})` : ''}`,
    skipped: 'without front matter',
    resent: 'sent again',
  };
  const parts = (Object.entries(articles) as [keyof typeof articles, number][]).map(
    ([kind, count]) => count > 0 && `${formatNumber(count)} ${names[kind] ?? kind}`,
  );
  const size = fileBytes > 0 ? ` (${formatBytes(fileBytes)})` : '';
  const beside = [
    files > 0 && `${plural(files, 'file')} sent${size}`,
    filesMoved > 0 && `${plural(filesMoved, 'file')} moved`,
    filesDeleted > 0 && `${plural(filesDeleted, 'file')} deleted`,
    filesUnchanged > 0 && `${plural(filesUnchanged, 'file')} unchanged`,
  ];
  return [...parts, ...beside].filter(Boolean).join(', ') || 'no articles';
}
