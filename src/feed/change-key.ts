/**
 * How the catalog calls a changed feed to the sender: by the key of its scope, which stands for the formats that every feed
 * has; the feed of a show by that key with its format behind a blank, which no key of a scope contains.
 */

import { allFormats, feedFormats, isOfShows, type FeedFormat } from './formats.ts';

/** The keys of a feed that has changed in some formats. @param scope as `scopeKey` writes it */
export function changeKeys(scope: string, changed: readonly FeedFormat[]): string[] {
  const ofShows = changed.filter(isOfShows).map((format) => `${scope} ${format}`);
  return ofShows.length < changed.length ? [scope, ...ofShows] : ofShows;
}

/** The scope and the formats of a key. */
export function readChangeKey(key: string): { scope: string; formats: readonly FeedFormat[] } {
  const [scope = '', format] = key.split(' ');
  return { scope, formats: format === undefined ? feedFormats : allFormats.filter((one) => one === format) };
}
