/** Deciding what a batch does to the catalog: identities, addresses, and which files are refused. */

import { kindOf } from '../../publish/file-kind.ts';
import type { FileResult } from '../../publish/protocol.ts';
import { ChangeSet } from './changeset.ts';
import type { Deciding, Given } from './deciding.ts';
import { publishFile, removeFile } from './files/files.ts';
import { moveId } from './articles/ids.ts';
import {
  isArticle,
  isAsset,
  isRedirects,
  isShow,
  type ParsedBatch,
  type ParsedPut,
  type RedirectsPut,
} from './parsed-batch.ts';
import { previousOf } from './articles/previous.ts';
import { publishArticles } from './articles/publish-articles.ts';
import { publishShows, removeShow } from './shows/shows.ts';
import { unpublish } from './articles/unpublish.ts';
import type { View } from './view.ts';

export interface Decision {
  /** To be written. */
  changes: ChangeSet;
  /** One for each file of the batch. */
  results: FileResult[];
}

/** Writes nothing. Each decision is overlaid on the snapshot, so that the next one sees it. */
export function decide(
  snapshot: View,
  { put, delete: deleted }: Pick<ParsedBatch, 'put' | 'delete'>,
  given: Given,
): Decision {
  const results: FileResult[] = put
    .filter((file) => snapshot.isUnchanged(file))
    .map(({ path, parsed: { problems } }) => ({ path, status: 'unchanged', problems }));
  const changed = put.filter((file) => !snapshot.isUnchanged(file));
  const state: Deciding = {
    ...given,
    snapshot,
    deleted: new Set(deleted),
    changes: new ChangeSet(),
    results,
    waiting: [],
  };
  deleteFiles(state, deleted, changed);
  for (const file of changed) {
    if (isAsset(file)) publishFile(state, file);
    else if (isRedirects(file)) replaceRedirects(state, file);
    else if (!isArticle(file) && !isShow(file)) withdraw(state, file);
  }
  replaceArticles(state, publishShows(state, changed.filter(isShow)));
  publishArticles(state, changed.filter(isArticle));
  return { changes: state.changes, results };
}

function deleteFiles(state: Deciding, paths: readonly string[], changed: readonly ParsedPut[]): void {
  const { snapshot, changes, results } = state;
  const moved = new Set([
    ...changed.filter(isArticle).map((put) => previousOf(state, put)?.article.path),
    ...changed.filter(isShow).map(({ movedFrom }) => movedFrom),
  ]);
  // A file that moved and has an error at its new path: its article stays where it was.
  const staying = new Set(
    changed.flatMap(({ parsed, movedFrom }) => (parsed.status === 'error' ? (movedFrom ?? []) : [])),
  );
  for (const path of paths) {
    if (staying.has(path) && !moved.has(path)) {
      results.push({ path, status: 'unchanged', problems: [] });
      continue;
    }
    const entry = snapshot.at(path);
    if (entry && !moved.has(path)) unpublish(state, entry);
    if (snapshot.assetAt(path) !== undefined) removeFile(state, path);
    if (snapshot.isKnown(path)) {
      changes.removeFile(path);
      if (kindOf(path) === 'redirects') changes.redirects([]);
      if (kindOf(path) === 'show' && !moved.has(path)) removeShow(state, path);
    }
    results.push({ path, status: 'deleted', problems: [] });
  }
}

function replaceRedirects({ changes, results }: Deciding, { path, blob, parsed }: RedirectsPut): void {
  changes.redirects(parsed.rules);
  changes.file({ path, blob, status: 'redirects' });
  results.push({ path, status: 'redirects', problems: parsed.problems });
}

/** Unpublishes articles whose files are shows now; earlier versions published every file of a show as an article. */
function replaceArticles(state: Deciding, paths: readonly string[]): void {
  for (const entry of paths.flatMap((path) => state.snapshot.at(path) ?? [])) unpublish(state, entry);
}

/** Unpublishes the article of a file that is a draft or has no front matter now. A file with an error keeps its article. */
function withdraw(state: Deciding, put: ParsedPut): void {
  const { path, blob, parsed } = put;
  const { status, problems } = parsed;
  state.results.push({ path, status, ...(status === 'draft' && { heldBack: parsed.heldBack }), problems });
  if (status !== 'draft' && status !== 'skip') return;
  const entry = state.snapshot.at(path);
  if (entry) unpublish(state, entry);
  moveId(state, put);
  state.changes.file({ path, blob, status });
}
