/** Deciding about shows: a category has one, and a guid is minted once. */

import { wholeFile } from '../../article/problem.ts';
import { formatsOfShows } from '../../feed/formats.ts';
import { guidOfFeed } from '../../show/guid.ts';
import { scopeOfShow, type Show } from '../../show/show.ts';
import { scopeKey } from '../../site/scope.ts';
import { feedUrl } from '../../site/urls.ts';
import type { ShowRow } from '../tables/show-row.ts';
import type { Deciding } from './deciding.ts';
import type { ShowPut } from './parsed-batch.ts';
import type { View } from './view.ts';

/**
 * Publishes a show, unless another file is that of its category, or has its guid. By their codes, publishers send it again
 * when that file may be gone.
 */
export function publishShow(state: Deciding, { path, blob, movedFrom, parsed }: ShowPut): void {
  const { snapshot, changes, results, now, siteUrl, deleted } = state;
  const { show, problems } = parsed;
  const category = show.category ?? '';
  const rows = snapshot.shows.inCategory(category);
  const holder = rows.find((row) => row.show && row.path !== path);
  if (holder) {
    const what = category === '' ? 'the whole site' : `the category "${category}"`;
    const message = `${holder.path} is the show of ${what} already; remove one of the two, or name another category`;
    results.push({ path, status: 'error', problems: [...problems, wholeFile('duplicate-address', message)] });
    return;
  }
  const own = snapshot.shows.at(path);
  const moved = movedFrom !== undefined && deleted.has(movedFrom) ? snapshot.shows.at(movedFrom) : undefined;
  const former = [own, moved, ...rows].find((row) => row !== undefined);
  const url = feedUrl({ url: siteUrl }, scopeOfShow(show), formatsOfShows.podcast.file);
  const others = (guid: string): ShowRow[] =>
    snapshot.shows.withGuid(guid).filter((row) => row.path !== path);
  // A show elsewhere may have taken the guid with it.
  const kept = former && !others(former.guid).some((row) => row.show) ? former.guid : undefined;
  const guid = show.guid ?? kept ?? freeGuid(snapshot, url);
  const double = others(guid).find((row) => row.show);
  if (double) {
    const message = `${double.path} has the guid ${guid} already; give one of the two shows another one, or remove the line`;
    results.push({ path, status: 'error', problems: [...problems, wholeFile('duplicate-id', message)] });
    return;
  }
  // The guid goes on with this file: no other may take it up at a former place.
  for (const row of others(guid)) setShow(state, row.path, null);
  setShow(state, path, { path, category, guid, show: withoutGuid(show), changedAt: now });
  changes.dirtyFeed(scopeKey(scopeOfShow(show)));
  if (own) changes.dirtyFeed(keyOf(own));
  changes.file({ path, blob, status: 'show' });
  results.push({ path, status: 'show', url, problems });
}

/** Takes a show away; its guid stays for when it comes back. */
export function removeShow(state: Deciding, path: string): void {
  const row = state.snapshot.shows.at(path);
  if (!row?.show) return;
  setShow(state, path, { ...row, show: null, changedAt: state.now });
  state.changes.dirtyFeed(keyOf(row));
}

function setShow({ snapshot, changes }: Deciding, path: string, row: ShowRow | null): void {
  snapshot.shows.set(path, row);
  changes.show(path, row);
}

const keyOf = ({ category }: ShowRow): string => scopeKey(scopeOfShow(category === '' ? {} : { category }));

const withoutGuid = ({ guid: _guid, ...show }: Show): Show => show;

/** The guid of a feed first seen at an address. A show that has moved away from the address keeps the one that it got there. */
function freeGuid(snapshot: View, url: string): string {
  let guid = guidOfFeed(url);
  for (let attempt = 1; snapshot.shows.withGuid(guid).length > 0; attempt++)
    guid = guidOfFeed(`${url}#${attempt}`);
  return guid;
}
