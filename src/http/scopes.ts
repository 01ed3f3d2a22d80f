/** What lies below a scope: its feeds and its page, each at one address. */

import { cacheControl } from './caching.ts';
import { pathnameOf, siteOf, type AppContext } from './context.ts';
import { feedDocument, noFeedAt, serveFeed } from './feeds.ts';
import { publicAnswer } from './headers.ts';
import { serveHome } from './home.ts';
import { serveList, serveOlder } from './lists.ts';
import { scopePlace } from './place.ts';
import { Redirect, type Answer } from './representation.ts';

export async function serveScope(c: AppContext): Promise<Answer | Response> {
  const pathname = pathnameOf(c);
  const place = scopePlace(pathname);
  if (!place) return noFeedAt(c);
  if (sameSpelling(pathname) !== sameSpelling(place.canonical)) {
    const { scope, format = 'json', cursor, canonical } = place;
    // To where nothing is, nobody is sent.
    if (!(await feedDocument(c, scope, format, { cursor }))) return noFeedAt(c);
    const headers = { ...publicAnswer, 'Cache-Control': cacheControl.redirect };
    return new Redirect(308, siteOf(c).url + canonical, headers);
  }
  const { scope, format, cursor } = place;
  if (format) return serveFeed(c, scope, format, cursor);
  if (cursor) return serveOlder(c, scope, cursor);
  return scope.kind === 'all' ? serveHome(c) : serveList(c, scope);
}

/** Spellings that clients may choose freely answer at once: `%2b` or `%2B` or `+`, raw or encoded letters. */
function sameSpelling(pathname: string): string {
  return pathname.replace(/%[0-9a-f]{2}|[^/]/gi, (unit) =>
    unit.length === 3 ? unit.toUpperCase() : encodeURIComponent(unit),
  );
}
