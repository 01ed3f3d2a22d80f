/** Lists of articles for people: pages of older articles. */

import { lastArrival, type Cursor, type Position } from '../../site/cursor.ts';
import type { Scope } from '../../site/scope.ts';
import type { ListDocument } from '../../store/documents.ts';
import type { Tables } from '../tables/tables.ts';
import { cardsOf, isCombination, newestChange } from './entries.ts';

/** A page of older articles; null where there is none. */
export function renderList(tables: Tables, scope: Scope, cursor: Cursor): ListDocument | null {
  const { listings } = tables;
  const after = withArrival(tables, cursor.after);
  const { entries: older, scannedUntil } = listings.newestBeginnings(scope, cursor.take + 1, after);
  const shown = older.slice(0, cursor.take);
  if (shown.length === 0 && !isCombination(scope)) return null;
  // One more than a page: the cursor of the page above is the article before its first one.
  const newer = listings.headsNotOlderThan(scope, cursor.take + 1, after);
  const above = newer.entries[cursor.take]?.article ?? newer.scannedUntil;
  const below = older.length > shown.length ? shown.at(-1)!.article : scannedUntil;
  const at = ({ published, id }: Position): Cursor => ({
    after: { published, id },
    take: cursor.take,
    head: false,
  });
  return {
    cards: cardsOf(shown),
    ...(below && { older: at(below) }),
    newer: above ? at(above) : 'first',
    count: listings.countIn(scope).count,
    lastModified: newestChange(tables, shown),
  };
}

/**
 * The position that a cursor of a list names by date and id alone: the pages that make them know no arrivals. If the article
 * has gone or has another date, the position is above all articles of its date, so that none is skipped.
 */
function withArrival({ articles }: Tables, { published, id }: Position): Position {
  const article = articles.head(id)?.article;
  const arrival = article?.published === published ? article.arrival : lastArrival;
  return { published, ...(arrival && { arrival }), id };
}
