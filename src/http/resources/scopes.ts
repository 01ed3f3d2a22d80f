/** Feeds and pages of a scope, each at one canonical address. */

import { formatOfFile } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';
import { errorResponse, type NotFound } from '../answer/errors.ts';
import { noFeed, serveFeed } from './feeds.ts';
import { publicHeaders } from '../answer/headers.ts';
import { serveHome } from './home.ts';
import { hasPage, serveList, serveOlder } from './lists.ts';
import { sameSpelling, scopePlace } from '../../site/paths.ts';
import { Redirect, type Answer } from '../answer/representation.ts';
import { feedDocument } from '../documents/documents.ts';

export async function serveScope(c: AppContext): Promise<Answer | NotFound | Response> {
  const pathname = pathnameOf(c);
  const place = scopePlace(pathname, formatOfFile);
  if (!place) return noFeed;
  if (place.scope.kind === 'category' && place.scope.names.length > limits.combinedCategories) {
    return errorResponse(
      c,
      404,
      `An address can combine at most ${limits.combinedCategories} categories; remove some.`,
    );
  }
  if (sameSpelling(pathname) !== sameSpelling(place.canonical)) {
    const { scope, format, cursor, canonical } = place;
    const exists =
      format || cursor ? await feedDocument(c, scope, format ?? 'json', { cursor }) : await hasPage(c, scope);
    // Never redirect to a page that does not exist.
    if (!exists) return noFeed;
    const headers = { ...publicHeaders, 'Cache-Control': cacheControl.redirect };
    // Not cached: a name has any number of spellings.
    return new Redirect(308, siteOf(c).url + canonical, headers).respond();
  }
  const { scope, format, cursor } = place;
  if (format) return serveFeed(c, scope, format, cursor);
  if (cursor) return serveOlder(c, scope, cursor);
  return scope.kind === 'all' ? serveHome(c) : serveList(c, scope);
}
