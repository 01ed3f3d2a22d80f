/** Headers that several kinds of resources share. */

import { contentSecurityPolicy } from '../../pages/layout.tsx';

/** Every answer: what is declared is what it is, and no other site learns what was read here. */
export const everyAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const;

/** What anybody may read, apps in browsers may read too, from wherever they come. */
export const publicAnswer = {
  ...everyAnswer,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
} as const;

/** HTML: nothing runs but the one script, nothing is framed, and no page asks for what a device can do. */
export const pageAnswer = {
  ...publicAnswer,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** A `Link` header (RFC 8288). @param links target → its relation and further parameters */
export function linkHeader(links: readonly { href: string; rel: string; type?: string }[]): string {
  return links
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type ? `; type="${type}"` : ''}`)
    .join(', ');
}
