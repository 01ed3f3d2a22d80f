/** The number of held back files by reason, a key of the front matter or a folder. */

import { formatNumber } from './numbers.ts';

/** Counts one file; changes `reasons` in place. @param heldBack `password`, `status: pending`, `_drafts/` */
export function countReason(reasons: Map<string, number>, heldBack: string): void {
  const [reason = ''] = heldBack.split(':');
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

/** `draft 3, password 1` */
export function formatReasons(reasons: ReadonlyMap<string, number>): string {
  const sorted = [...reasons].sort((a, b) => b[1] - a[1]);
  return sorted.map(([reason, count]) => `${reason} ${formatNumber(count)}`).join(', ');
}
