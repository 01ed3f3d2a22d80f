/** MIME types of what articles show. */

import { typeByEnding } from '../article/media-type.ts';

/** The type of an image. Most addresses without such an ending lead to photographs. @param url absolute */
export function imageType(url: string): string {
  const type = typeByEnding(url);
  return type?.startsWith('image/') ? type : 'image/jpeg';
}

/** The type of audio or video: what its article says, where that is a type. Every format asks for one. */
export function mediaType(said: string): string {
  const type = said.trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
