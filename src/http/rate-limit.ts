/** Limits on the requests of a client in a minute: the bindings of `[[ratelimits]]` in wrangler.toml. */

import { log, reasonOf } from '../log.ts';

/** Seconds: the `period` of each of them. */
export const limitPeriod = 60;

/**
 * Counts a request against its client. A missing or failing limiter lets it pass: it must not turn an answer into an error.
 * @param address `CF-Connecting-IP`
 * @returns whether the client is within the limit
 */
export async function isWithinLimit(limiter: RateLimit | undefined, address: string): Promise<boolean> {
  try {
    return (await limiter?.limit({ key: networkOf(address) }))?.success ?? true;
  } catch (error) {
    log('error', 'source', { source: 'rate limit', error: reasonOf(error) });
    return true;
  }
}

/** The network of one client: an IPv4 address, or the first 64 bits of an IPv6 address, which a client may vary. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1); // ::ffff:192.0.2.7
  const [before = '', after] = address.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(8 - head.length - tail.length, 0) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
