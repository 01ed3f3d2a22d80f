/** The bytes of a file arrive: usually before any path names it, and in a restored catalog after all the rest. */

import { isReadForPages } from '../../../asset/facts.ts';
import type { StoredBlob } from '../../tables/blobs.ts';
import type { Tables } from '../../tables/tables.ts';
import { rewritePages } from './rewrite.ts';

/**
 * Notes that the bytes of a file are stored and checked. Pages that were written without what it says are written again; all
 * other documents have the facts of a file, which a backup has, too. Call inside a transaction.
 * @param now ms
 * @returns whether there are such pages
 */
export function noteStored(tables: Tables, blob: StoredBlob, now: number): boolean {
  const { blobs, assets, namings } = tables;
  const arrived = assets.find(blobs.set(blob));
  const read = [...arrived.values()].filter(({ facts }) => isReadForPages(facts));
  const ids = new Set(namings.naming(read.map(({ path }) => path)).map(({ id }) => id));
  rewritePages([...ids], tables, now);
  return ids.size > 0;
}
