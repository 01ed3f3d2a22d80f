/** Importing a push, slice by slice, each in an alarm of its own: a kill at any instant costs one slice at most. */

import type { ImportState, ImportStatus } from '../../publish/import-status.ts';
import { log, reasonOf } from '../../log.ts';
import { limits } from '../../limits.ts';
import { backOff } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import { namesOf } from './accept.ts';
import type { ImportContext } from './context.ts';
import { divide, widened } from './division.ts';
import { fetchFiles } from './fetch.ts';
import type { Import } from '../tables/imports.ts';
import { readTrees } from './read.ts';
import type { Slice } from './slice.ts';
import { planSteps } from './steps.ts';

/** Slices in a row that GitHub may refuse: what was pushed a moment ago is not everywhere at once. */
const refusals = 6;
/** What is said of a slice that was begun and not ended. */
const ended = 'the worker ended in the middle of it';
/** Problems that the status tells. */
const toldProblems = 50;

/** Does the next slice of the last import, if it is due. */
export async function advanceImport(context: ImportContext): Promise<void> {
  const current = context.tables.imports.last();
  if (!current || current.tryAt === null || current.tryAt > context.now()) return;
  if (current.begun) {
    log('error', 'import', { error: ended, ...current.begun });
    return context.transaction(() => tryLess(context, ended));
  }
  try {
    const slice = await (current.state === 'reading' ? readTrees : fetchFiles)(context, current);
    if (context.isCurrent(current)) context.transaction(() => settle(context, current, slice));
  } catch (error) {
    // A bug must neither stop the alarm, which writes feeds too, nor be tried for ever.
    log('error', 'import', { error: reasonOf(error) });
    if (context.isCurrent(current)) context.transaction(() => tryLess(context, messageOf(error)));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Does not go on with what the worker fails over. */
function tryLess(context: ImportContext, why: string): void {
  const failed = divide(context.tables, why, context.now());
  if (failed !== undefined) finish(context, 'failed', failed);
}

/** Notes what came of a slice, and when the next one is due. */
function settle(
  context: ImportContext,
  current: Import,
  { progress, failure, outdated, tooMuch }: Slice,
): void {
  const { tables, now, settings } = context;
  if (tooMuch !== undefined) return tryLess(context, tooMuch);
  if (outdated) return finish(context, 'superseded', 'a newer push was published meanwhile');
  if (current.state === 'reading' && !failure && !tables.steps.nextTree()) {
    const unmeant = planSteps(tables, settings.pruneAny);
    if (unmeant !== undefined) return finish(context, 'refused', unmeant);
  }
  const { puts, blocked, deletes } = tables.steps.left();
  const isRead = tables.imports.last()?.state === 'fetching';
  if (isRead && puts + blocked + deletes === 0) return finish(context, 'done');
  tables.imports.update({
    begun: undefined,
    ...(progress && { ...widened(current.most, limits.batchFiles), suspect: undefined, blamed: undefined }),
  });
  if (!failure) return tables.imports.update({ tryAt: now(), tries: 0, error: undefined });
  const tries = progress ? 0 : current.tries + 1;
  if (failure.status === 'refused' && tries >= refusals) return finish(context, 'failed', failure.why);
  const pause = progress ? 0 : backOff(tries - 1);
  const at = failure.status === 'later' ? (failure.at ?? 0) : 0;
  tables.imports.update({ tries, error: failure.why, tryAt: Math.max(now() + pause, at) });
}

function finish({ tables, now }: ImportContext, state: ImportState, error?: string): void {
  const { imports, steps, deliveries } = tables;
  steps.clear();
  imports.update({ state, tryAt: null, finishedAt: now(), error, begun: undefined });
  const last = imports.last()!;
  const { repository, commit, counts } = last;
  if (state === 'refused' || state === 'failed') deliveries.forget(...namesOf(last));
  const facts = { state, repository, commit, ...counts, refused: imports.countRefused() };
  if (state === 'done') log('info', 'import', facts);
  else log('error', 'import', { ...facts, error });
}

/** The last import, as the status tells it. */
export function importStatus({ imports, steps }: Tables): ImportStatus | undefined {
  const last = imports.last();
  if (!last) return undefined;
  const { puts, blocked, deletes } = steps.left();
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    state: last.state,
    repository: last.repository,
    branch: last.branch,
    commit: last.commit,
    startedAt: iso(last.startedAt),
    ...(last.finishedAt !== undefined && { finishedAt: iso(last.finishedAt) }),
    files: { ...last.counts, left: puts + blocked + deletes, refused: imports.countRefused() },
    problems: imports
      .problems(toldProblems)
      .map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`),
    ...(last.error !== undefined && { error: last.error }),
    ...(last.error !== undefined && last.tryAt !== null && { nextTry: iso(last.tryAt) }),
  };
}
