/** MIME types of what articles show, by the ending of its address. */

const types = new Map([
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
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['oga', 'audio/ogg'],
  ['ogg', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['flac', 'audio/flac'],
  ['mp4', 'video/mp4'],
  ['m4v', 'video/mp4'],
  ['webm', 'video/webm'],
  ['ogv', 'video/ogg'],
  ['mov', 'video/quicktime'],
]);

function byEnding(url: string): string | undefined {
  const ending = /\.(\w+)$/.exec(new URL(url).pathname)?.[1];
  return ending && types.get(ending.toLowerCase());
}

/** The type of an image. Most addresses without an ending lead to photographs. @param url absolute */
export function imageType(url: string): string {
  const type = byEnding(url);
  return type?.startsWith('image/') ? type : 'image/jpeg';
}

/** The type of audio or video: what its author says, where that is a type. @param url absolute */
export function mediaType(url: string, said: string): string {
  const type = said.trim().toLowerCase();
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type)) return type;
  return byEnding(url) ?? 'application/octet-stream';
}
