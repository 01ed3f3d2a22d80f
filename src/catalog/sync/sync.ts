/** Importing a push in slices, each in its own alarm: if the worker is killed at any moment, one slice is lost at most. */

import type { ImportState, ImportStatus } from '../../publish/import-status.ts';
import { log, reasonOf } from '../../log.ts';
import { platformLimitOf, type PlatformLimit } from '../../publish/platform-limits.ts';
import { limits } from '../../limits.ts';
import { backoff, longestWait } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import { namesOf } from './accept.ts';
import type { SyncContext } from './context.ts';
import { bisect, widen } from './bisect.ts';
import { fetchAssets, hasAssetsNow } from './fetch-assets.ts';
import { fetchFiles } from './fetch.ts';
import type { Import } from '../tables/imports.ts';
import { readTrees } from './read.ts';
import type { Slice } from './slice.ts';
import { planSteps } from './steps.ts';

/** Slices in a row that GitHub may refuse: a new commit takes a moment to reach all of its servers. */
const refusals = 6;
/** The error of a slice that was begun and never ended. */
const ended = 'the worker ended in the middle of it';
/** Problems in the status. */
const shownProblems = 50;

/** Does the next slice of the last import, if it is due. */
export async function advanceSync(context: SyncContext): Promise<void> {
  const current = context.tables.imports.last();
  if (!current || current.tryAt === null || current.tryAt > context.now()) return;
  if (current.begun) {
    log('error', 'import', { error: ended, ...current.begun });
    return context.transaction(() => tryLess(context, ended));
  }
  try {
    const slice = await sliceOf(context.tables, current)(context, current);
    if (context.isCurrent(current)) context.transaction(() => settle(context, current, slice));
  } catch (error) {
    const limit = platformLimitOf(error, context.now());
    // No file is to blame. If not even this can be written, the alarm tries again.
    if (limit) {
      if (context.isCurrent(current)) context.transaction(() => wait(context, limit));
      return;
    }
    // A bug must neither stop the alarm, which also writes feeds, nor be retried for ever.
    log('error', 'import', { error: reasonOf(error) });
    if (context.isCurrent(current)) context.transaction(() => tryLess(context, messageOf(error)));
  }
}

/**
 * Files come before the articles that name them, so that feeds have their sizes at once; their deletions come last. Where
 * they fail, articles take turns with them: a store that is full holds up no article.
 */
function sliceOf(tables: Tables, { state, tries }: Import) {
  if (state === 'reading') return readTrees;
  const isTurnOfArticles = tries % 2 === 1 && !tables.steps.isEmpty;
  return hasAssetsNow(tables) && !isTurnOfArticles ? fetchAssets : fetchFiles;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Repeats the slice later. */
function wait({ tables, now }: SyncContext, { why }: PlatformLimit): void {
  tables.imports.update({ begun: undefined, error: why, tryAt: now() + longestWait });
}

/** Retries with fewer files, or gives up. */
function tryLess(context: SyncContext, why: string): void {
  const failed = bisect(context.tables, why, context.now());
  if (failed !== undefined) finish(context, 'failed', failed);
}

/** Records how a slice ended, and when the next one is due. */
function settle(
  context: SyncContext,
  current: Import,
  { progress, failure, outdated, tooMuch, unmeant: refusal }: Slice,
): void {
  const { tables, now, settings } = context;
  if (tooMuch !== undefined) return tryLess(context, tooMuch);
  if (refusal !== undefined) return finish(context, 'refused', refusal);
  if (outdated) return finish(context, 'superseded', 'a newer push was published meanwhile');
  if (current.state === 'reading' && !failure && !tables.steps.nextTree()) {
    const { pruneAny, maxBytes } = settings;
    const unmeant = planSteps(tables, { pruneAny, maxBytes, store: context.blobs });
    if (unmeant !== undefined) return finish(context, 'refused', unmeant);
  }
  const isRead = tables.imports.last()?.state === 'fetching';
  if (isRead && tables.steps.isEmpty && tables.importAssets.isEmpty) return finish(context, 'done');
  tables.imports.update({
    begun: undefined,
    ...(progress && { ...widen(current.most, limits.batchFiles), suspect: undefined, blamed: undefined }),
  });
  if (!failure) return tables.imports.update({ tryAt: now(), tries: 0, error: undefined });
  const tries = progress ? 0 : current.tries + 1;
  if (failure.status === 'refused' && tries >= refusals) return finish(context, 'failed', failure.why);
  const pause = progress ? 0 : backoff(tries - 1);
  const at = failure.status === 'later' ? (failure.at ?? 0) : 0;
  tables.imports.update({ tries, error: failure.why, tryAt: Math.max(now() + pause, at) });
}

function finish({ tables, now }: SyncContext, state: ImportState, error?: string): void {
  const { imports, importAssets, steps, deliveries } = tables;
  steps.clear();
  importAssets.clear();
  imports.update({ state, tryAt: null, finishedAt: now(), error, begun: undefined });
  const last = imports.last()!;
  const { repository, commit, counts } = last;
  if (state === 'refused' || state === 'failed') deliveries.forget(...namesOf(last));
  const facts = { state, repository, commit, ...counts, refused: imports.countRefused() };
  if (state === 'done') log('info', 'import', facts);
  else log('error', 'import', { ...facts, error });
}

/** How many files are left to do. */
const leftOf = ({ steps, importAssets }: Tables): number =>
  [steps.left(), importAssets.left()]
    .map(({ puts, blocked, deletes }) => puts + blocked + deletes)
    .reduce((sum, n) => sum + n);

/** The last import, for the status. */
export function importStatus(tables: Tables): ImportStatus | undefined {
  const { imports } = tables;
  const last = imports.last();
  if (!last) return undefined;
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    state: last.state,
    repository: last.repository,
    branch: last.branch,
    commit: last.commit,
    startedAt: iso(last.startedAt),
    ...(last.finishedAt !== undefined && { finishedAt: iso(last.finishedAt) }),
    files: { ...last.counts, left: leftOf(tables), refused: imports.countRefused() },
    problems: imports
      .problems(shownProblems)
      .map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`),
    ...(last.error !== undefined && { error: last.error }),
    ...(last.error !== undefined && last.tryAt !== null && { nextTry: iso(last.tryAt) }),
  };
}
