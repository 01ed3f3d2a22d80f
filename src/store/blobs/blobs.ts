/** The bytes of files, by git blob id: one interface, and the choice between its siblings R2 and KV. */

import { BlobsWithFallback } from './fallback.ts';
import { KvBlobs } from './kv.ts';
import { R2Blobs } from './r2.ts';

/** Some of the bytes of a file. */
export interface ByteRange {
  /** Of the first byte, from 0. */
  offset: number;
  /** Bytes, at least 1; within the file. */
  length: number;
}

export type StoreName = 'r2' | 'kv';

/** Bytes whose number is known before they are read: R2 takes no other stream. */
export type FixedStream = ReadableStream<Uint8Array>;

/** A part of a file that R2 holds: its number, from 1, and the tag that R2 gave it. */
export interface StoredPart {
  number: number;
  etag: string;
}

/** Files that arrive in several requests. All parts have the same size but the last one, which may be smaller. */
export interface PartedUploads {
  /** @returns the id of the upload */
  begin(blob: string, type: string): Promise<string>;
  /** @returns the tag of the part */
  write(blob: string, upload: string, number: number, bytes: FixedStream): Promise<string>;
  /** Makes a file of all parts. */
  complete(blob: string, upload: string, parts: readonly StoredPart[]): Promise<void>;
  abort(blob: string, upload: string): Promise<void>;
}

/** A place for the bytes of files. A blob id names its bytes for good, so nothing is ever replaced. */
export interface Blobs {
  readonly name: StoreName;
  /** The largest file that it holds, in bytes. */
  readonly maxBytes: number;
  /**
   * Whether a stream that breaks off leaves nothing behind. A store that does not promise it gets a file in one piece, so
   * that all of its bytes have been checked before the first one is sent.
   */
  readonly takesStreams: boolean;
  /** Absent: a file has to arrive in one request. */
  readonly parted?: PartedUploads;
  /** The bytes as a stream; null if the store does not hold them. The reader must read or cancel it. */
  read(blob: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** All bytes at once, for small files. */
  readWhole(blob: string): Promise<Uint8Array | null>;
  /** Stores all bytes of the stream; if it fails, none. */
  write(blob: string, bytes: FixedStream, type: string): Promise<void>;
  /** Succeeds if there is nothing to delete. */
  delete(blobs: readonly string[]): Promise<void>;
}

/** The bindings that hold files. */
export interface FileBindings {
  DOCUMENTS: KVNamespace;
  /** Absent without `[[r2_buckets]]` in wrangler.toml: KV then holds the files. */
  FILES?: R2Bucket | undefined;
}

/** R2 where it is bound, else KV. With R2, files from the time before are still read from KV. */
export function blobsOf({ DOCUMENTS, FILES }: FileBindings): Blobs {
  const kv = new KvBlobs(DOCUMENTS);
  return FILES ? new BlobsWithFallback(new R2Blobs(FILES), kv) : kv;
}
