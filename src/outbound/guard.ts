/**
 * Which addresses the sender may ask. Strangers name the callbacks of subscriptions, so an address must not lead inside:
 * to this machine, a private network, or the metadata service of a cloud. SECURITY.md says what this stops and what not.
 */

import ipaddr from 'ipaddr.js';

export interface Permissions {
  /** Whether addresses may begin with `http:`. */
  http: boolean;
  /** Whether loopback addresses may be asked, at any port: only `edgefeed start` says so, for tests. */
  loopback: boolean;
}

/** Names that resolvers answer themselves, or that are set aside for inner networks (RFC 6761, 6762, 8375, ICANN). */
const innerNames =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|test|onion|alt)$/;

/**
 * @param address any text
 * @returns why the sender may not ask it, as the end of a sentence; undefined: it may
 */
export function refusalOf(address: string, { http, loopback }: Permissions): string | undefined {
  const url = URL.parse(address);
  if (!url) return 'is not an absolute address';
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or a password';
  if (loopback && isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return undefined;
  if (url.protocol !== 'https:' && !(http && url.protocol === 'http:'))
    return http ? 'must begin with https:// or http://' : 'must begin with https://';
  // Absent: the default port of the scheme. `https://x:80` is refused likewise.
  if (url.port !== '') return 'must not name another port than that of its scheme';
  return refusalOfHost(url.hostname);
}

/** @param hostname as `URL` writes it: in lower case, ASCII, every spelling of an IPv4 address as four numbers */
function refusalOfHost(hostname: string): string | undefined {
  // A resolver takes `localhost.` for `localhost`.
  const name = hostname.replace(/\.$/, '');
  if (hostname.startsWith('[') || ipaddr.isValid(name)) return 'must name a host, not an IP address';
  if (!name.includes('.') || innerNames.test(name)) return 'must name a host of the public internet';
  return undefined;
}

function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || (ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback');
}
