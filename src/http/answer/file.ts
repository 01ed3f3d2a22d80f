/** Answers with a file: 200, 206, 304 or 416, from memory or from a stream. */

import type { ByteRange } from '../../store/blobs/blobs.ts';
import type { FileDocument } from '../../store/documents.ts';
import { cacheControl } from './cache-control.ts';
import { fileHeaders } from './file-headers.ts';
import { isSameVersion, rangeOf } from './range.ts';
import { isFresh, overhead, type Answer } from './representation.ts';

/** The bytes of a file, all or a part. */
type Bytes = Uint8Array | ReadableStream<Uint8Array>;

/** What a request gets of a file. */
interface Selected {
  status: 200 | 206 | 304 | 416;
  /** The bytes to send; absent: none. */
  range?: ByteRange;
}

/** A file without its bytes. */
export class FileHead {
  readonly #document: FileDocument;
  /** ms, in whole seconds, since HTTP dates have no fractions. */
  readonly #lastModified: number;
  readonly #headers: Headers;
  #freshHeaders: Headers | undefined;

  /** @param now ms; caps `lastModified`, since a clock may have been ahead (RFC 9110, 8.8.2.1) */
  constructor(document: FileDocument, now: number) {
    this.#document = document;
    this.#lastModified = Math.floor(Math.min(document.lastModified, now) / 1000) * 1000;
    this.#headers = new Headers(fileHeaders(document, this.#lastModified));
    this.#headers.set('Content-Length', String(document.bytes));
  }

  /** RFC 9110, 13.2.2: the conditions first, then the range, which only GET has. */
  select({ method, headers }: Request, now: number): Selected {
    const { blob: etag, bytes } = this.#document;
    if (isFresh(headers, etag, this.#lastModified, now)) return { status: 304 };
    if (method === 'HEAD') return { status: 200 };
    const whole: Selected = { status: 200, ...(bytes > 0 && { range: { offset: 0, length: bytes } }) };
    const asked = headers.get('Range');
    if (asked === null) return whole;
    const version = { etag, lastModified: this.#lastModified };
    if (!isSameVersion(headers.get('If-Range'), version, now)) return whole;
    const range = rangeOf(asked, bytes);
    if (range === 'whole') return whole;
    return range === 'unsatisfiable' ? { status: 416 } : { status: 206, range };
  }

  /** @param body the bytes of the range; null if it has none */
  respond({ status, range }: Selected, body: Bytes | null): Response {
    switch (status) {
      case 200:
        return new Response(body ?? null, { headers: this.#headers });
      case 206:
        return new Response(body, { status, headers: this.#partHeaders(range!) });
      case 304:
        return new Response(null, { status, headers: (this.#freshHeaders ??= this.#fresh()) });
      case 416:
        return new Response(null, { status, headers: this.#unsatisfiable() });
    }
  }

  #partHeaders({ offset, length }: ByteRange): Headers {
    const headers = new Headers(this.#headers);
    headers.set('Content-Length', String(length));
    headers.set('Content-Range', `bytes ${offset}-${offset + length - 1}/${this.#document.bytes}`);
    return headers;
  }

  #fresh(): Headers {
    const headers = new Headers(this.#headers);
    for (const name of ['Content-Type', 'Content-Length', 'Content-Disposition']) headers.delete(name);
    return headers;
  }

  #unsatisfiable(): Headers {
    const headers = this.#fresh();
    for (const name of ['ETag', 'Last-Modified', 'Cloudflare-CDN-Cache-Control']) headers.delete(name);
    headers.set('Cache-Control', cacheControl.never);
    headers.set('Content-Range', `bytes */${this.#document.bytes}`);
    return headers;
  }
}

/** A file whose bytes fit into the memory of the worker. */
export class SmallFile implements Answer {
  readonly isFile = true;
  readonly size: number;
  readonly #head: FileHead;
  readonly #bytes: Uint8Array;

  constructor(head: FileHead, bytes: Uint8Array) {
    this.#head = head;
    this.#bytes = bytes;
    this.size = bytes.byteLength + overhead;
  }

  respond(request: Request, now: number): Response {
    const selected = this.#head.select(request, now);
    const { status, range } = selected;
    const body =
      range && status === 206 ? this.#bytes.subarray(range.offset, range.offset + range.length) : this.#bytes;
    return this.#head.respond(selected, range ? body : null);
  }
}
