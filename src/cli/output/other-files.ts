/** Files that are not published, by their endings. */

import { formatNumber } from './numbers.ts';

/** Endings that are named, the most frequent first. */
const mostNamed = 6;

/** `12 other files are not published: .psd 7, .html 5`; nothing if there are none. */
export function formatOtherFiles(counts: ReadonlyMap<string, number>): string[] {
  const all = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const named = all.slice(0, mostNamed).map(([ending, count]) => `${ending} ${formatNumber(count)}`);
  const what = total === 1 ? '1 other file is' : `${formatNumber(total)} other files are`;
  return [`${what} not published: ${named.join(', ')}${all.length > mostNamed ? ' …' : ''}`];
}
