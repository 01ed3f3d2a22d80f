/** The URLs of an article and its files: pure functions of the site's URL and an address. */

/**
 * Encodes a path for a URL: NFC, each segment percent-encoded once, so ASCII only.
 * @param address segments separated by `/`, unencoded
 */
export function encodePath(address: string): string {
  return address.normalize('NFC').split('/').map(encodeSegment).join('/');
}

/** Percent-encodes one segment of a path; a `/` becomes `%2F`, a lone surrogate U+FFFD. */
export function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.normalize('NFC').toWellFormed());
}

/** Whether a path, percent-encoded, has more than `most` characters. */
export function isLongerThan(most: number, address: string): boolean {
  // A UTF-16 code unit becomes at most nine characters.
  return 9 * address.length > most && encodePath(address).length > most;
}

/** The page of an article. @param siteUrl no slash at the end */
export function articleUrl(siteUrl: string, address: string): string {
  return `${siteUrl}/articles/${encodePath(address)}`;
}

/** Behind the address of an article, it is that of its Markdown. */
export const markdownEnding = '.md';

/** The article as Markdown. */
export const markdownUrl = (siteUrl: string, address: string): string =>
  articleUrl(siteUrl, address) + markdownEnding;

/** A file of the content folder. @param path relative to that folder, with `/` */
export function fileUrl(siteUrl: string, path: string): string {
  return `${siteUrl}/files/${encodePath(path)}`;
}

/** The stable address of an article's image; it redirects to the image, whose own address may change. */
export function thumbnailUrl(siteUrl: string, address: string): string {
  return `${siteUrl}/thumbnails/${encodePath(address)}`;
}

/** Where an article or a file is. @param address of an article; of a file: a path of the site, with a slash in front */
export const documentUrl = (siteUrl: string, address: string): string =>
  address.startsWith('/') ? siteUrl + encodePath(address) : articleUrl(siteUrl, address);
