/**
 * The ids of articles whose files name none. An id is minted from the path at which an article is first seen, and stays with
 * its file: through moves, and while the article is unpublished.
 */

import type { CatalogEntry } from '../../tables/entry.ts';
import type { Deciding } from '../deciding.ts';
import { mintId } from './mint-id.ts';
import type { ParsedPut } from '../parsed-batch.ts';

type State = Pick<Deciding, 'snapshot' | 'changes' | 'deleted' | 'siteId'>;

/** Keeps the id of an article that is unpublished, for when its file is published again. */
export function keepId(state: State, { article: { path, id } }: CatalogEntry): void {
  remember(state, path, id);
}

/** Has the id of an unpublished article follow its file, which is a draft or has no front matter. */
export function moveId(state: State, put: ParsedPut): void {
  const origin = originOf(state, put);
  const id = origin === undefined ? undefined : state.snapshot.withdrawn.at(origin);
  if (id === undefined) return;
  remember(state, put.path, id);
  forget(state, origin!);
}

/** The id of a file that is published for the first time, or again. */
export function idFor(state: State, put: ParsedPut): string {
  const { snapshot, siteId } = state;
  const origin = originOf(state, put);
  const paths = [...(origin === undefined ? [] : [origin]), put.path];
  const former = paths.flatMap((path) => snapshot.withdrawn.at(path) ?? []);
  const back = former.find((id) => !snapshot.holderOf(id));
  if (back !== undefined) return back;
  // An article may have moved away from the path with the id that the path gave it, and may be unpublished now.
  const isTaken = (id: string): boolean =>
    snapshot.holderOf(id) !== undefined || snapshot.withdrawn.pathsOf(id).length > 0;
  let id = snapshot.firstId(put.path) ?? mintId(siteId, put.path);
  for (let attempt = 1; isTaken(id); attempt++) id = mintId(siteId, put.path, attempt);
  return id;
}

/** Ends what is kept of an id, and for a path: an article has the one and is at the other. */
export function takeId(state: State, { article: { path, id } }: CatalogEntry): void {
  const { withdrawn } = state.snapshot;
  for (const other of withdrawn.pathsOf(id)) forget(state, other);
  if (withdrawn.at(path) !== undefined) forget(state, path);
}

/** The path that the file had before, if the batch deletes it. */
const originOf = ({ deleted }: State, { movedFrom }: ParsedPut): string | undefined =>
  movedFrom !== undefined && deleted.has(movedFrom) ? movedFrom : undefined;

function remember({ snapshot, changes }: State, path: string, id: string): void {
  snapshot.withdrawn.set(path, id);
  changes.withdrawn(path, id);
}

function forget({ snapshot, changes }: State, path: string): void {
  snapshot.withdrawn.set(path, null);
  changes.withdrawn(path, null);
}
