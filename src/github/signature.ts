/** Verifies the signatures of webhooks. */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `X-Hub-Signature-256` is well-formed; otherwise the body need not be read. */
export function hasSignatureForm(signature: string | undefined): signature is string {
  return /^sha256=[0-9a-f]{64}$/.test(signature ?? '');
}

/** Computes the signature of a body that arrives in chunks. */
export class Signature {
  readonly #hmac;

  constructor(secret: string) {
    this.#hmac = createHmac('sha256', secret);
  }

  add(bytes: Uint8Array): void {
    this.#hmac.update(bytes);
  }

  /**
   * Compares with a given signature in constant time, as GitHub's "Validating webhook deliveries" requires. Call it once,
   * after the last `add`.
   * @param given the value of `X-Hub-Signature-256`; SHA-1 signatures are not accepted
   */
  is(given: string | undefined): boolean {
    const [right, other] = [this.#text(), given ?? ''].map((text) => Buffer.from(text)) as [Buffer, Buffer];
    return other.byteLength === right.byteLength && timingSafeEqual(other, right);
  }

  /** `sha256=` and the HMAC-SHA256 in hex. */
  #text(): string {
    return `sha256=${this.#hmac.digest('hex')}`;
  }
}

/** Computes the value of `X-Hub-Signature-256` for a body. */
export function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Verifies the signature of a body. */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const right = new Signature(secret);
  right.add(body);
  return right.is(signature);
}
