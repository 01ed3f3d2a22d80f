/** `/feeds.opml`: all feeds, to take them into a reader at once. */

import { renderOpml } from '../feed/opml.ts';
import type { IndexDocument, Validators } from '../store/documents.ts';
import { etagOf } from '../store/etag.ts';
import { cacheControl } from './caching.ts';
import { conditional } from './conditional.ts';
import { Content } from './content.ts';
import { catalogOf, siteOf, storeOf, type AppContext } from './context.ts';
import { everyResource } from './headers.ts';

/** Which feeds there are: from KV, else (before the first flush) from the catalog. */
export async function feedIndex(c: AppContext): Promise<IndexDocument & Validators> {
  return (await storeOf(c).index()) ?? (await catalogOf(c).index());
}

export async function serveOpml(c: AppContext): Promise<Response> {
  const { terms, lastModified } = await feedIndex(c);
  const body = renderOpml(siteOf(c), terms);
  const headers = {
    ...everyResource,
    'Content-Type': 'text/x-opml; charset=utf-8',
    'Cache-Control': cacheControl.feed,
    'Access-Control-Allow-Origin': '*',
  };
  return conditional(
    c.req.raw,
    { etag: etagOf(body), lastModified, headers, content: () => new Content(body) },
    Date.now(),
  );
}
