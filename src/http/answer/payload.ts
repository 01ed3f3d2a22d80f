/** The bytes of an answer, plain and compressed. */

import { parseAccept } from 'hono/utils/accept';
import { gunzip, gzip, isWorthGzip } from '../../store/gzip.ts';
import { utf8Of } from '../../utf8.ts';

/** What compression makes of feeds and pages, roughly: a quarter. */
const typicalRatio = 4;

/** Bytes in their two forms. Each is made from the other on first use, and kept. */
export class Payload {
  #plain: Uint8Array | undefined;
  #gzip: Uint8Array | undefined;

  /**
   * Encodes text once: workerd sends bytes far faster than strings.
   * @param encoding how the bytes are compressed; absent: they are not
   */
  constructor(content: Uint8Array | string, encoding?: 'gzip') {
    const bytes = typeof content === 'string' ? utf8Of(content) : content;
    if (encoding) this.#gzip = bytes;
    else this.#plain = bytes;
  }

  get compressible(): boolean {
    return this.isCompressed || isWorthGzip(this.plain);
  }

  /** Whether the compressed form exists already. */
  get isCompressed(): boolean {
    return this.#gzip !== undefined;
  }

  get plain(): Uint8Array {
    return (this.#plain ??= gunzip(this.#gzip!));
  }

  get gzip(): Uint8Array {
    return (this.#gzip ??= gzip(this.#plain!));
  }

  /** Bytes of memory, both forms together: of the one that does not exist yet, an estimate. */
  get size(): number {
    const plain = this.#plain?.byteLength;
    const compressed = this.#gzip?.byteLength;
    return (plain ?? compressed! * typicalRatio) + (compressed ?? plain! / typicalRatio);
  }
}

/**
 * Whether the client accepts gzip (RFC 9110, 12.5.3). The edge replaces `Accept-Encoding` by `br, gzip`; the original
 * value is in `cf`.
 */
export function acceptsGzip(request: Request): boolean {
  const header = request.cf?.clientAcceptEncoding ?? request.headers.get('Accept-Encoding');
  if (typeof header !== 'string' || header === '') return false;
  const accepted = parseAccept(header);
  const named = (name: string) => accepted.find(({ type }) => type.toLowerCase() === name)?.q;
  return (named('gzip') ?? named('x-gzip') ?? named('*') ?? 0) > 0;
}

/** The types of our resources that Cloudflare compresses itself; neither Atom nor JSON Feed is on its list. */
const edgeTypes: ReadonlySet<string> = new Set([
  'text/html',
  'text/plain',
  'text/xml',
  'application/xml',
  'application/rss+xml',
  'application/json',
  'application/manifest+json',
  'image/svg+xml',
]);

/**
 * Whether Cloudflare compresses an answer on its way to the client, which costs no time of the worker (10 ms in the free
 * plan; pages take 1).
 * @param type `Content-Type`
 */
export const isCompressedByEdge = (request: Request, type: string | null): boolean =>
  request.cf?.clientAcceptEncoding !== undefined && edgeTypes.has(type?.split(';')[0] ?? '');
