/** The guids of the shows that a batch publishes. */

import { guidOfFeed } from '../../../show/guid.ts';
import type { ShowRow } from '../../tables/show-row.ts';
import type { Claimant } from './show-claims.ts';
import type { ShowRows } from './show-rows.ts';

/**
 * A show has the guid that its author gives it, else the one that it had. A show that is new takes up that of a show that
 * was removed: at its path, else in its category. Without any, one is minted.
 * @param standing shows that can stand together
 * @param urlOf the address of a show's feed
 */
export function guidsOf(
  standing: readonly Claimant[],
  rows: ShowRows,
  urlOf: (claimant: Claimant) => string,
): Map<Claimant, string> {
  const guids = new Map<Claimant, string>();
  const left = new Set(standing.flatMap(({ leaves }) => leaves));
  const given = new Set<string>();
  const isTaken = (guid: string): boolean =>
    given.has(guid) || rows.withGuid(guid).some(({ show, path }) => show && !left.has(path));
  const give = (claimant: Claimant, guid: string): void => {
    guids.set(claimant, guid);
    given.add(guid);
  };
  for (const claimant of standing) {
    const guid = claimant.put.parsed.show.guid ?? claimant.former?.guid;
    if (guid !== undefined) give(claimant, guid);
  }
  const takeUp = (removed: (claimant: Claimant) => readonly ShowRow[]): void => {
    for (const claimant of standing) {
      if (guids.has(claimant)) continue;
      const row = removed(claimant).find(({ guid, show }) => !show && !isTaken(guid));
      if (row) give(claimant, row.guid);
    }
  };
  takeUp(({ put }) => [rows.at(put.path) ?? []].flat());
  takeUp(({ put }) =>
    rows.inCategory(put.parsed.show.category ?? '').sort((a, b) => b.changedAt - a.changedAt),
  );
  for (const claimant of standing)
    if (!guids.has(claimant)) give(claimant, mint(urlOf(claimant), rows, given));
  return guids;
}

/** The guid of a feed first seen at an address. A show that has moved away from the address keeps the one that it got there. */
function mint(url: string, rows: ShowRows, given: ReadonlySet<string>): string {
  let guid = guidOfFeed(url);
  for (let attempt = 1; given.has(guid) || rows.withGuid(guid).length > 0; attempt++)
    guid = guidOfFeed(`${url}#${attempt}`);
  return guid;
}
