/** Unpublishing: the article goes, its addresses are gone, and its id is kept for when it comes back. */

import type { CatalogEntry } from '../../tables/entry.ts';
import { setAddress } from './addresses.ts';
import type { Deciding } from '../deciding.ts';
import { keepId } from './ids.ts';

export function unpublish(state: Deciding, entry: CatalogEntry): void {
  const { snapshot, changes } = state;
  keepId(state, entry);
  snapshot.remove(entry);
  changes.article(entry, undefined);
  for (const row of snapshot.addressesOf(entry.article.id))
    setAddress(snapshot, changes, { ...row, state: 'gone' });
}
