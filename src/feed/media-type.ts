/** MIME types as articles give them. */

/** The type of a file as its article gives it, if it has the form of a MIME type: every format requires one. */
export function mediaType(written: string): string {
  const type = written.trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
