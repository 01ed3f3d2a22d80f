/** Whether a webhook comes from who knows the secret. */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** The value of `X-Hub-Signature-256` for a body: HMAC-SHA256 over its bytes, as GitHub sends it. */
export function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/**
 * Compares in constant time, as GitHub's "Validating webhook deliveries" asks for.
 * @param signature the header as it arrived; the older SHA-1 one is not accepted
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const right = Buffer.from(signatureOf(body, secret));
  const given = Buffer.from(signature ?? '');
  return given.byteLength === right.byteLength && timingSafeEqual(given, right);
}
