/** The addresses of articles as apps give them: as an answer has them, or as a browser does. */

import { addressIn, MalformedPath, withoutSlashesAtEnd } from '../../site/paths.ts';

const folder = '/articles/';

/**
 * The addresses that a text may stand for, the likeliest first. The field `address` is not encoded, so `/articles/50%25` is an
 * article at `50%25`; failing that it is a path as browsers have it, of an article at `50%`.
 * @returns none: the text is no address of this site
 */
export function addressesMeant(given: string, siteUrl: string): string[] {
  const asField = given.startsWith(folder) ? [withoutSlashesAtEnd(given.slice(folder.length))] : [];
  return [...new Set([...asField.map((address) => address.normalize('NFC')), ...asPath(given, siteUrl)])];
}

/** @param given a path or an absolute address, which may be percent-encoded and have a query */
function asPath(given: string, siteUrl: string): string[] {
  const url = URL.parse(given, siteUrl);
  if (url?.origin !== new URL(siteUrl).origin || !url.pathname.startsWith(folder)) return [];
  try {
    return [addressIn(url.pathname).address];
  } catch (error) {
    if (error instanceof MalformedPath) return [];
    throw error;
  }
}
