/** What a `PUT /api/blobs/{blob}` says that it sends, from its headers. */

import { limits } from '../../limits.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { ErrorStatus } from '../answer/errors.ts';

export interface UploadRequest {
  /** Git blob id of the whole file. */
  blob: string;
  /** Bytes of this request. */
  length: number;
  /** Bytes of the whole file. */
  bytes: number;
  /** The number of the part, from 1; absent: this is the whole file. */
  part?: number;
  /** Media type. */
  type: string;
}

export interface Refusal {
  status: Extract<ErrorStatus, 400 | 411 | 413>;
  why: string;
}

export const blobId = /^[0-9a-f]{40}$/;
/** RFC 9110, 8.3.1: type, subtype and parameters without quoted strings. */
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:; *[\w!#$&^.+-]+=[\w!#$&^.+-]+)*$/;
/** RFC 9110, 14.4. A number of 15 digits is exact. */
const contentRange = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/i;

/** @param blob from the path @param store where the file will go */
export function readUpload(
  blob: string,
  headers: Headers,
  { maxBytes, name, parted }: Pick<Blobs, 'maxBytes' | 'name' | 'parted'>,
): UploadRequest | Refusal {
  if (!blobId.test(blob)) return bad('The address must end in a git blob id of 40 hex digits.');
  const given = headers.get('Content-Length');
  if (given === null || !/^\d{1,15}$/.test(given)) {
    const why = 'The upload needs a Content-Length; chunked bodies are not accepted.';
    return { status: 411, why };
  }
  const type = headers.get('Content-Type')?.trim() ?? 'application/octet-stream';
  if (type.length > limits.typeLength || !mediaType.test(type))
    return bad(`The Content-Type must be a media type of at most ${limits.typeLength} characters.`);
  const length = Number(given);
  const range = headers.get('Content-Range');
  if (range === null) {
    if (length > maxBytes) return tooLarge(length, maxBytes, name);
    if (length > limits.uploadBytes) return inParts;
    return { blob, length, bytes: length, type };
  }
  const [first, last, bytes] = (contentRange.exec(range) ?? []).slice(1).map(Number);
  if (first === undefined || last === undefined || bytes === undefined)
    return bad('The Content-Range must have the form "bytes 0-8388607/104857600".');
  if (bytes > maxBytes) return tooLarge(bytes, maxBytes, name);
  if (!parted || bytes <= limits.uploadBytes)
    return bad(`A file of up to ${limits.uploadBytes} bytes must be sent whole, without Content-Range.`);
  const isPart =
    first % limits.partBytes === 0 && first < bytes && last === Math.min(first + limits.partBytes, bytes) - 1;
  if (!isPart || length !== last - first + 1) {
    const why = `A part begins at a multiple of ${limits.partBytes} bytes and has ${limits.partBytes} bytes; only the last may be shorter. Content-Range and Content-Length must agree.`;
    return bad(why);
  }
  return { blob, length, bytes, part: first / limits.partBytes + 1, type };
}

const bad = (why: string): Refusal => ({ status: 400, why });

const inParts: Refusal = {
  status: 413,
  why: `A request can have at most ${limits.uploadBytes} bytes; send the file in parts of ${limits.partBytes} bytes, each with its Content-Range.`,
};

function tooLarge(bytes: number, maxBytes: number, name: Blobs['name']): Refusal {
  const remedy =
    name === 'kv'
      ? 'KV holds no larger one: bind an R2 bucket as FILES in wrangler.toml, or leave the file out'
      : 'leave it out, or host it elsewhere';
  return {
    status: 413,
    why: `The file has ${bytes} bytes, more than the ${maxBytes} allowed; ${remedy}.`,
  };
}

/** The number of parts of a file. */
export const partsOf = (bytes: number): number => Math.ceil(bytes / limits.partBytes);
