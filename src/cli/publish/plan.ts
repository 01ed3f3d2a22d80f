/** What has to be sent so that the worker holds what the content folder holds. Pure. */

import { originsOf } from '../../publish/rules.ts';
import type { ManifestSummary } from '../../publish/protocol.ts';

/** Path → git blob id. */
export type Files = ReadonlyMap<string, string>;

export type Action = 'add' | 'change' | 'move' | 'delete';

/** One file whose content, or existence, differs. */
export interface Step {
  action: Action;
  path: string;
  /** Of a move: the path that the same content had before. That path is to be deleted in the same batch. */
  from?: string;
}

export interface Plan {
  /** Moves first, then additions and changes, deletions last; each kind in the order of paths. */
  steps: Step[];
  /** Files that the worker holds just so. */
  unchanged: number;
}

/** The names of the buckets of which the two sides hold different files. */
export function differingBuckets(local: ManifestSummary, remote: ManifestSummary): string[] {
  const names = new Set([...Object.keys(local.buckets), ...Object.keys(remote.buckets)]);
  return [...names].filter((name) => local.buckets[name] !== remote.buckets[name]);
}

/**
 * Compares two sets of files.
 * @param local what the content folder holds
 * @param remote what the worker holds, of the buckets that differ (files of equal buckets must be in neither)
 * @param keep paths that must not be deleted although `local` lacks them
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

/** Makes one step of each addition and deletion that are a move. @param origins new path → the one it had before */
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
