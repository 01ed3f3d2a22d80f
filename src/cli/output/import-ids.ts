/** What `edgefeed import --ids` did, in words. */

import type { SiteFacts } from '../import/entry.ts';
import { formatNumber } from './numbers.ts';
import { isIri } from '../../site/setting-values.ts';

/** Articles that are named. */
const mostNamed = 5;

interface Totals {
  added: number;
  unchanged: number;
  lost: number;
  nameless: number;
  aliased: number;
}

const entries = (count: number): string => (count === 1 ? '1 entry' : `${formatNumber(count)} entries`);

/**
 * `431 entries: 420 articles got their ids, 11 had them`
 * @param others articles that the old feed does not have
 */
export function formatIds(
  { added, unchanged, lost, nameless, aliased }: Totals,
  others: readonly string[],
): string[] {
  const parts = [
    added > 0 && (added === 1 ? '1 article got its id' : `${formatNumber(added)} articles got their ids`),
    unchanged > 0 && `${formatNumber(unchanged)} had ${unchanged === 1 ? 'it' : 'them'}`,
    lost > 0 && `${formatNumber(lost)} without an article that keeps the id`,
    nameless > 0 && `${formatNumber(nameless)} without an id in the feed`,
    aliased > 0 &&
      `${formatNumber(aliased)} got ${aliased === 1 ? 'its old address' : 'their old addresses'}, too`,
  ].filter((part) => part !== false);
  const all = entries(added + unchanged + lost + nameless);
  return [`${all}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`, ...formatOthers(others)];
}

function formatOthers(others: readonly string[]): string[] {
  if (others.length === 0) return [];
  const more = others.length - mostNamed;
  const named = others.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${formatNumber(more)} more` : '');
  const [are, them] =
    others.length === 1 ? ['1 article is', 'it'] : [`${formatNumber(others.length)} articles are`, 'them'];
  return [
    `${are} not in the feed, so edgefeed gives ${them} an id: ${named}. If readers know ${them} from the old feed, let it have more entries, and run this again.`,
  ];
}

/** What wrangler.toml may take over: `init` has read everything else of the blog. */
export const formatOldFeed = ({ feedId, feeds = [] }: SiteFacts): string[] => [
  ...(feedId === undefined || !isIri(feedId)
    ? []
    : [`The id of the feed, for [vars] in wrangler.toml:`, `  FEED_ID = ${JSON.stringify(feedId)}`]),
  ...feeds.map((feed) => `Its address: ${feed}`),
];
