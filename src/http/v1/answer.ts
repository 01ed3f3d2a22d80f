/** Answers of `/v1`: JSON with the validators of every other resource. */

import { etagOf } from '../../store/etag.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Representation } from '../answer/representation.ts';

/** @param lastModified ms since 1970 @param links for the `Link` header */
export function json(
  document: unknown,
  lastModified: number,
  links: readonly { href: string; rel: string }[] = [],
): Representation {
  const body = JSON.stringify(document);
  return new Representation({
    etag: etagOf(body),
    lastModified,
    headers: {
      ...publicHeaders,
      'Content-Type': 'application/json',
      'Cache-Control': cacheControl.app,
      ...(links.length > 0 && { Link: linkHeader(links) }),
    },
    payload: new Payload(body),
  });
}
