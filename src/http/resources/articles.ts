/** What lies at an address: an article's page or image, a redirect to where it is now, or the word that it is gone. */

import { articleUrl, thumbnailUrl } from '../../article/address.ts';
import { articlePage } from '../../pages/article.tsx';
import type { AddressDocument, Thumbnail } from '../../store/documents.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { Payload } from '../answer/payload.ts';
import { catalogOf, pathnameOf, siteOf, storeOf, type AppContext } from '../context.ts';
import { NotFound } from '../answer/errors.ts';
import { publicHeaders } from '../answer/headers.ts';
import { page } from '../answer/page.ts';
import { addressIn, formerAddressIn } from '../../site/paths.ts';
import { placeholder } from './placeholder.ts';
import { Redirect, Representation, type Answer } from '../answer/representation.ts';
import { firstOf } from '../documents/fallback.ts';

/** `/articles/{address}` */
export async function serveArticle(c: AppContext): Promise<Answer | NotFound | Response> {
  const { address, canonical } = addressIn(pathnameOf(c));
  if (isFolder(c, canonical)) return redirect(siteOf(c).url + canonical, 308).respond();
  const document = await lookUp(c, address);
  if (document?.state !== 'article') return elsewhere(c, document, articleUrl);
  const { article, neighbours, lastModified } = document;
  return page(c, { lastModified, render: (view) => articlePage(view, article, neighbours) });
}

/** `/thumbnails/{address}`: the image's own address may change and point anywhere; this one stays. */
export async function serveThumbnail(c: AppContext): Promise<Answer | NotFound | Response> {
  const { address, canonical } = addressIn(pathnameOf(c));
  if (isFolder(c, canonical)) return redirect(siteOf(c).url + canonical, 308).respond();
  const found = await firstOf<Thumbnail | AddressDocument>(
    ['kv', async () => storeOf(c).thumbnail(address)],
    ['catalog', async () => catalogOf(c).address(address)],
  );
  if (found?.state !== 'article')
    return elsewhere(c, found?.state === 'moved' ? await lookUp(c, address) : found, thumbnailUrl);
  const image = 'article' in found ? found.article.image : found.image;
  const headers = { ...publicHeaders, 'Cache-Control': cacheControl.thumbnail };
  if (image) return new Redirect(302, image, headers);
  const { etag, lastModified, svg } = placeholder;
  const typed = { ...headers, 'Content-Type': 'image/svg+xml' };
  return new Representation({ etag, lastModified, headers: typed, payload: new Payload(svg) });
}

/** Any other path: a former address of an article (`aliases`, `redirect_from`), or nothing. */
export async function serveFormerAddress(c: AppContext): Promise<NotFound | Response> {
  const found = elsewhere(c, await lookUp(c, formerAddressIn(pathnameOf(c))), articleUrl);
  // Not remembered: with slashes at its end an address has many spellings.
  return found instanceof NotFound ? found : found.respond();
}

/** Slashes at the end of an address are one too many, and there can be thousands. */
const isFolder = (c: AppContext, canonical: string): boolean =>
  pathnameOf(c).endsWith('/') && !canonical.endsWith('/');

/** KV knows what was published; the catalog knows also what is on its way there. */
async function lookUp(c: AppContext, address: string): Promise<AddressDocument | null> {
  return firstOf<AddressDocument>(
    ['kv', async () => storeOf(c).address(address)],
    ['catalog', async () => catalogOf(c).address(address)],
  );
}

const deleted = new NotFound(410, 'The article was deleted.');
const nothing = new NotFound(404, 'There is no article at this address.');

function elsewhere(
  c: AppContext,
  document: AddressDocument | null,
  urlOf: (siteUrl: string, address: string) => string,
): Redirect | NotFound {
  switch (document?.state) {
    case 'moved':
      return redirect(urlOf(siteOf(c).url, document.to), 301);
    case 'gone':
      return deleted;
    default:
      return nothing;
  }
}

function redirect(location: string, status: 301 | 308): Redirect {
  return new Redirect(status, location, { ...publicHeaders, 'Cache-Control': cacheControl.redirect });
}
