/** The bytes of a document, as they are and compressed. */

import { gzipSync } from 'node:zlib';
import { parseAccept } from 'hono/utils/accept';
import { utf8Of } from '../../utf8.ts';

/** Below this many bytes compressing saves nothing worth the name. */
const worthCompressing = 256;

/** Compresses once, when first asked to, however often the document is served. */
export class Payload {
  readonly bytes: Uint8Array;
  #gzip: Uint8Array | undefined;

  /** Text becomes UTF-8 here, once: workerd sends bytes far faster than strings. */
  constructor(content: Uint8Array | string) {
    this.bytes = typeof content === 'string' ? utf8Of(content) : content;
  }

  get compressible(): boolean {
    return this.bytes.byteLength >= worthCompressing;
  }

  get gzip(): Uint8Array {
    return (this.#gzip ??= gzipSync(this.bytes));
  }

  /** Bytes of memory, the compressed form included when it comes to exist. */
  get size(): number {
    return this.bytes.byteLength + (this.#gzip?.byteLength ?? this.bytes.byteLength / 4);
  }
}

/**
 * Whether the client takes gzip (RFC 9110, 12.5.3). The edge compresses some types by itself, but neither
 * `application/atom+xml` nor `application/feed+json`; it tells workers `br, gzip` whatever the client said, and what the
 * client said in `cf`.
 */
export function acceptsGzip(request: Request): boolean {
  const header = request.cf?.clientAcceptEncoding ?? request.headers.get('Accept-Encoding');
  if (typeof header !== 'string' || header === '') return false;
  const accepted = parseAccept(header);
  const named = (name: string) => accepted.find(({ type }) => type.toLowerCase() === name)?.q;
  return (named('gzip') ?? named('x-gzip') ?? named('*') ?? 0) > 0;
}
