/** Heads of articles for apps, from a place on: through a listing, or through what a search finds. */

import { limits } from '../../limits.ts';
import { lastArrival, positionOf, type Position } from '../../site/cursor.ts';
import { queryOf } from '../../site/query.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import { placeOf } from '../tables/place.ts';
import type { Tables } from '../tables/tables.ts';
import { scopeOfSelection, type Selection } from './app-selection.ts';

/** Where a page is: articles older than this place, or newer ones, the nearest of them. Absent: the newest of all. */
export type PageStart = { direction: 'older' | 'newer'; from: Position };

export interface Heads {
  /** The nearest first. */
  entries: CatalogEntry[];
  /** The last place that was looked at; absent: there are no more. */
  until?: Position;
}

/** Heads that are in memory together: one may have 128 KB. */
const atOnce = limits.appEntries + 1;

/**
 * At most `limits.candidates` heads, some at a time. The last ones have no `until` if nothing is behind them.
 * @param most heads at first: as many as are needed if all of them are selected
 */
export function headsFrom(
  tables: Tables,
  selection: Selection,
  start: PageStart | undefined,
  most: number,
): Iterable<Heads> {
  return selection.query === undefined
    ? listed(tables, selection, start, most)
    : matching(tables, queryOf(selection.query).words, start);
}

function* listed(
  { listings }: Tables,
  selection: Selection,
  start: PageStart | undefined,
  most: number,
): Generator<Heads, void, undefined> {
  const scope = scopeOfSelection(selection);
  const newer = start?.direction === 'newer';
  let last = start?.from ?? above(selection);
  let some = Math.min(most, atOnce);
  for (let left: number = limits.candidates; left > 0; left -= some, some = Math.min(atOnce, left)) {
    const { entries, scannedUntil } = newer
      ? listings.headsNewerThan(scope, some, last!)
      : listings.newestHeads(scope, some, last);
    const lastRead = entries.at(-1);
    const until =
      scannedUntil ?? (lastRead && entries.length === some ? positionOf(lastRead.article) : undefined);
    yield { entries, ...(until && { until }) };
    if (!until) return;
    last = until;
  }
}

/** Above all articles of the selection. Places behind it are older. */
const above = ({ publishedBefore }: Selection): Position | undefined =>
  publishedBefore === undefined ? undefined : { published: publishedBefore, id: '' };

/** The newest matches; a search knows no others. */
function* matching(
  tables: Tables,
  words: readonly string[],
  start: PageStart | undefined,
): Generator<Heads, void, undefined> {
  const ids = tables.search.find(words, 'newest', limits.candidates);
  if (start?.direction === 'newer') ids.reverse();
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce);
    const found = tables.articles.withIds(some);
    // The index lags behind, so it may still find articles that are not live.
    const entries = some
      .flatMap((id) => found.get(id) ?? [])
      .filter(({ live, article }) => live && article.kind === undefined && isBeyond(article, start));
    const last = found.get(some.findLast((id) => found.has(id)) ?? '');
    if (!last) continue;
    const until = from + atOnce < ids.length ? positionOf(last.article) : undefined;
    yield { entries, ...(until && { until }) };
  }
}

function isBeyond(article: Position, start: PageStart | undefined): boolean {
  if (!start) return true;
  const order = compare(article, start.from);
  return start.direction === 'newer' ? order > 0 : order < 0;
}

/** The order of `article_terms`: by date, then by place. */
function compare(a: Position, b: Position): number {
  if (a.published !== b.published) return a.published - b.published;
  const [one, other] = [placeOf(a), placeOf(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** The opposite way from where a page began: it leads to the articles at the beginning, and on from there. */
export function wayBack({ direction, from: { published } }: PageStart): PageStart {
  // Beyond all articles of its date: the one that the page began behind belongs to the way back.
  return direction === 'older'
    ? { direction: 'newer', from: { published, id: '' } }
    : { direction: 'older', from: { published, arrival: lastArrival, id: '\u{10ffff}' } };
}
