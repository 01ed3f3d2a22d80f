/** Which addresses of machines may be asked. */

import ipaddr from 'ipaddr.js';

/** Addresses of IPv6 that are given to the public (https://www.iana.org/assignments/ipv6-address-space). */
const global = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet: not to this machine, a private network, the services of a cloud
 * (169.254.169.254), or a range that leads to such addresses in another spelling (IPv4 within IPv6, 6to4, NAT64).
 * @param address of IPv4 or IPv6, without brackets
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  if (read.range() !== 'unicast') return false;
  return read instanceof ipaddr.IPv4 || read.match(global);
}
