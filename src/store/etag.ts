/** Entity tags by content: the same bytes have the same tag in every isolate and after every rebuild. */

import { createHash } from 'node:crypto';
import { utf8Of } from '../utf8.ts';

/** The opaque part of an entity tag (RFC 9110, 8.8.3), without quotes: 96 bits of SHA-1 in base64url. */
export function etagOf(content: Uint8Array | string): string {
  return createHash('sha1')
    .update(typeof content === 'string' ? utf8Of(content) : content)
    .digest('base64url')
    .slice(0, 16);
}
