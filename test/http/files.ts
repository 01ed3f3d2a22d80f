/** Files as the catalog writes them: a document at an address, and its bytes. */

import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { blobId } from '../../src/publish/manifest.ts';
import type { AssetPut, Batch, BatchResult, FileResult } from '../../src/publish/protocol.ts';
import type { Blobs } from '../../src/store/blobs/blobs.ts';
import { storeFile } from '../../src/store/blobs/checked.ts';
import type { FileDocument } from '../../src/store/documents.ts';
import { DocumentStore } from '../../src/store/store.ts';
import { streamOf } from '../store/blobs/bytes.ts';
import { authorization, get, post, settled } from './publish.ts';

/** A Friday, at noon. */
export const changed = Date.UTC(2026, 10, 20, 12);

/** Puts a file at an address. @param path decoded */
export async function putFile(
  store: Blobs,
  path: string,
  bytes: Uint8Array,
  type = 'image/png',
): Promise<FileDocument> {
  const file: FileDocument = { blob: blobId(bytes), bytes: bytes.byteLength, type, lastModified: changed };
  await storeFile(store, streamOf(bytes), file);
  await new DocumentStore(env.DOCUMENTS).putAddress(path, { state: 'file', ...file });
  return file;
}

/** Sends a file, or a part of one. */
export const upload = async (
  blob: string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> =>
  get(`/api/blobs/${blob}`, {
    method: 'PUT',
    headers: { ...authorization, 'Content-Type': 'image/png', ...headers },
    body: bytes,
  });

/** The entry of a batch for a file, whose bytes are stored first. */
export async function stored(
  path: string,
  bytes: Uint8Array,
  facts: Partial<Omit<AssetPut, 'path' | 'blob'>> = {},
): Promise<AssetPut> {
  const blob = blobId(bytes);
  expect((await upload(blob, bytes)).status).toBe(200);
  return { path, blob, type: 'image/png', bytes: bytes.byteLength, ...facts };
}

/** Publishes a batch, and waits until KV has it. */
export async function send(batch: Partial<Batch>): Promise<Record<string, FileResult>> {
  const response = await post('/api/publish', { put: [], delete: [], ...batch });
  expect(response.status).toBe(200);
  const { files } = await response.json<BatchResult>();
  await settled();
  return Object.fromEntries(files.map((result) => [result.path, result]));
}
