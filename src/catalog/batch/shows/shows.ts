/** Deciding about shows: a category has one, and a guid is minted once. */

import { wholeFile, type Problem } from '../../../article/problem.ts';
import { formatsOfShows } from '../../../feed/formats.ts';
import { isShowPath } from '../../../show/show-path.ts';
import { scopeOfShow, type Show } from '../../../show/show.ts';
import { scopeKey } from '../../../site/scope.ts';
import { feedUrl } from '../../../site/urls.ts';
import { namingOfShow } from '../../tables/naming.ts';
import type { ShowRow } from '../../tables/show-row.ts';
import type { Deciding } from '../deciding.ts';
import type { ShowPut } from '../parsed-batch.ts';
import { claimantsOf, clashesOf, explain, standingOf, type Claimant, type Clash } from './show-claims.ts';
import { guidsOf } from './show-guids.ts';

/**
 * Publishes shows, but for those whose category or guid another file has, also after this batch. By their codes, publishers
 * send these again when that file may be gone.
 * @returns the paths that hold shows now, and those that such files moved from
 */
export function publishShows(state: Deciding, puts: readonly ShowPut[]): string[] {
  const { shows } = state.snapshot;
  const published: string[] = [];
  for (let left = claimantsOf(puts, shows, state.deleted); ;) {
    const together = standingOf(left, shows);
    const standing =
      together.length > 0 ? together : left.filter((one) => clashesOf([one], shows).size === 0).slice(0, 1);
    if (standing.length === 0) {
      for (const one of left) for (const clash of clashesOf([one], shows).values()) refuse(state, one, clash);
      return published;
    }
    publishTogether(state, standing);
    published.push(...standing.flatMap(({ put, origin }) => [put.path, origin ?? []].flat()));
    // The one that a show gave way to may have been refused itself.
    const done = new Set(standing);
    left = left.filter((one) => !done.has(one));
  }
}

function publishTogether(state: Deciding, standing: readonly Claimant[]): void {
  const { snapshot, changes, results, now, siteUrl } = state;
  const urlOf = ({ put }: Claimant): string =>
    feedUrl({ url: siteUrl }, scopeOfShow(put.parsed.show), formatsOfShows.podcast.file);
  const guids = guidsOf(standing, snapshot.shows, urlOf);
  const warnings = warningsOf(state, guids);
  for (const { leaves } of standing) for (const path of leaves) removeShow(state, path);
  // A guid goes on with its show: no other may take it up at a former place.
  for (const guid of guids.values())
    for (const { path } of snapshot.shows.withGuid(guid)) setShow(state, path, null);
  for (const [claimant, guid] of guids) {
    const { path, blob, parsed } = claimant.put;
    const { show, problems } = parsed;
    const category = show.category ?? '';
    setShow(state, path, { path, category, guid, show: withoutGuid(show), changedAt: now });
    changes.dirtyFeed(scopeKey(scopeOfShow(show)));
    changes.file({ path, blob, status: 'show' });
    const paths = parsed.files.map((file) => file.path);
    changes.naming({ id: namingOfShow(path), own: path, paths, beside: [] });
    const warning = warnings.get(claimant) ?? [];
    results.push({ path, status: 'show', url: urlOf(claimant), problems: [...problems, ...warning] });
  }
}

/** For shows that get a new guid while another one goes: a file that was moved and changed looks like this. */
function warningsOf(
  { snapshot, deleted }: Deciding,
  guids: ReadonlyMap<Claimant, string>,
): Map<Claimant, Problem[]> {
  const { shows } = snapshot;
  const taken = new Set(guids.values());
  const gone = [...deleted].filter(isShowPath).flatMap((path) => shows.at(path) ?? []);
  const lost = gone.find(({ guid, show }) => !show && !taken.has(guid));
  const fresh = [...guids].filter(
    ([{ put }, guid]) => !put.parsed.show.guid && shows.withGuid(guid).length === 0,
  );
  if (!lost) return new Map();
  const message = `the show is a new one to directories, and ${lost.path} is removed; if both are one podcast, add a line "guid: ${lost.guid}"`;
  return new Map(
    fresh.map(([claimant]) => [claimant, [{ ...wholeFile('show', message), severity: 'warning' }]]),
  );
}

function refuse({ changes, results }: Deciding, { put, origin }: Claimant, clash: Clash): void {
  const { path, parsed } = put;
  // A refused move leaves the show where it was. Without its file it could never be deleted.
  if (origin !== undefined) changes.keepFile(origin);
  const code = clash.claim.startsWith('guid ') ? 'duplicate-id' : 'duplicate-address';
  results.push({
    path,
    status: 'error',
    problems: [...parsed.problems, wholeFile(code, explain(clash))],
  });
}

/** Takes a show away; its guid stays for when it comes back. */
export function removeShow(state: Deciding, path: string): void {
  const row = state.snapshot.shows.at(path);
  if (!row?.show) return;
  setShow(state, path, { ...row, show: null, changedAt: state.now });
  state.changes.naming({ id: namingOfShow(path), own: path, paths: [], beside: [] });
  state.changes.dirtyFeed(keyOf(row));
}

function setShow({ snapshot, changes }: Deciding, path: string, row: ShowRow | null): void {
  snapshot.shows.set(path, row);
  changes.show(path, row);
}

const keyOf = ({ category }: ShowRow): string => scopeKey(scopeOfShow(category === '' ? {} : { category }));

const withoutGuid = ({ guid: _guid, ...show }: Show): Show => show;
