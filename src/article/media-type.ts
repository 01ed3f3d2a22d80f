/** MIME types by file extension. The only file that imports mime. */

import mime from 'mime';

/** @param url absolute @returns undefined for an unknown extension */
export function typeByEnding(url: string): string | undefined {
  return mime.getType(new URL(url).pathname) ?? undefined;
}
