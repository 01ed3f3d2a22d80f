/** Entity tags from content: the same bytes have the same tag, on every machine and after every rebuild. */

import { createHash } from 'node:crypto';

/** The opaque part of an entity tag (RFC 9110, 8.8.3), without quotes: 96 bits of SHA-256 in base64url. */
export function etagOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}
