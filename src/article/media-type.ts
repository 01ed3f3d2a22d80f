/** MIME types by the ending of an address. The only file that imports mime. */

import mime from 'mime';

/** @param url absolute @returns undefined where the ending says nothing */
export function typeByEnding(url: string): string | undefined {
  return mime.getType(new URL(url).pathname) ?? undefined;
}
