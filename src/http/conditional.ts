/** From a representation and a request to 200 or 304: conditional requests as in RFC 9110, section 13. */

import type { Validators } from '../store/documents.ts';
import { acceptsGzip, type Content } from './content.ts';

/** What would be sent if the client had nothing: its validators, its headers, and its body if that is needed. */
export interface Representation extends Validators {
  /** Sent with the 304 too: clients overwrite what they keep with it (RFC 9110, 15.4.5). */
  headers: Readonly<Record<string, string>>;
  /** Called only when the answer has a body. */
  content: () => Content;
}

/**
 * 304 if the client has the representation already, else 200. For GET and HEAD.
 * @param now ms since 1970; a date in `If-Modified-Since` that lies after it is not believed
 */
export function conditional(request: Request, representation: Representation, now: number): Response {
  const headers = new Headers(representation.headers);
  headers.set('Vary', 'Accept-Encoding');
  // Weak: one tag for both encodings, which the edge would weaken anyway; comparison is weak all the same.
  headers.set('ETag', `W/"${representation.etag}"`);
  headers.set('Last-Modified', new Date(representation.lastModified).toUTCString());
  if (isFresh(request.headers, representation, now)) {
    headers.delete('Content-Type');
    return new Response(null, { status: 304, headers });
  }
  if (request.method === 'HEAD') return new Response(null, { headers });
  const content = representation.content();
  if (!content.compressible || !acceptsGzip(request)) return new Response(content.bytes, { headers });
  headers.set('Content-Encoding', 'gzip');
  return new Response(content.gzip, { headers, encodeBody: 'manual' });
}

/** RFC 9110, 13.2.2: If-None-Match decides alone where it is present, else If-Modified-Since does. */
function isFresh(headers: Headers, { etag, lastModified }: Validators, now: number): boolean {
  const ifNoneMatch = headers.get('If-None-Match');
  if (ifNoneMatch !== null) return matches(ifNoneMatch, etag);
  const since = parseHttpDate(headers.get('If-Modified-Since') ?? '', now);
  // The client only ever sees whole seconds of ours.
  return since !== undefined && since <= now && Math.floor(lastModified / 1000) * 1000 <= since;
}

/** RFC 9110, 13.1.2: `*`, or a list of tags of which one is ours by weak comparison. */
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
 * @returns ms since 1970, or undefined for what is no HTTP date
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
