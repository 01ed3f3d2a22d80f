/** Response headers that several kinds of resources share. */

import { contentSecurityPolicy } from '../../pages/policy.ts';
import type { Site } from '../../site/config.ts';

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
const headersOfPages = {
  ...publicHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** By site. A policy has a hash of each style sheet and script, so it is made once. */
const policies = new WeakMap<Site, Map<boolean, string>>();

/** The headers of the pages of a site. @param reloads whether pages reload themselves */
export function pageHeaders(site: Site, reloads: boolean): Readonly<Record<string, string>> {
  let known = policies.get(site);
  if (!known) policies.set(site, (known = new Map()));
  let policy = known.get(reloads);
  if (policy === undefined) known.set(reloads, (policy = contentSecurityPolicy(site, reloads)));
  return { ...headersOfPages, 'Content-Security-Policy': policy };
}

/** A `Link` header (RFC 8288). @param links targets with their relation and media type */
export function linkHeader(links: readonly { href: string; rel: string; type?: string }[]): string {
  return links
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type ? `; type="${type}"` : ''}`)
    .join(', ');
}
