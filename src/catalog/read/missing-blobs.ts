/** The files whose bytes a publisher has to send. */

import type { MissingBlobs } from '../../publish/protocol.ts';
import type { StoredBlob } from '../tables/blobs.ts';
import type { Tables } from '../tables/tables.ts';

/** @param store where files go now; one that only the other store holds is missing, too */
export function missingBlobs(
  { blobs, uploads }: Tables,
  store: StoredBlob['store'],
  asked: readonly string[],
): MissingBlobs {
  const stored = blobs.find(asked);
  const missing = [...new Set(asked)].filter((blob) => stored.get(blob)?.store !== store);
  return { missing, parts: Object.fromEntries(uploads.partsOf(missing)) };
}
