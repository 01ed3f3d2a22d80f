/** Plain text resources. */

import { etagOf } from '../../store/etag.ts';
import { Payload } from './payload.ts';
import { publicHeaders } from './headers.ts';
import { Representation } from './representation.ts';

/** @param type without charset @param lastModified ms since 1970 */
export function text(body: string, type: string, cacheControl: string, lastModified: number): Representation {
  const headers = {
    ...publicHeaders,
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': cacheControl,
  };
  return new Representation({ etag: etagOf(body), lastModified, headers, payload: new Payload(body) });
}
