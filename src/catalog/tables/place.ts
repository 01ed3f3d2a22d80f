/**
 * Places: the column `place` of `article_terms`, which orders articles of one date. It is the article's id; with an arrival
 * it is `~`, the arrival in ten digits of base 36, and the id. Ids are IRIs, so none begins with `~`, and every arrival
 * stands above the articles that have none. Texts of these forms need no second column in the key, and rows from before
 * there were arrivals stay as they are.
 */

import type { Position } from '../../site/cursor.ts';

const digits = 10;

export const placeOf = ({ arrival, id }: Omit<Position, 'published'>): string =>
  arrival ? `~${arrival.toString(36).padStart(digits, '0')}${id}` : id;

/** The position of a row. */
export function positionAt(published: number, place: string): Position {
  if (!place.startsWith('~')) return { published, id: place };
  const arrival = Number.parseInt(place.slice(1, 1 + digits), 36);
  return { published, arrival, id: place.slice(1 + digits) };
}

/** The id in a place, as SQL. */
export const idIn = (place: string): string =>
  `iif(${place} >= '~', substr(${place}, ${2 + digits}), ${place})`;
