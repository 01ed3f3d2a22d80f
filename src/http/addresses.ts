/** What lies at an address: an article's page or image, a redirect to where it is now, or the word that it is gone. */

import { articleUrl, thumbnailUrl } from '../article/address.ts';
import { articlePage } from '../pages/article.tsx';
import type { AddressDocument, Thumbnail } from '../store/documents.ts';
import { cacheControl } from './caching.ts';
import { Content } from './content.ts';
import { catalogOf, pathnameOf, siteOf, storeOf, type AppContext } from './context.ts';
import { failure } from './errors.ts';
import { publicAnswer } from './headers.ts';
import { page } from './page.ts';
import { addressIn, formerAddressIn } from './place.ts';
import { placeholder } from './placeholder.ts';
import { Redirect, Representation, type Answer } from './representation.ts';
import { firstOf } from './sources.ts';

/** `/articles/{address}` */
export async function serveArticle(c: AppContext): Promise<Answer | Response> {
  const { address, canonical } = addressIn(pathnameOf(c));
  if (canonical !== pathnameOf(c) && pathnameOf(c).endsWith('/'))
    return redirect(siteOf(c).url + canonical, 308);
  const document = await lookUp(c, address);
  if (document?.state !== 'article') return elsewhere(c, document, articleUrl);
  const { article, neighbours, lastModified } = document;
  return page(c, { lastModified, render: (view) => articlePage(view, article, neighbours) });
}

/** `/thumbnails/{address}`: the image's own address may change and point anywhere; this one stays. */
export async function serveThumbnail(c: AppContext): Promise<Answer | Response> {
  const { address } = addressIn(pathnameOf(c));
  const found = await firstOf<Thumbnail | AddressDocument>(
    ['kv', async () => storeOf(c).thumbnail(address)],
    ['catalog', async () => catalogOf(c).address(address)],
  );
  if (found?.state !== 'article')
    return elsewhere(c, found?.state === 'moved' ? await lookUp(c, address) : found, thumbnailUrl);
  const image = 'article' in found ? found.article.image : found.image;
  const headers = { ...publicAnswer, 'Cache-Control': cacheControl.thumbnail };
  if (image) return new Redirect(302, image, headers);
  const { etag, lastModified, svg } = placeholder;
  const typed = { ...headers, 'Content-Type': 'image/svg+xml' };
  return new Representation({ etag, lastModified, headers: typed, content: new Content(svg) });
}

/** Any other path: a former address of an article (`aliases`, `redirect_from`), or nothing. */
export async function serveFormerAddress(c: AppContext): Promise<Answer | Response> {
  return elsewhere(c, await lookUp(c, formerAddressIn(pathnameOf(c))), articleUrl);
}

/** KV knows what was published; the catalog knows also what is on its way there. */
async function lookUp(c: AppContext, address: string): Promise<AddressDocument | null> {
  return firstOf<AddressDocument>(
    ['kv', async () => storeOf(c).address(address)],
    ['catalog', async () => catalogOf(c).address(address)],
  );
}

function elsewhere(
  c: AppContext,
  document: AddressDocument | null,
  urlOf: (siteUrl: string, address: string) => string,
): Answer | Response {
  switch (document?.state) {
    case 'moved':
      return redirect(urlOf(siteOf(c).url, document.to), 301);
    case 'gone':
      return failure(c, 410, 'The article was deleted.');
    default:
      return failure(c, 404, 'There is no article at this address.');
  }
}

function redirect(location: string, status: 301 | 308): Redirect {
  return new Redirect(status, location, { ...publicAnswer, 'Cache-Control': cacheControl.redirect });
}
