/** All keys in KV. docs/storage.md lists them with their values. */

import { createHash } from 'node:crypto';
import type { FeedFormat } from '../feed/formats.ts';

/** The limit of KV, in bytes of UTF-8. */
const maxKeyBytes = 512;

/** @param scope as `scopeKey` writes it */
export const feedKey = (scope: string, format: FeedFormat): string => bounded(`feed:${format}:${scope}`);

/** @param address below `/articles/`, or a path of the site that begins with `/`; unencoded, NFC */
export const addressKey = (address: string): string => bounded(`article:${address}`);

export const indexKey = 'index';

/** The rules of the site's `_redirects` file. */
export const redirectsKey = 'redirects';

/** The links at the top of every page. */
export const navigationKey = 'navigation';

/** The bytes of a file, in R2 or KV. @param blob git blob id, 40 hex digits */
export const blobKey = (blob: string): string => `blob:${blob}`;

/** Shortens a key that is too long: it keeps a readable beginning, and ends in a hash of the whole key. */
function bounded(key: string): string {
  const bytes = new TextEncoder().encode(key);
  if (bytes.byteLength <= maxKeyBytes) return key;
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const start = new TextDecoder().decode(bytes.subarray(0, maxKeyBytes - hash.length - 1 - 3), {
    stream: true,
  });
  return `${start}#${hash}`;
}
