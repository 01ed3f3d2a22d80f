/** `/feeds.opml`: all feeds, to take them into a reader at once. */

import { renderOpml } from '../../feed/opml.ts';
import type { IndexDocument, Validators } from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import { feedCacheControl } from '../answer/cache-control.ts';
import { Payload } from '../answer/payload.ts';
import { catalogOf, changedAt, queued, siteOf, storeOf, type AppContext } from '../context.ts';
import { publicHeaders } from '../answer/headers.ts';
import { Representation } from '../answer/representation.ts';
import { firstOf } from '../documents/fallback.ts';

/** Which feeds there are: from KV, else (before the first flush) from the catalog. */
export async function feedIndex(c: AppContext): Promise<IndexDocument & Validators> {
  const index = await firstOf<IndexDocument & Validators>(
    ['kv', async () => storeOf(c).index()],
    ['catalog', async () => queued(c, 'index', '', async () => catalogOf(c).index())],
  );
  return index!; // the catalog always has one
}

export async function serveOpml(c: AppContext): Promise<Representation> {
  const index = await feedIndex(c);
  const lastModified = changedAt(c, index.lastModified);
  const body = renderOpml(siteOf(c), index.terms);
  const headers = {
    ...publicHeaders,
    'Content-Type': 'text/x-opml; charset=utf-8',
    'Cache-Control': feedCacheControl(siteOf(c).feedMaxAge),
  };
  return new Representation({ etag: etagOf(body), lastModified, headers, payload: new Payload(body) });
}
