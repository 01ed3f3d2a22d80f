/** Every key in KV. docs/storage.md lists them with what they hold. */

import { createHash } from 'node:crypto';
import type { FeedFormat } from '../feed/formats.ts';

/** What KV takes, in bytes of UTF-8. */
const maxKeyBytes = 512;

/** @param scope as `scopeKey` writes it */
export const feedKey = (scope: string, format: FeedFormat): string => bounded(`feed:${format}:${scope}`);

/** @param address below `/articles/`, or a path of the site that begins with `/`; unencoded, NFC */
export const addressKey = (address: string): string => bounded(`article:${address}`);

export const indexKey = 'index';

/** A key that would be too long keeps its beginning, for people who look into KV, and ends in a hash of the whole. */
function bounded(key: string): string {
  const bytes = new TextEncoder().encode(key);
  if (bytes.byteLength <= maxKeyBytes) return key;
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const start = new TextDecoder().decode(bytes.subarray(0, maxKeyBytes - hash.length - 1 - 3), {
    stream: true,
  });
  return `${start}#${hash}`;
}
