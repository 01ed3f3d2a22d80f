/** `/feeds.opml`: all feeds, to take them into a reader at once. */

import { renderOpml } from '../feed/opml.ts';
import type { IndexDocument, Validators } from '../store/documents.ts';
import { etagOf } from '../store/etag.ts';
import { cacheControl } from './caching.ts';
import { Content } from './content.ts';
import { catalogOf, changedAt, siteOf, storeOf, type AppContext } from './context.ts';
import { publicAnswer } from './headers.ts';
import { Representation } from './representation.ts';

/** Which feeds there are: from KV, else (before the first flush) from the catalog. */
export async function feedIndex(c: AppContext): Promise<IndexDocument & Validators> {
  return (await storeOf(c).index()) ?? (await catalogOf(c).index());
}

export async function serveOpml(c: AppContext): Promise<Representation> {
  const index = await feedIndex(c);
  const lastModified = changedAt(c, index.lastModified);
  const body = renderOpml(siteOf(c), index.terms);
  const headers = {
    ...publicAnswer,
    'Content-Type': 'text/x-opml; charset=utf-8',
    'Cache-Control': cacheControl.feed,
  };
  return new Representation({ etag: etagOf(body), lastModified, headers, content: new Content(body) });
}
