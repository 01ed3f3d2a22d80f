/** When KV takes a write, and the Last-Modified that it gets. */

import type { StoredDocument } from '../tables/documents.ts';
import type { Tables } from '../tables/tables.ts';

/** KV takes one write a second and key, ms. */
const writeInterval = 1000;

/** Whether KV has a version of a document. @param known what is known of KV; undefined: it has none */
export const hasVersion = (known: StoredDocument | undefined, etag: string | undefined): boolean =>
  known?.etag === etag && known?.writtenAt !== 0;

/** When KV takes a write of all these keys, ms. */
export function nextWrite(tables: Tables, keys: readonly string[], now: number): number {
  const moments = keys.map((key) => tables.documents.get(key)?.writtenAt ?? 0);
  // A write in the future was recorded while the clock was ahead.
  return Math.max(0, ...moments.map((writtenAt) => (writtenAt > now ? 0 : writtenAt + writeInterval)));
}

/** The Last-Modified of a version: a restored one that is still the same keeps that of the backup. */
export const lastModifiedOf = (known: StoredDocument | undefined, etag: string, changedAt: number): number =>
  known?.etag === etag ? known.lastModified : laterThan(known, changedAt);

/**
 * The Last-Modified of a new version. HTTP dates have whole seconds, so a version within the same second as the one
 * before counts as a second younger. It is never in the future, since writes are a second apart.
 */
function laterThan(before: StoredDocument | undefined, changedAt: number): number {
  return before ? Math.max(changedAt, before.lastModified + 1000) : changedAt;
}
