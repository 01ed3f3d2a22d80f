/**
 * Arrivals: the order of articles with one date. An arrival is the number of a publish and the place of the file in it, so
 * it does not depend on how the publish was divided into batches, nor on which of two batches was committed first.
 */

import { arrivalOf } from '../../site/cursor.ts';
import type { Settings } from '../tables/settings.ts';
import type { ChangeSet } from './changeset.ts';

/** Numbers the articles that are listed for the first time; call inside a transaction. */
export function numberArrivals(changes: ChangeSet, settings: Settings): void {
  const before = settings.get('arrivals') ?? { publishes: 0, next: 0 };
  let now = before;
  changes.number((order) => {
    // A batch without places, and articles whose moment has come, are a publish of their own.
    const joins = order ? order.publish === now.name : now !== before && now.name === undefined;
    if (!joins) now = { publishes: now.publishes + 1, next: 0, ...(order && { name: order.publish }) };
    const file = order?.file ?? now.next;
    now = { ...now, next: Math.max(now.next, file + 1) };
    return arrivalOf(now.publishes, file);
  });
  if (now !== before) settings.set('arrivals', now);
}
