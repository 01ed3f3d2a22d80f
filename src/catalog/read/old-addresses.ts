/** Which article an old address is of, by the patterns of OLD_ADDRESSES. */

import type { CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';

/** `path` of the source. `exact`: as the pattern writes it; else the article is found by another spelling, and it alone. */
type OldAddress = { to: string; path: string; exact: boolean } | { gone: true };

/**
 * @param addresses paths of the site, decoded, without a slash at the end, that one request may mean; the first that is known counts
 * @returns undefined: none of them is known, or several articles are meant
 */
export function findOldAddress(
  { oldAddresses, articles }: Tables,
  addresses: readonly string[],
): OldAddress | undefined {
  const rows = oldAddresses.like(addresses);
  if (rows.length === 0) return undefined;
  const entries = articles.withIds([...new Set(rows.map(({ id }) => id))]);
  const live = rows.flatMap(({ id, address }) => {
    const entry = entries.get(id);
    return entry?.live ? [{ address, entry }] : [];
  });
  for (const asked of addresses) {
    const exact = live.filter(({ address }) => address === asked).map(({ entry }) => entry);
    // Where two articles meet, `edgefeed check` names both.
    if (exact.length > 0) return found(firstByPath(exact), true);
  }
  const [first, ...others] = new Set(live.map(({ entry }) => entry));
  if (first) return others.length === 0 ? found(first, false) : undefined;
  // An article that is scheduled is not gone.
  return rows.every(({ id }) => entries.get(id) === undefined) ? { gone: true } : undefined;
}

const found = ({ article: { address, path } }: CatalogEntry, exact: boolean): OldAddress => ({
  to: address,
  path,
  exact,
});

const firstByPath = (entries: readonly CatalogEntry[]): CatalogEntry =>
  entries.reduce((first, entry) => (entry.article.path < first.article.path ? entry : first));
