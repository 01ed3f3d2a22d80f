/** MIME types of what articles show. */

/** Images of the web by the ending of their address (https://www.iana.org/assignments/media-types). */
const imageTypes = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
  ['bmp', 'image/bmp'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['heic', 'image/heic'],
  ['jxl', 'image/jxl'],
]);

/** The type of an image. Most addresses without such an ending lead to photographs. @param url absolute */
export function imageType(url: string): string {
  const ending = /\.(\w+)$/.exec(new URL(url).pathname)?.[1] ?? '';
  return imageTypes.get(ending.toLowerCase()) ?? 'image/jpeg';
}

/** The type of audio or video: what its article says, where that is a type. Every format asks for one. */
export function mediaType(said: string): string {
  const type = said.trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
