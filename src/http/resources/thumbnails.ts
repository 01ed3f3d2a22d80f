/** `/thumbnails/{address}`: a permanent address for the image of an article, whose own address may change. */

import { thumbnailUrl } from '../../article/address.ts';
import { addressIn } from '../../site/paths.ts';
import { etagOf } from '../../store/etag.ts';
import { cacheControl } from '../answer/cache-control.ts';
import type { NotFound } from '../answer/errors.ts';
import { publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Redirect, Representation, type Answer } from '../answer/representation.ts';
import { pathnameOf, type AppContext } from '../context.ts';
import { thumbnail } from '../documents/documents.ts';
import { notAnArticle, withoutSlash } from './articles.ts';

/** A redirect to the image; a placeholder for an article without one. */
export async function serveThumbnail(c: AppContext): Promise<Answer | NotFound | Response> {
  const { address, canonical } = addressIn(pathnameOf(c));
  const elsewhere = withoutSlash(c, canonical);
  if (elsewhere) return elsewhere;
  const found = await thumbnail(c, address);
  if (found?.state !== 'article') return notAnArticle(c, found, thumbnailUrl);
  const headers = { ...publicHeaders, 'Cache-Control': cacheControl.thumbnail };
  if (found.image !== null) return new Redirect(302, found.image, headers);
  return new Representation({
    ...placeholder,
    headers: { ...headers, 'Content-Type': 'image/svg+xml' },
    payload: new Payload(placeholder.svg),
  });
}

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" role="img" aria-label="No image">' +
  '<rect width="400" height="300" fill="#e8e6e1"/>' +
  '<g fill="none" stroke="#8a857a" stroke-width="16" stroke-linecap="round">' +
  '<path d="M150 130a70 70 0 0 1 70 70"/><path d="M150 85a115 115 0 0 1 115 115"/></g>' +
  '<circle cx="158" cy="192" r="14" fill="#8a857a"/></svg>\n';

/** `lastModified` is the day of its last edit, so that it is the same in every isolate. */
const placeholder = { svg, etag: etagOf(svg), lastModified: Date.UTC(2026, 10, 22) };
