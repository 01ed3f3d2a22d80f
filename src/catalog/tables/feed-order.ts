/** The order of feeds, newest first, as conditions on `article_terms` under the name `t`. */

import type { Position } from '../../site/cursor.ts';
import { placeOf } from './place.ts';

/** Where reading begins, and in which order it goes on. */
export interface Order {
  /** A condition with its ORDER BY. */
  which: string;
  values: (string | number)[];
}

/** Articles after a position in the order of feeds, the nearest first. @param position two values, such as `(?, ?)` */
export const olderThan = (position: string): string =>
  `(t.published, t.place) < ${position} ORDER BY t.published DESC, t.place DESC`;

/** Articles before a position, the nearest first. */
export const newerThan = (position: string): string =>
  `(t.published, t.place) > ${position} ORDER BY t.published, t.place`;

/** Articles after a position, or all of them. */
export const newestFirst = (position: Position | undefined): Order => ({
  which: position ? olderThan('(?, ?)') : 'true ORDER BY t.published DESC, t.place DESC',
  values: position ? [position.published, placeOf(position)] : [],
});

/** The article at a position and those before it, the nearest first. */
export const oldestFirst = (position: Position): Order => ({
  which: '(t.published, t.place) >= (?, ?) ORDER BY t.published, t.place',
  values: [position.published, placeOf(position)],
});

/** Those before a position without the article there, the nearest first. */
export const oldestFirstBefore = (position: Position): Order => ({
  which: newerThan('(?, ?)'),
  values: [position.published, placeOf(position)],
});
