/** Bytes for files, and the bucket of the tests. */

import { env } from 'cloudflare:workers';

/** Bound by vitest.config.ts alone: wrangler.toml has it switched off. */
export const bucket = (env as unknown as { FILES: R2Bucket }).FILES;

/** Bytes without a short period, so that a part of them is found in one place only. */
export const pattern = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7 + (i >> 16) * 13) & 0xff);

/** The bytes in pieces, as a request brings them. @param error what the stream ends in instead of its end */
export function streamOf(bytes: Uint8Array, error?: Error): ReadableStream<Uint8Array> {
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  const send = async (): Promise<void> => {
    for (let i = 0; i < bytes.byteLength; i += 10_000) await writer.write(bytes.slice(i, i + 10_000));
    await (error ? writer.abort(error) : writer.close());
  };
  void send().catch(() => {});
  return readable;
}
