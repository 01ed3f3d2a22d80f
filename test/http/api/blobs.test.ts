import { reset } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import { limits } from '../../../src/limits.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import type { BlobsAnswer } from '../../../src/publish/protocol.ts';
import { KvBlobs } from '../../../src/store/blobs/kv.ts';
import { R2Blobs } from '../../../src/store/blobs/r2.ts';
import { bucket, pattern, streamOf } from '../../store/blobs/bytes.ts';
import { call } from '../app.ts';
import { upload } from '../files.ts';
import { authorization, post, site } from '../publish.ts';

const store = new R2Blobs(bucket);
const bytes = pattern(300_000);
const blob = blobId(bytes);

const ask = async (...blobs: string[]) => (await post('/api/blobs', { blobs })).json<BlobsAnswer>();
const detailOf = async (response: Response) => (await response.json<{ detail: string }>()).detail;

beforeEach(reset);

describe('PUT /api/blobs/{blob}', () => {
  it('stores a file, which is then no longer missing', async () => {
    expect((await ask(blob)).missing).toEqual([blob]);
    const response = await upload(blob, bytes);
    expect([response.status, await response.json()]).toEqual([200, { blob, status: 'stored' }]);
    expect(await store.readWhole(blob)).toEqual(bytes);
    expect((await ask(blob)).missing).toEqual([]);
  });

  it('stores a file without bytes', async () => {
    const empty = new Uint8Array();
    expect((await upload(blobId(empty), empty, { 'Content-Length': '0' })).status).toBe(200);
    expect((await ask(blobId(empty))).missing).toEqual([]);
  });

  it('writes nothing when the file is stored already', async () => {
    await upload(blob, bytes);
    await store.delete([blob]);
    expect((await upload(blob, pattern(300_001))).status).toBe(200);
    expect(await store.readWhole(blob)).toBeNull();
  });

  it('refuses bytes of another id, and stores nothing', async () => {
    const response = await upload(blob, pattern(300_001));
    expect(response.status).toBe(422);
    expect(await detailOf(response)).toContain(`${blobId(pattern(300_001))}, not ${blob}`);
    expect(await store.readWhole(blob)).toBeNull();
    expect((await ask(blob)).missing).toEqual([blob]);
  });

  it('refuses a body without a length', async () => {
    const response = await exports.default.fetch(
      new Request(`${site}/api/blobs/${blob}`, {
        method: 'PUT',
        headers: authorization,
        body: streamOf(bytes),
      }),
    );
    expect(response.status).toBe(411);
  });

  it('refuses a file, a request or a part that is too large, and says what to do', async () => {
    const sizes: [headers: Record<string, string>, why: string][] = [
      [{ 'Content-Length': String(limits.fileBytes + 1) }, 'leave it out'],
      [{ 'Content-Length': String(limits.uploadBytes + 1) }, 'in parts of 8388608 bytes'],
      [{ 'Content-Range': `bytes 0-299999/${limits.fileBytes + 1}` }, 'leave it out'],
    ];
    for (const [headers, why] of sizes) {
      // A length without its bytes, which the app does not wait for.
      const response = await call(createApp(), `/api/blobs/${blob}`, {
        method: 'PUT',
        headers: { ...authorization, 'Content-Length': '300000', ...headers },
      });
      expect(response.status).toBe(413);
      expect(await detailOf(response)).toContain(why);
    }
  });

  it('refuses ids, types and ranges that are malformed', async () => {
    expect((await upload('abc', bytes)).status).toBe(400);
    expect((await upload(blob.toUpperCase(), bytes)).status).toBe(400);
    for (const type of ['image', 'image/png\u00e9', 'a/b; c="d"', `a/${'b'.repeat(100)}`])
      expect((await upload(blob, bytes, { 'Content-Type': type })).status).toBe(400);
    for (const range of [
      'bytes 0-',
      'bytes 0-9',
      'bytes */300000',
      'bytes 0-299999/*',
      'bytes=0-299999/300000',
    ])
      expect((await upload(blob, bytes, { 'Content-Range': range })).status).toBe(400);
    expect((await upload(blob, bytes, { 'Content-Range': 'bytes 0-299999/300000' })).status).toBe(400);
  });

  it('needs the token', async () => {
    expect((await upload(blob, bytes, { Authorization: '' })).status).toBe(401);
    expect((await post('/api/blobs', { blobs: [] }, {})).status).toBe(401);
  });
});

describe('a file in parts', () => {
  const size = limits.uploadBytes + limits.partBytes + 1;
  const large = pattern(size);
  const id = blobId(large);
  const count = Math.ceil(size / limits.partBytes);

  const part = async (number: number, from = large, headers: Record<string, string> = {}) => {
    const first = (number - 1) * limits.partBytes;
    const last = Math.min(first + limits.partBytes, size) - 1;
    return upload(id, from.subarray(first, last + 1), {
      'Content-Range': `bytes ${first}-${last}/${size}`,
      ...headers,
    });
  };
  const numbers = Array.from({ length: count }, (_, i) => i + 1);

  it('is stored when all are there, in any order', async () => {
    for (const number of numbers.toReversed().slice(0, -1)) {
      const response = await part(number);
      expect([response.status, await response.json()]).toEqual([202, { blob: id, status: 'part' }]);
    }
    const { missing, parts } = await ask(id);
    expect([missing, parts]).toEqual([[id], { [id]: numbers.slice(1) }]);
    expect(await store.read(id)).toBeNull();
    // One that is sent twice changes nothing.
    expect((await part(2)).status).toBe(202);
    expect((await part(1)).status).toBe(200);
    expect(blobId((await store.readWhole(id))!)).toBe(id);
    expect(await ask(id)).toMatchObject({ missing: [], parts: {} });
    expect((await part(1)).status).toBe(200);
  });

  it('is deleted if the whole has another id, and can be sent again', async () => {
    for (const number of numbers.slice(1)) await part(number);
    const wrong = large.slice();
    wrong[5] = wrong[5]! ^ 1;
    const refused = await part(1, wrong);
    expect(refused.status).toBe(422);
    expect(await store.read(id)).toBeNull();
    expect(await ask(id)).toMatchObject({ missing: [id], parts: {} });
    for (const number of numbers.slice(1)) expect((await part(number)).status).toBe(202);
    expect((await part(1)).status).toBe(200);
  });

  it('begins anew if R2 has forgotten the upload', async () => {
    await part(1);
    // R2 ends an upload after seven days; here somebody does.
    const [upload] = await uploadsOf(id);
    await bucket.resumeMultipartUpload(`blob:${id}`, upload!).abort();
    const response = await part(2);
    expect(response.status).toBe(409);
    expect(await detailOf(response)).toContain('send all parts');
    expect((await ask(id)).parts).toEqual({});
    for (const number of numbers.slice(0, -1)) expect((await part(number)).status).toBe(202);
    expect((await part(count)).status).toBe(200);
  });

  it('has parts of one size, at multiples of it', async () => {
    const ranges = [
      [1, limits.partBytes],
      [0, limits.partBytes - 2],
      [0, limits.partBytes],
      [limits.partBytes * (count - 1), size],
    ] as const;
    for (const [first, last] of ranges) {
      const headers = { 'Content-Range': `bytes ${first}-${last}/${size}` };
      expect((await upload(id, large.subarray(first, last + 1), headers)).status).toBe(400);
    }
  });
});

describe('without R2', () => {
  const bindings = { FILES: undefined!, PARSER: undefined! };
  const put = async (id: string, body: Uint8Array) =>
    call(
      createApp(),
      `/api/blobs/${id}`,
      { method: 'PUT', headers: { ...authorization, 'Content-Length': String(body.byteLength) }, body },
      bindings,
    );
  const askKv = async (...blobs: string[]) => {
    const init = { method: 'POST', headers: authorization, body: JSON.stringify({ blobs }) };
    return (await call(createApp(), '/api/blobs', init, bindings)).json<BlobsAnswer>();
  };

  it('files go to KV', async () => {
    const body = pattern(2_000_000);
    expect((await put(blobId(body), body)).status).toBe(200);
    expect(await new KvBlobs(env.DOCUMENTS).readWhole(blobId(body))).toEqual(body);
    expect(await askKv(blobId(body))).toEqual({
      missing: [],
      parts: {},
      maxBytes: limits.kvFileBytes,
      maxRequestBytes: limits.kvFileBytes,
    });
  });

  it('files that R2 has are missing, and the other way round', async () => {
    await upload(blob, bytes);
    expect((await askKv(blob)).missing).toEqual([blob]);
    await put(blob, bytes);
    expect((await askKv(blob)).missing).toEqual([]);
    expect((await ask(blob)).missing).toEqual([blob]);
  });

  it('a file over 25 MiB is refused with the remedy', async () => {
    const headers = { 'Content-Length': String(limits.kvFileBytes + 1), ...authorization };
    const response = await call(createApp(), `/api/blobs/${blob}`, { method: 'PUT', headers }, bindings);
    expect(response.status).toBe(413);
    expect(await detailOf(response)).toContain('bind an R2 bucket as FILES');
  });
});

describe('POST /api/blobs', () => {
  it('says how files have to be sent', async () => {
    expect(await ask()).toEqual({
      missing: [],
      parts: {},
      maxBytes: limits.fileBytes,
      maxRequestBytes: limits.uploadBytes,
      partBytes: limits.partBytes,
    });
  });

  it('names each missing file once', async () => {
    expect((await ask(blob, blob)).missing).toEqual([blob]);
  });

  it('refuses what is no list of blob ids', async () => {
    const tooMany = Array.from({ length: limits.blobsAsked + 1 }, () => blob);
    for (const body of [{}, { blobs: 'x' }, { blobs: ['x'] }, { blobs: [1] }, { blobs: tooMany }, [], null])
      expect((await post('/api/blobs', body)).status).toBe(400);
  });
});

/** The ids that R2 gave the uploads of a file. */
async function uploadsOf(id: string): Promise<string[]> {
  const { upload } = await env.CATALOG.getByName('catalog').blob(id);
  return upload ? [upload.upload] : [];
}
