/** From the differences between a commit and the catalog to the files to fetch and to delete. */

import { wholeFile, type Problem } from '../../article/problem.ts';
import { sizeProblem } from '../../article/source.ts';
import { isSuspicious } from '../../publish/rules.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { Tables } from '../tables/tables.ts';
import type { FileProblem } from '../tables/imports.ts';
import { countNamesakes } from './renames.ts';
import { reportProblems } from './problems.ts';

/** Problems recorded at once. */
const problemsAtOnce = 500;

/** Why an import is refused that would delete so much that it may be a mistake. */
export const tooManyDeletions = (lost: number, total: number): string =>
  `it would delete ${lost} of ${total} articles; if that is meant, set GITHUB_PRUNE to "any" and redeliver it`;

const tooManyFiles = (lost: number, total: number): string =>
  `it would delete ${lost} of ${total} pictures and other files; if that is meant, set GITHUB_PRUNE to "any" and redeliver it`;

interface Rules {
  /** Whether any number of articles and files may be deleted. */
  pruneAny: boolean;
  /** Bytes of the largest file beside articles, by the settings … */
  maxBytes: number;
  /** … and by what the store takes. */
  store: Pick<Blobs, 'name' | 'maxBytes'>;
}

/**
 * Plans the import, inside a transaction.
 * @returns why the import is refused; undefined: it goes on
 */
export function planSteps(tables: Tables, rules: Rules): string | undefined {
  const { plan, files, imports, importAssets, assets } = tables;
  const { pruneAny } = rules;
  plan.make();
  const { lost, ...counts } = plan.counts();
  const beside = importAssets.plan();
  // Judged apart: with a thousand pictures, all articles are a small part of the files.
  if (!pruneAny && isSuspicious(beside.lost, 0)) {
    const total = assets.count();
    if (isSuspicious(beside.lost, total)) return tooManyFiles(beside.lost, total);
  }
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
  refuseUnfit(tables, rules);
  plan.forgetFound();
  const all = {
    added: counts.added + beside.added,
    changed: counts.changed + beside.changed,
    moved: counts.moved + beside.moved,
    deleted: counts.deleted + beside.deleted,
  };
  imports.update({ state: 'fetching', counts: all, ...(doubtful && { doubtful }) });
  return undefined;
}

/** Refuses files beside articles by their sizes, before any of them is fetched. */
function refuseUnfit({ importAssets, imports }: Tables, { maxBytes, store }: Rules): void {
  const most = Math.min(maxBytes, store.maxBytes);
  for (;;) {
    const unfit = importAssets.takeUnfit(most, problemsAtOnce);
    reportProblems(
      imports,
      unfit.map(({ path, size }) => ({ ...unfitProblem(size, maxBytes, store), path })),
    );
    if (unfit.length < problemsAtOnce) return;
  }
}

function unfitProblem(size: number, maxBytes: number, { name, maxBytes: held }: Rules['store']): Problem {
  if (size === 0) return wholeFile('file', 'the file is empty; replace it, or remove it');
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  if (size > maxBytes)
    return wholeFile(
      'too-large',
      `the file has ${mb(size)}, more than the ${mb(maxBytes)} of FILE_BYTES in wrangler.toml; make it smaller, host it elsewhere, or raise the setting`,
    );
  const bind = name === 'kv' ? 'bind an R2 bucket as FILES in wrangler.toml, ' : '';
  return wholeFile(
    'too-large',
    `the file has ${mb(size)}, and the worker stores ${mb(held)} at most; ${bind}make the file smaller, or host it elsewhere`,
  );
}
