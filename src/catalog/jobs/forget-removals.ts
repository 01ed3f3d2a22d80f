/** Forgets which articles were removed long ago, so that the log of changes does not grow for ever. */

import type { Tables } from '../tables/tables.ts';

/** How long a removal is remembered, ms: an app that has not asked for longer has to begin anew. Atom feeds name it as long. */
export const remembered = 60 * 24 * 60 * 60 * 1000;

/** Removals that are forgotten in one alarm. */
const atOnce = 1_000;

/** When the oldest removal is to be forgotten, ms since 1970. */
export function nextForgetting({ changes }: Tables): number | undefined {
  const oldest = changes.oldestRemoval();
  return oldest === undefined ? undefined : oldest + remembered;
}

/** Call inside a transaction. @param now ms */
export const forgetRemovals = ({ changes }: Tables, now: number): void =>
  changes.forgetBefore(now - remembered, atOnce);
