/** The bytes of files in KV, for sites without R2: one value a file. */

import { limits } from '../../limits.ts';
import { blobKey } from '../keys.ts';
import type { Blobs, ByteRange, FixedStream } from './blobs.ts';
import { partOf } from './part-of.ts';

/**
 * Seconds for which KV may answer from its local cache. The bytes of a blob never change. But KV caches for as long that it
 * has none; a read without the option looks again after a minute
 * (https://developers.cloudflare.com/kv/api/read-key-value-pairs/#cachettl-parameter).
 */
const cacheTtl = 3600;

export class KvBlobs implements Blobs {
  readonly name = 'kv';
  readonly maxBytes = limits.kvFileBytes;
  /** The KV of this machine keeps the pieces that it has got, under the key of the whole. */
  readonly takesStreams = false;
  readonly #kv: KVNamespace;

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  async read(blob: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const value =
      (await this.#kv.get(blobKey(blob), { type: 'stream', cacheTtl })) ??
      (await this.#kv.get(blobKey(blob), 'stream'));
    // KV has no ranges: it sends the value from its beginning.
    return value && (range ? partOf(value, range) : value);
  }

  async readWhole(blob: string): Promise<Uint8Array | null> {
    const value =
      (await this.#kv.get(blobKey(blob), { type: 'arrayBuffer', cacheTtl })) ??
      (await this.#kv.get(blobKey(blob), 'arrayBuffer'));
    return value && new Uint8Array(value);
  }

  async write(blob: string, bytes: FixedStream): Promise<void> {
    await this.#kv.put(blobKey(blob), bytes);
  }

  async delete(blobs: readonly string[]): Promise<void> {
    for (const blob of blobs) await this.#kv.delete(blobKey(blob));
  }
}
