/** Range requests (RFC 9110, section 14): one range of bytes. */

import type { ByteRange } from '../../store/blobs/blobs.ts';
import { parseHttpDate } from './representation.ts';

/** `unsatisfiable`: the range begins after the last byte (416). */
export type Selection = ByteRange | 'unsatisfiable' | 'whole';

/** RFC 9110, 14.1.2: `0-499`, `500-` or `-500`. */
const single = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * The bytes that a `Range` header asks for. A malformed header is ignored, and so is one with several ranges: that asks a
 * client to take parts of its own choice in one answer, which the whole is a valid answer to (14.2).
 * @param bytes of the whole file
 */
export function rangeOf(header: string | null, bytes: number): Selection {
  const [, first = '', last = ''] = single.exec(header ?? '') ?? [];
  if (first === '') return last === '' ? 'whole' : suffixOf(Number(last), bytes);
  const [from, to] = [Number(first), last === '' ? Infinity : Number(last)];
  if (to < from) return 'whole';
  if (from >= bytes) return 'unsatisfiable';
  return { offset: from, length: Math.min(to + 1, bytes) - from };
}

/** The last bytes of a file. */
function suffixOf(length: number, bytes: number): Selection {
  if (length === 0) return 'unsatisfiable';
  // A file without bytes has no range that Content-Range could name.
  if (bytes === 0) return 'whole';
  const offset = Math.max(bytes - length, 0);
  return { offset, length: bytes - offset };
}

/**
 * Whether the client's part is of this version, so that another part fits to it (RFC 9110, 13.1.5). Only strong validators
 * count: a tag without `W/`, or a date that is a second old, because two versions may share a younger one (8.8.2.2).
 * @param header `If-Range`; null: the client does not ask
 * @param etag strong, without quotes
 * @param lastModified ms, in whole seconds
 */
export function isSameVersion(
  header: string | null,
  { etag, lastModified }: { etag: string; lastModified: number },
  now: number,
): boolean {
  if (header === null) return true;
  const given = header.trim();
  if (given.startsWith('"') || given.startsWith('W/')) return given === `"${etag}"`;
  return parseHttpDate(given, now) === lastModified && lastModified <= now - 1000;
}
