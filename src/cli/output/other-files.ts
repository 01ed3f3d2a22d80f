/** Files that are not published, and why. */

import type { OtherFiles } from '../source/other-files.ts';
import { formatNumber } from './numbers.ts';

/** Names that are listed, the most frequent first. */
const mostNamed = 6;

/**
 * `12 other files are not published: .psd 7, .html 5` and `2 files are held back in folders of drafts: _drafts/ 2`; nothing
 * where there are none.
 */
export function formatOtherFiles(files: OtherFiles | undefined): string[] {
  if (!files) return [];
  const { unpublished, inDrafts } = files;
  return [
    ...line(inDrafts, { one: 'file is', many: 'files are' }, 'held back in folders of drafts'),
    ...line(unpublished, { one: 'other file is', many: 'other files are' }, 'not published'),
  ];
}

/** `3 files are held back with their articles: trip/index.md 2, a.md 1`; nothing if there are none. */
export const formatHeldFiles = (byArticle: ReadonlyMap<string, number>): string[] =>
  line(byArticle, { one: 'file is', many: 'files are' }, 'held back with their articles');

function line(
  counts: ReadonlyMap<string, number>,
  subject: { one: string; many: string },
  what: string,
): string[] {
  const all = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const named = all.slice(0, mostNamed).map(([name, count]) => `${name} ${formatNumber(count)}`);
  const who = total === 1 ? `1 ${subject.one}` : `${formatNumber(total)} ${subject.many}`;
  return [`${who} ${what}: ${named.join(', ')}${all.length > mostNamed ? ' …' : ''}`];
}
