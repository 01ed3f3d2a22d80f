/** MIME types as articles give them. */

/**
 * The type of a file as its article, or the file itself, gives it, if it has the form of a MIME type: every format requires
 * one. Without parameters (`audio/ogg; codecs=opus`): what reads feeds compares the whole text.
 */
export function mediaType(written: string): string {
  const type = written.replace(/;[^]*/, '').trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
