/** Answers of `/v1`: JSON with the validators of every other resource. */

import { etagOf } from '../../store/etag.ts';
import { utf8Of } from '../../utf8.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Representation } from '../answer/representation.ts';

type Links = Parameters<typeof linkHeader>[0];

/** @param lastModified ms since 1970 @param links for the `Link` header */
export const json = (document: unknown, lastModified: number, links?: Links): Representation =>
  written(JSON.stringify(document), lastModified, links);

/** The same for a text that is JSON already, such as the catalog writes. */
export function written(text: string, lastModified: number, links: Links = []): Representation {
  const bytes = utf8Of(text);
  return new Representation({
    etag: etagOf(bytes),
    lastModified,
    headers: {
      ...publicHeaders,
      'Content-Type': 'application/json',
      'Cache-Control': cacheControl.app,
      ...(links.length > 0 && { Link: linkHeader(links) }),
    },
    payload: new Payload(bytes),
  });
}
