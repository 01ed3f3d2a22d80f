/** The difference between the content folder and the worker. Pure. */

import { originsOf } from '../../publish/rules.ts';
import { isAsset } from '../../publish/file-kind.ts';
import type { ManifestDigests } from '../../publish/protocol.ts';

/** Path → git blob id. */
export type Files = ReadonlyMap<string, string>;

export type Action = 'add' | 'change' | 'move' | 'delete';

/** One file that differs. */
export interface Step {
  action: Action;
  path: string;
  /** Of a move: the former path, which must be deleted in the same batch. */
  from?: string;
  /** Of a change: the worker asks for the file again, the same or not, because what it made of it no longer holds. */
  resent?: true;
}

export interface Plan {
  /** Moves first, then additions and changes, deletions last; sorted by path within each group. */
  steps: Step[];
  /** The number of files that are the same on both sides. */
  unchanged: number;
}

/**
 * Joins the plan of the files whose text is published and that of those published as they are. The latter come before the
 * articles that may show them, and leave after them.
 */
export function joinPlans(sources: Plan, assets: Plan): Pick<Plan, 'steps'> {
  const isDeletion = ({ action }: Step): boolean => action === 'delete';
  return {
    steps: [
      ...assets.steps.filter((step) => !isDeletion(step)),
      ...sources.steps,
      ...assets.steps.filter(isDeletion),
    ],
  };
}

/** The steps of one kind of files. */
export const stepsOf = (steps: readonly Step[], kind: 'source' | 'asset'): Step[] =>
  steps.filter(({ path }) => isAsset(path) === (kind === 'asset'));

/** The names of the buckets whose digests differ. */
export function differingBuckets(local: ManifestDigests, remote: ManifestDigests): string[] {
  const names = new Set([...Object.keys(local.buckets), ...Object.keys(remote.buckets)]);
  return [...names].filter((name) => local.buckets[name] !== remote.buckets[name]);
}

/**
 * Compares two sets of files.
 * @param local files of the content folder, in the buckets that differ
 * @param remote files of the worker, in the same buckets
 * @param keep paths not to delete although they are missing in `local`
 */
export function compare(local: Files, remote: Files, keep: ReadonlySet<string> = new Set()): Plan {
  const added = [...local.keys()].filter((path) => !remote.has(path));
  const changed = [...local].filter(([path, blob]) => remote.has(path) && remote.get(path) !== blob);
  const gone = [...remote.keys()].filter((path) => !local.has(path) && !keep.has(path));

  const origins = originsOf(
    new Map(added.map((path) => [path, local.get(path)!])),
    new Map(gone.map((path) => [path, remote.get(path)!])),
  );
  const steps: Step[] = [
    ...added.map((path): Step => ({ action: 'add', path })),
    ...changed.map(([path]): Step => ({ action: 'change', path })),
    ...gone.map((path): Step => ({ action: 'delete', path })),
  ];
  return { steps: joinMoves(steps, origins), unchanged: local.size - added.length - changed.length };
}

/** Joins each addition and deletion that are a move to one step. @param origins new path → former path */
export function joinMoves(steps: readonly Step[], origins: ReadonlyMap<string, string>): Step[] {
  const left = new Set(origins.values());
  const joined = steps
    .filter(({ action, path }) => action !== 'delete' || !left.has(path))
    .map((step): Step => {
      const from = step.action === 'add' ? origins.get(step.path) : undefined;
      return from === undefined ? step : { action: 'move', path: step.path, from };
    });
  const order: Record<Action, number> = { move: 0, add: 1, change: 1, delete: 2 };
  return joined.sort((a, b) => order[a.action] - order[b.action] || (a.path < b.path ? -1 : 1));
}
