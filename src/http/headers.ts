/** Headers that several kinds of resources share. */

/** Every resource: what is declared is what it is, and no other site learns what was read here. */
export const everyResource = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const;

/** A `Link` header (RFC 8288). @param links target → its relation and further parameters */
export function linkHeader(links: readonly { href: string; rel: string; type?: string }[]): string {
  return links
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type ? `; type="${type}"` : ''}`)
    .join(', ');
}
