/** The bytes of an answer, plain and compressed. */

import { gzipSync } from 'node:zlib';
import { parseAccept } from 'hono/utils/accept';
import { utf8Of } from '../../utf8.ts';

/** Below this size in bytes, compression saves next to nothing. */
const minCompressible = 256;

/** Compresses once, on first use. */
export class Payload {
  readonly bytes: Uint8Array;
  #gzip: Uint8Array | undefined;

  /** Encodes text once: workerd sends bytes far faster than strings. */
  constructor(content: Uint8Array | string) {
    this.bytes = typeof content === 'string' ? utf8Of(content) : content;
  }

  get compressible(): boolean {
    return this.bytes.byteLength >= minCompressible;
  }

  get gzip(): Uint8Array {
    return (this.#gzip ??= gzipSync(this.bytes));
  }

  /** Bytes of memory, with the compressed form, or an estimate of it until it exists. */
  get size(): number {
    return this.bytes.byteLength + (this.#gzip?.byteLength ?? this.bytes.byteLength / 4);
  }
}

/**
 * Whether the client accepts gzip (RFC 9110, 12.5.3). The edge compresses some types itself, but neither
 * `application/atom+xml` nor `application/feed+json`. It replaces `Accept-Encoding` by `br, gzip`; the original value is
 * in `cf`.
 */
export function acceptsGzip(request: Request): boolean {
  const header = request.cf?.clientAcceptEncoding ?? request.headers.get('Accept-Encoding');
  if (typeof header !== 'string' || header === '') return false;
  const accepted = parseAccept(header);
  const named = (name: string) => accepted.find(({ type }) => type.toLowerCase() === name)?.q;
  return (named('gzip') ?? named('x-gzip') ?? named('*') ?? 0) > 0;
}
