/** Response headers that several kinds of resources share. */

import { contentSecurityPolicy, reloadingSecurityPolicy } from '../../pages/layout.tsx';

/**
 * On every response: no MIME sniffing, and no `Referer` to other sites: hosts of pictures (Weibo, WeChat, Bilibili, Zhihu)
 * refuse one that they do not know. A redirect hands its policy on to the request that follows.
 */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
} as const;

/** Public resources: scripts of any origin may read them. */
export const publicHeaders = {
  ...securityHeaders,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
} as const;

/** HTML: only our own script runs, nothing is framed, and no device features are available. */
export const pageHeaders = {
  ...publicHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** The headers of pages that reload themselves. */
export const reloadingPageHeaders = {
  ...pageHeaders,
  'Content-Security-Policy': reloadingSecurityPolicy,
} as const;

/** A `Link` header (RFC 8288). @param links targets with their relation and media type */
export function linkHeader(links: readonly { href: string; rel: string; type?: string }[]): string {
  return links
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type ? `; type="${type}"` : ''}`)
    .join(', ');
}
