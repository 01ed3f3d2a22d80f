/** Both stores keep the same promises. */

import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { blobId } from '../../../src/publish/manifest.ts';
import { blobsOf, type Blobs } from '../../../src/store/blobs/blobs.ts';
import { storeFile } from '../../../src/store/blobs/checked.ts';
import { KvBlobs } from '../../../src/store/blobs/kv.ts';
import { R2Blobs } from '../../../src/store/blobs/r2.ts';
import { bucket, pattern, streamOf } from './bytes.ts';

const stores: [name: string, make: () => Blobs][] = [
  ['R2', () => new R2Blobs(bucket)],
  ['KV', () => new KvBlobs(env.DOCUMENTS)],
  ['R2 before KV', () => blobsOf({ DOCUMENTS: env.DOCUMENTS, FILES: bucket })],
];

const read = async (stream: ReadableStream | null): Promise<Uint8Array | null> =>
  stream && new Uint8Array(await new Response(stream).arrayBuffer());

const put = async (store: Blobs, bytes: Uint8Array, blob = blobId(bytes)): Promise<string> => {
  await storeFile(store, streamOf(bytes), { blob, bytes: bytes.byteLength, type: 'image/png' });
  return blob;
};

beforeEach(reset);

describe.each(stores)('the files in %s', (_, make) => {
  const store = make();

  it('come back as they were written, from none to a million bytes', async () => {
    for (const size of [0, 1, 4096, 256 * 1024, 256 * 1024 + 1, 1_000_003]) {
      const bytes = pattern(size);
      const blob = await put(store, bytes);
      expect(await store.readWhole(blob)).toEqual(bytes);
      expect(await read(await store.read(blob))).toEqual(bytes);
    }
  });

  it('give any part of them', async () => {
    const bytes = pattern(1_000_003);
    const blob = await put(store, bytes);
    const ranges = [
      [0, 1],
      [0, 1_000_003],
      [1_000_002, 1],
      [262_143, 2],
      [300_000, 524_288],
      [500_000, 500_003],
    ] as const;
    for (const [offset, length] of ranges)
      expect(await read(await store.read(blob, { offset, length }))).toEqual(
        bytes.subarray(offset, offset + length),
      );
  });

  it('are null where there are none', async () => {
    const blob = blobId(pattern(9));
    expect(await store.read(blob)).toBeNull();
    expect(await store.read(blob, { offset: 3, length: 2 })).toBeNull();
    expect(await store.readWhole(blob)).toBeNull();
  });

  it('are deleted, also if they are gone already', async () => {
    const [a, b] = [await put(store, pattern(10)), await put(store, pattern(11))];
    await store.delete([a, b, a]);
    expect(await store.readWhole(a)).toBeNull();
    expect(await store.readWhole(b)).toBeNull();
    await store.delete([a]);
  });

  it('do not exist if the bytes have another id, are too few or too many, or break off', async () => {
    for (const size of [1, 10, 300_000]) {
      const bytes = pattern(size);
      const wrong = blobId(pattern(size + 1));
      await expect(put(store, bytes, wrong)).rejects.toMatchObject({ reason: 'digest' });
      expect(await store.readWhole(wrong)).toBeNull();
      const blob = blobId(bytes);
      const send = async (announced: number, error?: Error) =>
        storeFile(store, streamOf(bytes, error), { blob, bytes: announced, type: 'image/png' });
      await expect(send(size + 1)).rejects.toMatchObject({ reason: 'length' });
      await expect(send(size - 1)).rejects.toMatchObject({ reason: 'length' });
      await expect(send(size + 1, new Error('the client has left'))).rejects.toThrow('the client has left');
      expect(await store.readWhole(blob)).toBeNull();
    }
    const some = blobId(pattern(1));
    await expect(put(store, new Uint8Array(), some)).rejects.toMatchObject({ reason: 'digest' });
    expect(await store.readWhole(some)).toBeNull();
  });
});

it('a file from before R2 was bound is read from KV, and deleted there', async () => {
  const bytes = pattern(300_000);
  const kv = new KvBlobs(env.DOCUMENTS);
  const blob = await put(kv, bytes);
  const both = blobsOf({ DOCUMENTS: env.DOCUMENTS, FILES: bucket });
  expect(both.name).toBe('r2');
  expect(await both.readWhole(blob)).toEqual(bytes);
  expect(await read(await both.read(blob, { offset: 5, length: 3 }))).toEqual(bytes.subarray(5, 8));
  await both.delete([blob]);
  expect(await kv.readWhole(blob)).toBeNull();
});

it('a store that fails in the middle of a file fails the upload', async () => {
  const bytes = pattern(2_000_000);
  const full: Blobs = Object.assign(new R2Blobs(bucket), {
    write: async (_: string, stream: ReadableStream<Uint8Array>) => {
      await stream.getReader().read();
      throw new Error('no space');
    },
  });
  await expect(put(full, bytes)).rejects.toThrow('no space');
});

describe('the files in KV', () => {
  /** The real KV, but an answer, also that there is none, is the same for as long as `cacheTtl` says: 60 s if it says nothing. */
  function cachingFor(age: () => number): KVNamespace {
    const cached = new Map<string, { at: number; value: unknown }>();
    return new Proxy(env.DOCUMENTS, {
      get(kv, name) {
        if (name !== 'get') return Reflect.get(kv, name).bind(kv) as unknown;
        return async (key: string, options: 'arrayBuffer' | { type: 'arrayBuffer'; cacheTtl: number }) => {
          const { cacheTtl } = typeof options === 'string' ? { cacheTtl: 60 } : options;
          const before = cached.get(key);
          if (before && age() - before.at < cacheTtl) return before.value;
          const value = await kv.get(key, 'arrayBuffer');
          cached.set(key, { at: age(), value });
          return value;
        };
      },
    });
  }

  it('are found a minute after they were asked for too early', async () => {
    let seconds = 0;
    const store = new KvBlobs(cachingFor(() => seconds));
    const bytes = pattern(9);
    expect(await store.readWhole(blobId(bytes))).toBeNull();
    await put(new KvBlobs(env.DOCUMENTS), bytes);
    seconds = 60;
    expect(await store.readWhole(blobId(bytes))).toEqual(bytes);
  });
});
