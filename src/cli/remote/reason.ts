/** Errors of the network in words. */

import { limits } from '../../limits.ts';

export const noSuchHost = 'the host does not exist';

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: noSuchHost,
  EAI_AGAIN: 'the host cannot be looked up now',
  ECONNREFUSED: 'the host refuses connections',
  ECONNRESET: 'the host closed the connection',
  EPIPE: 'the host closed the connection',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  HPE_HEADER_OVERFLOW: `the head of the answer is larger than ${limits.remoteHeadBytes} bytes`,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
};

export function reasonOf(error: unknown): string {
  const { name, code, cause, message } = error as NodeJS.ErrnoException & { cause?: { name?: string } };
  if (name === 'TimeoutError' || cause?.name === 'TimeoutError')
    return `no answer within ${limits.remotePatience / 1000} s`;
  return reasons[code ?? ''] ?? `the connection fails (${code ?? message})`;
}
