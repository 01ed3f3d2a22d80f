/** Whether a webhook comes from who knows the secret. */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `X-Hub-Signature-256` has the form of a signature: else the body need not be read at all. */
export function hasSignatureForm(signature: string | undefined): signature is string {
  return /^sha256=[0-9a-f]{64}$/.test(signature ?? '');
}

/** The signature of a body that arrives in pieces. */
export class Signature {
  readonly #hmac;

  constructor(secret: string) {
    this.#hmac = createHmac('sha256', secret);
  }

  add(bytes: Uint8Array): void {
    this.#hmac.update(bytes);
  }

  /**
   * Whether it is the one that was given; to be asked once, at the end. Compares in constant time, as GitHub's
   * "Validating webhook deliveries" asks for.
   * @param given the header as it arrived; the older SHA-1 one is not accepted
   */
  is(given: string | undefined): boolean {
    const [right, other] = [this.#text(), given ?? ''].map((text) => Buffer.from(text)) as [Buffer, Buffer];
    return other.byteLength === right.byteLength && timingSafeEqual(other, right);
  }

  /** `sha256=` and HMAC-SHA256 over the bytes, as GitHub sends it. */
  #text(): string {
    return `sha256=${this.#hmac.digest('hex')}`;
  }
}

/** The value of `X-Hub-Signature-256` for a body. */
export function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Whether a signature is that of a body. */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const right = new Signature(secret);
  right.add(body);
  return right.is(signature);
}
