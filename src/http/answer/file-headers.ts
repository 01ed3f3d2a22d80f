/** The headers of files: which types a browser may show, and what it must not run. */

import type { FileDocument } from '../../store/documents.ts';
import { cacheControl, edgeFileControl } from './cache-control.ts';
import { publicHeaders } from './headers.ts';

/**
 * Types that run nothing, so browsers may show them as a page. Others would run scripts with the rights of the site, or
 * may in some browser: they get a policy, and are downloaded.
 */
const inert =
  /^(?:image\/(?!svg)[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+|font\/[\w.+-]+|application\/(?:pdf|json(?:\+chapters)?|x-subrip|zip|gzip|epub\+zip)|text\/(?:plain|csv|markdown|vtt|css))$/;

/** No script, no form, no request to another host, and an origin of its own. Styles are how an SVG is drawn. */
const nothingRuns =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; frame-ancestors 'self'; sandbox";

/** `image/svg+xml` of `image/svg+xml; charset=utf-8`. */
const essence = (type: string): string => type.split(';')[0]!.trim().toLowerCase();

/** The headers of a file, without those that depend on the request. @param lastModified ms, in whole seconds */
export function fileHeaders({ blob, type }: FileDocument, lastModified: number): Record<string, string> {
  const isSvg = essence(type) === 'image/svg+xml';
  const runsNothing = inert.test(essence(type));
  return {
    ...publicHeaders,
    'Access-Control-Expose-Headers': 'ETag, Last-Modified, Accept-Ranges, Content-Range, Content-Length',
    'Content-Type': type,
    'Accept-Ranges': 'bytes',
    // Strong: the same bytes, which are sent as they are. Parts of a file must not be mixed (RFC 9110, 13.1.5).
    ETag: `"${blob}"`,
    'Last-Modified': new Date(lastModified).toUTCString(),
    'Cache-Control': cacheControl.file,
    'Cloudflare-CDN-Cache-Control': edgeFileControl,
    ...(!runsNothing && { 'Content-Security-Policy': nothingRuns }),
    ...(!runsNothing && !isSvg && { 'Content-Disposition': 'attachment' }),
  };
}
