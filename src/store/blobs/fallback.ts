/** Two stores as one: new files go to the first, and those that only the second has are read from there. */

import type { Blobs, ByteRange, FixedStream, PartedUploads, StoreName } from './blobs.ts';

export class BlobsWithFallback implements Blobs {
  readonly name: StoreName;
  readonly maxBytes: number;
  readonly takesStreams: boolean;
  readonly parted?: PartedUploads;
  readonly #first: Blobs;
  readonly #second: Blobs;

  constructor(first: Blobs, second: Blobs) {
    this.name = first.name;
    this.maxBytes = first.maxBytes;
    this.takesStreams = first.takesStreams;
    if (first.parted) this.parted = first.parted;
    this.#first = first;
    this.#second = second;
  }

  async read(blob: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    return (await this.#first.read(blob, range)) ?? this.#second.read(blob, range);
  }

  async readWhole(blob: string): Promise<Uint8Array | null> {
    return (await this.#first.readWhole(blob)) ?? this.#second.readWhole(blob);
  }

  async write(blob: string, bytes: FixedStream, type: string): Promise<void> {
    await this.#first.write(blob, bytes, type);
  }

  async delete(blobs: readonly string[]): Promise<void> {
    await Promise.all([this.#first.delete(blobs), this.#second.delete(blobs)]);
  }
}
