/** Compression of documents (RFC 1952). */

import { gunzipSync, gzipSync } from 'node:zlib';

/** Below this size in bytes, compression saves next to nothing. */
const minCompressible = 256;

/** Level 4 takes two thirds of the time of zlib's default, and its result is 2 % longer. */
const level = 4;

/** The largest value of KV, in bytes: no document is larger, compressed or not. */
const maxBytes = 25 * 1024 * 1024;

export const isWorthGzip = (plain: Uint8Array): boolean => plain.byteLength >= minCompressible;

export const gzip = (plain: Uint8Array): Uint8Array => gzipSync(plain, { level });

/** @throws RangeError if the result has more bytes than KV holds */
export const gunzip = (compressed: Uint8Array): Uint8Array =>
  gunzipSync(compressed, { maxOutputLength: maxBytes });
