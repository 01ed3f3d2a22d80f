/** The addresses of an article: pure functions of the site's URL and the article's address. */

/**
 * A path as it stands in a URL: NFC, each segment percent-encoded once, so ASCII only.
 * @param address segments separated by `/`, unencoded
 */
export function encodePath(address: string): string {
  return address.normalize('NFC').split('/').map(encodeSegment).join('/');
}

/** One segment of a path, percent-encoded; a `/` in it becomes `%2F`. Lone surrogates become U+FFFD. */
export function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.normalize('NFC').toWellFormed());
}

/** Whether a path has more characters in a URL than a limit allows. */
export function isLongerThan(most: number, address: string): boolean {
  // Of a UTF-16 code unit become nine characters at most.
  return 9 * address.length > most && encodePath(address).length > most;
}

/** Where people read the article. @param siteUrl no slash at the end */
export function articleUrl(siteUrl: string, address: string): string {
  return `${siteUrl}/articles/${encodePath(address)}`;
}

/** Where the article's image is found for as long as the article lives, whatever the image's own address. */
export function thumbnailUrl(siteUrl: string, address: string): string {
  return `${siteUrl}/thumbnails/${encodePath(address)}`;
}
