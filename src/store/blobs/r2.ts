/** The bytes of files in R2 (https://developers.cloudflare.com/r2/api/workers/workers-api-reference/). */

import { limits } from '../../limits.ts';
import { blobKey } from '../keys.ts';
import type { Blobs, ByteRange, FixedStream, PartedUploads, StoredPart } from './blobs.ts';

/** Keys that R2 deletes in one call. */
const keysPerCall = 1000;

export class R2Blobs implements Blobs {
  readonly name = 'r2';
  readonly maxBytes = limits.fileBytes;
  readonly takesStreams = true;
  readonly parted: PartedUploads;
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
    this.parted = new R2Parts(bucket);
  }

  async read(blob: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const object = await this.#bucket.get(blobKey(blob), range && { range });
    return object && object.body;
  }

  async readWhole(blob: string): Promise<Uint8Array | null> {
    const object = await this.#bucket.get(blobKey(blob));
    return object && new Uint8Array(await object.arrayBuffer());
  }

  async write(blob: string, bytes: FixedStream, type: string): Promise<void> {
    await this.#bucket.put(blobKey(blob), bytes, { httpMetadata: { contentType: type } });
  }

  async delete(blobs: readonly string[]): Promise<void> {
    for (let i = 0; i < blobs.length; i += keysPerCall)
      await this.#bucket.delete(blobs.slice(i, i + keysPerCall).map(blobKey));
  }
}

class R2Parts implements PartedUploads {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  async begin(blob: string, type: string): Promise<string> {
    const options = { httpMetadata: { contentType: type } };
    return (await this.#bucket.createMultipartUpload(blobKey(blob), options)).uploadId;
  }

  async write(blob: string, upload: string, number: number, bytes: FixedStream): Promise<string> {
    const parts = this.#bucket.resumeMultipartUpload(blobKey(blob), upload);
    return (await parts.uploadPart(number, bytes)).etag;
  }

  async complete(blob: string, upload: string, parts: readonly StoredPart[]): Promise<void> {
    const all = parts.map(({ number, etag }) => ({ partNumber: number, etag }));
    await this.#bucket.resumeMultipartUpload(blobKey(blob), upload).complete(all);
  }

  async abort(blob: string, upload: string): Promise<void> {
    await this.#bucket.resumeMultipartUpload(blobKey(blob), upload).abort();
  }
}
