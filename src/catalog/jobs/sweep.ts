/** Deletes the bytes of files that no path names any more. */

import type { FlushContext } from '../context.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * How long bytes stay without a name, ms: a publisher stores them before it names them, and caches show a document for some
 * time after it has changed.
 */
const grace = 24 * 60 * 60 * 1000;

/** How long an upload may take, ms: R2 forgets it after seven days. */
const longestUpload = 7 * 24 * 60 * 60 * 1000;

/** Files in one alarm: the free plan has 50 requests to other services. */
const atOnce = 20;

/** When there is something to delete, ms since 1970. */
export function nextSweep({ blobs, uploads }: Tables): number | undefined {
  const unnamed = blobs.unnamedSince();
  const begun = uploads.oldest();
  const moments = [
    ...(unnamed === undefined ? [] : [unnamed + grace]),
    ...(begun === undefined ? [] : [begun + longestUpload]),
  ];
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

/** @param deleteBytes succeeds if there is nothing to delete */
export async function sweep(
  { tables, now, transaction }: Pick<FlushContext, 'tables' | 'now' | 'transaction'>,
  deleteBytes: (blobs: readonly string[]) => Promise<void>,
): Promise<void> {
  const { blobs, assets, uploads } = tables;
  const unnamed = transaction(() => {
    uploads.endBefore(now() - longestUpload);
    const old = blobs.unnamedBefore(now() - grace, atOnce);
    const named = assets.named(old);
    blobs.name(named, null);
    const leaving = old.filter((blob) => !named.has(blob));
    blobs.leave(leaving);
    return leaving;
  });
  if (unnamed.length === 0) return;
  await deleteBytes(unnamed);
  transaction(() => blobs.gone(unnamed));
}
