/** The order of pushes, in words that worker and command line share. */

import type { Push } from './protocol.ts';

/** Why a push is refused that is older than the newest one. */
export function outdatedBy({ commit, time }: Push): string {
  return `A newer push is published already: ${commit.slice(0, 12)} of ${new Date(time).toISOString()}.`;
}
