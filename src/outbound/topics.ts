/** Topics of the hub: the addresses of the site's own feeds, byte for byte as each names itself in rel=self. */

import { readChangeKey } from '../feed/change-key.ts';
import { everyFormat, formatOfFile, type FeedFormat } from '../feed/formats.ts';
import type { Site } from '../site/config.ts';
import { scopePlace } from '../site/paths.ts';
import { parseScopeKey, scopeKey } from '../site/scope.ts';
import { feedUrl } from '../site/urls.ts';

export interface Topic {
  /** The key of its scope. */
  scope: string;
  format: FeedFormat;
}

/** @returns the feed; a text: why the address is no topic, as the end of a sentence */
export function topicOf(site: Site, address: string): Topic | string {
  const path = address.startsWith(`${site.url}/`) ? address.slice(site.url.length) : undefined;
  if (path === undefined) return `is not an address of this site; those begin with ${site.url}/`;
  if (path.startsWith('/search/')) return 'is the feed of a search; only feeds of lists can be subscribed to';
  if (/[?#]/.test(path)) return 'has parameters; subscribe to the feed without them';
  const place = placeOf(path);
  if (!place?.format) return 'is not a feed; /feeds.opml lists all of them';
  if (place.cursor) return 'is a page of an archive, which does not change';
  const { scope, format } = place;
  if (scope.kind === 'category' && scope.names.length > 1)
    return 'combines several categories; subscribe to one of them';
  const own = feedUrl(site, scope, everyFormat[format].file);
  if (own !== address) return `is spelled in another way than the feed names itself: ${own}`;
  return { scope: scopeKey(scope), format };
}

/** The topics of a feed that has changed. @param key see feed/change-key.ts */
export function topicsOfChange(site: Site, key: string): string[] {
  const change = readChangeKey(key);
  const scope = parseScopeKey(change.scope);
  return change.formats.map((format) => feedUrl(site, scope, everyFormat[format].file));
}

function placeOf(path: string): ReturnType<typeof scopePlace<FeedFormat>> {
  try {
    return scopePlace(path, formatOfFile);
  } catch {
    return undefined; // malformed percent-encoding
  }
}
