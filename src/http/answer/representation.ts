/** Cacheable answers: representations of resources, and redirects. */

import type { RedirectStatus } from '../../redirects/rule.ts';
import type { Validators } from '../../store/documents.ts';
import { edgeCacheControl } from './cache-control.ts';
import { acceptsGzip, isCompressedByEdge, type Payload } from './payload.ts';

/** The answer of a resource to GET and HEAD, for any client. */
export interface Answer {
  /** @param now ms since 1970 */
  respond(request: Request, now: number): Response;
  /** Bytes of memory, estimated. */
  readonly size: number;
  /** Whether requests with this query are for something else, though the cache key is the same. Absent: none are. */
  readonly yields?: (search: string) => boolean;
  /** Whether it is a file, which is kept apart from feeds and pages. */
  readonly isFile?: boolean;
}

/** Read, and removed, by Cloudflare's cache. */
const forTheEdge = { 'Cloudflare-CDN-Cache-Control': edgeCacheControl };

/** Bytes of memory of an answer besides the payload, mostly up to three sets of headers: measured, rounded up. */
export const overhead = 4096;

interface Parts extends Validators {
  /** A 304 repeats them without type and language: clients update their stored headers from it (RFC 9110, 15.4.5). */
  headers: Readonly<Record<string, string>>;
  payload: Payload;
}

/** A representation of a resource: 200, or 304 if the client has it already (RFC 9110, section 13). */
export class Representation implements Answer {
  readonly payload: Payload;
  readonly #etag: string;
  /** ms, in whole seconds, since HTTP dates have no fractions. */
  readonly #lastModified: number;
  readonly #headers: Headers;
  #gzipHeaders: Headers | undefined;
  #freshHeaders: Headers | undefined;

  /** @param now ms; caps `lastModified`, since a clock may have been ahead (RFC 9110, 8.8.2.1) */
  constructor({ etag, lastModified, headers, payload }: Parts, now: number = Date.now()) {
    this.payload = payload;
    this.#etag = etag;
    this.#lastModified = Math.floor(Math.min(lastModified, now) / 1000) * 1000;
    this.#headers = new Headers({
      ...forTheEdge,
      Vary: 'Accept-Encoding',
      ...headers,
      // Weak, because both encodings share it. The edge would weaken it anyway, and If-None-Match compares weakly.
      ETag: `W/"${etag}"`,
      'Last-Modified': new Date(this.#lastModified).toUTCString(),
    });
  }

  get size(): number {
    return this.payload.size + overhead;
  }

  /** @param now ms; an `If-Modified-Since` after it is ignored */
  respond(request: Request, now: number): Response {
    if (isFresh(request.headers, this.#etag, this.#lastModified, now)) {
      return new Response(null, { status: 304, headers: (this.#freshHeaders ??= this.#fresh()) });
    }
    if (request.method === 'HEAD') return new Response(null, { headers: this.#headers });
    if (!this.#isSentCompressed(request)) return new Response(this.payload.plain, { headers: this.#headers });
    const headers = (this.#gzipHeaders ??= this.#gzipped());
    return new Response(this.payload.gzip, { headers, encodeBody: 'manual' });
  }

  #isSentCompressed(request: Request): boolean {
    const { payload } = this;
    if (!payload.compressible || !acceptsGzip(request)) return false;
    return payload.isCompressed || !isCompressedByEdge(request, this.#headers.get('Content-Type'));
  }

  #gzipped(): Headers {
    const headers = new Headers(this.#headers);
    headers.set('Content-Encoding', 'gzip');
    return headers;
  }

  #fresh(): Headers {
    const headers = new Headers(this.#headers);
    headers.delete('Content-Type');
    headers.delete('Content-Language');
    return headers;
  }
}

/** A redirect to an absolute URL. */
export class Redirect implements Answer {
  readonly size = overhead;
  readonly #status: RedirectStatus;
  readonly #headers: Headers;

  /** @param location absolute */
  constructor(status: RedirectStatus, location: string, headers: Readonly<Record<string, string>>) {
    this.#status = status;
    this.#headers = new Headers({ ...forTheEdge, ...headers, Location: location });
  }

  respond(): Response {
    return new Response(null, { status: this.#status, headers: this.#headers });
  }
}

/** Whether the client has this version. RFC 9110, 13.2.2: If-None-Match takes precedence over If-Modified-Since. */
export function isFresh(headers: Headers, etag: string, lastModified: number, now: number): boolean {
  const ifNoneMatch = headers.get('If-None-Match');
  if (ifNoneMatch !== null) return matches(ifNoneMatch, etag);
  const since = parseHttpDate(headers.get('If-Modified-Since') ?? '', now);
  return since !== undefined && since <= now && lastModified <= since;
}

/** RFC 9110, 13.1.2: `*`, or a list with a tag that matches by weak comparison. */
function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  for (const [, tag] of ifNoneMatch.matchAll(/"([^"]*)"/g)) if (tag === etag) return true;
  return false;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 9110, 5.6.7: IMF-fixdate, the obsolete RFC 850 form, and the form of C's asctime(). */
const httpDates = [
  /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/**
 * @param now ms; decides the century of a year with two digits
 * @returns ms since 1970; undefined if the text is not an HTTP date
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const pattern of httpDates) {
    const { day, month, year, time } = pattern.exec(text.trim())?.groups ?? {};
    if (!day || !month || !year || !time || !months.includes(month)) continue;
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    const at = (year: number) => Date.UTC(year, months.indexOf(month), Number(day), hours, minutes, seconds);
    if (year.length === 4) return at(Number(year));
    // More than 50 years ahead means the most recent past year with these digits.
    const thisYear = new Date(now).getUTCFullYear();
    const inThisCentury = thisYear - (thisYear % 100) + Number(year);
    return at(inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury);
  }
  return undefined;
}
