/** MIME types by file extension. The only file that imports mime. */

import mime from 'mime';

/** @param url absolute @returns undefined for an unknown extension */
export function typeByEnding(url: string): string | undefined {
  return mime.getType(new URL(url).pathname) ?? undefined;
}

/** The usual ending of a MIME type, without a dot; undefined for an unknown type. */
export const endingOfType = (type: string): string | undefined => mime.getExtension(type) ?? undefined;
