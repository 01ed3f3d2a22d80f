/** `/feeds.opml`: all feeds, for import into a feed reader. */

import { renderOpml } from '../../feed/opml.ts';
import { etagOf } from '../../store/etag.ts';
import { feedCacheControl } from '../answer/cache-control.ts';
import { publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Representation } from '../answer/representation.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { indexDocument } from '../documents/documents.ts';

export async function serveOpml(c: AppContext): Promise<Representation> {
  const index = await indexDocument(c);
  const lastModified = changedAt(c, index.lastModified);
  const body = renderOpml(siteOf(c), index.terms, index.shows);
  const headers = {
    ...publicHeaders,
    'Content-Type': 'text/x-opml; charset=utf-8',
    'Cache-Control': feedCacheControl(siteOf(c).feedMaxAge),
  };
  return new Representation({ etag: etagOf(body), lastModified, headers, payload: new Payload(body) });
}
