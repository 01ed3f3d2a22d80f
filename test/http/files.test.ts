import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { limits } from '../../src/limits.ts';
import type { Blobs } from '../../src/store/blobs/blobs.ts';
import { KvBlobs } from '../../src/store/blobs/kv.ts';
import { R2Blobs } from '../../src/store/blobs/r2.ts';
import { DocumentStore } from '../../src/store/store.ts';
import { bucket, pattern } from '../store/blobs/bytes.ts';
import { call } from './app.ts';
import { changed, putFile } from './files.ts';
import { get } from './publish.ts';

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

const stores: [name: string, store: Blobs, FILES: R2Bucket | undefined][] = [
  ['R2', new R2Blobs(bucket), bucket],
  ['KV', new KvBlobs(env.DOCUMENTS), undefined],
];
const sizes: [what: string, size: number][] = [
  ['a small file', 70_000],
  ['a large file', limits.smallFileBytes + 70_000],
];

beforeEach(reset);
afterEach(() => void vi.restoreAllMocks());

describe.each(stores)('from %s', (_, store, FILES) => {
  describe.each(sizes)('%s', (__, size) => {
    const bytes = pattern(size);
    const ask = async (headers: Record<string, string> = {}, method = 'GET') =>
      call(createApp(), '/files/trip/a.png', { headers, method }, { FILES: FILES! });

    it('is answered whole, with validators and its length', async () => {
      const { blob } = await putFile(store, '/files/trip/a.png', bytes);
      const response = await ask();
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-length': String(size),
        etag: `"${blob}"`,
        'last-modified': 'Fri, 20 Nov 2026 12:00:00 GMT',
        'accept-ranges': 'bytes',
        'cache-control': 'public, max-age=86400, stale-if-error=604800',
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
      });
      expect(response.headers.has('Content-Security-Policy')).toBe(false);
      expect(await bytesOf(response)).toEqual(bytes);
    });

    it('is answered in parts', async () => {
      const { blob } = await putFile(store, '/files/trip/a.png', bytes);
      const parts: [range: string, first: number, last: number][] = [
        ['bytes=0-1', 0, 1],
        ['bytes=0-', 0, size - 1],
        ['bytes=-500', size - 500, size - 1],
        ['bytes=40000-60000', 40_000, 60_000],
      ];
      for (const [range, first, last] of parts) {
        const response = await ask({ Range: range });
        expect(response.status).toBe(206);
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-range': `bytes ${first}-${last}/${size}`,
          'content-length': String(last - first + 1),
          'content-type': 'image/png',
          etag: `"${blob}"`,
        });
        expect(await bytesOf(response)).toEqual(bytes.subarray(first, last + 1));
      }
    });

    it('is whole for several ranges, a malformed one, or another version', async () => {
      await putFile(store, '/files/trip/a.png', bytes);
      for (const headers of [
        { Range: 'bytes=0-1,4-5' },
        { Range: 'bytes=x' },
        { Range: 'bytes=0-1', 'If-Range': '"other"' },
        { Range: 'bytes=0-1', 'If-Range': 'Fri, 20 Nov 2026 11:00:00 GMT' },
      ]) {
        const response = await ask(headers);
        expect(response.status).toBe(200);
        expect(response.headers.has('Content-Range')).toBe(false);
        expect(await bytesOf(response)).toEqual(bytes);
      }
    });

    it('is answered in part if If-Range names this version', async () => {
      const { blob } = await putFile(store, '/files/trip/a.png', bytes);
      for (const version of [`"${blob}"`, new Date(changed).toUTCString()]) {
        const response = await ask({ Range: 'bytes=5-9', 'If-Range': version });
        expect(response.status).toBe(206);
        expect(await bytesOf(response)).toEqual(bytes.subarray(5, 10));
      }
    });

    it('has no bytes after its last one', async () => {
      await putFile(store, '/files/trip/a.png', bytes);
      const response = await ask({ Range: `bytes=${size}-` });
      expect(response.status).toBe(416);
      expect(response.headers.get('Content-Range')).toBe(`bytes */${size}`);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.has('ETag')).toBe(false);
      expect(await response.text()).toBe('');
    });

    it('is not sent to a client that has it, whatever range it asks for', async () => {
      const { blob } = await putFile(store, '/files/trip/a.png', bytes);
      for (const headers of [
        { 'If-None-Match': `"${blob}"` },
        { 'If-None-Match': `W/"${blob}"`, Range: 'bytes=0-1' },
        { 'If-Modified-Since': new Date(changed).toUTCString(), Range: 'bytes=999999999-' },
      ]) {
        const response = await ask(headers);
        expect(response.status).toBe(304);
        expect(response.headers.get('ETag')).toBe(`"${blob}"`);
        expect(response.headers.has('Content-Type')).toBe(false);
        expect(await response.text()).toBe('');
      }
    });

    it('has its headers for HEAD, which has no ranges', async () => {
      await putFile(store, '/files/trip/a.png', bytes);
      for (const headers of [{}, { Range: 'bytes=0-1' }]) {
        const response = await ask(headers, 'HEAD');
        expect(response.status).toBe(200);
        expect(response.headers.get('Content-Length')).toBe(String(size));
        expect(await response.text()).toBe('');
      }
    });

    it('is unavailable while its bytes are missing', async () => {
      const { blob } = await putFile(store, '/files/trip/a.png', bytes);
      await store.delete([blob]);
      const response = await ask();
      expect(response.status).toBe(503);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    });
  });
});

describe('the address of a file', () => {
  const store = new R2Blobs(bucket);

  it('may have any spelling, and be anywhere that no route is', async () => {
    const bytes = pattern(100);
    await putFile(store, '/files/游记/a b.png', bytes);
    await putFile(store, '/images/x.png', bytes);
    for (const path of [
      '/files/%E6%B8%B8%E8%AE%B0/a%20b.png',
      '/files/游记/a%20b.png',
      '/files/%e6%b8%b8%e8%ae%b0/a%20b.png?v=3',
      '/images/x.png',
      '/%69mages/x.png?utm_source=a',
    ])
      expect(await bytesOf(await get(path))).toEqual(bytes);
  });

  it('has nothing in it, and does not end in a slash', async () => {
    await putFile(store, '/files/a.png', pattern(100));
    await putFile(store, '/images/x.png', pattern(100));
    for (const path of [
      '/files/a.png/',
      '/files/a.png%2F',
      '/images/x.png/',
      '/files/',
      '/files/b.png',
      '/files/A.png',
    ])
      expect((await get(path)).status).toBe(404);
  });

  it('says so when the file was removed', async () => {
    await new DocumentStore(env.DOCUMENTS).putAddress('/files/a.png', { state: 'gone' });
    expect((await get('/files/a.png')).status).toBe(410);
  });

  it('answers a file without bytes', async () => {
    await putFile(store, '/files/empty.txt', new Uint8Array(), 'text/plain; charset=utf-8');
    const response = await get('/files/empty.txt');
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await get('/files/empty.txt', { headers: { Range: 'bytes=0-' } })).status).toBe(416);
  });
});

describe('the type of a file', () => {
  const store = new R2Blobs(bucket);
  const headersOf = async (name: string, type: string) => {
    await putFile(store, `/files/${name}`, pattern(10), type);
    return (await get(`/files/${name}`)).headers;
  };

  it('is that of its document, whatever its name is', async () => {
    expect((await headersOf('a.png', 'text/html')).get('Content-Type')).toBe('text/html');
    expect((await headersOf('a.html', 'image/png')).get('Content-Type')).toBe('image/png');
  });

  it('lets an SVG be drawn and run nothing', async () => {
    const headers = await headersOf('a.svg', 'image/svg+xml');
    expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none';.* sandbox$/);
    expect(headers.get('Content-Security-Policy')).not.toMatch(/allow-scripts|script-src/);
    expect(headers.has('Content-Disposition')).toBe(false);
  });

  it.each([
    'text/html',
    'text/html; charset=utf-8',
    'TEXT/HTML',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'text/javascript',
    'application/octet-stream',
    'application/wasm',
    'image/svg+xml2',
    'multipart/related',
  ])('%s is a download that runs nothing', async (type) => {
    const headers = await headersOf('a', type);
    expect(headers.get('Content-Security-Policy')).toMatch(/sandbox$/);
    expect(headers.get('Content-Disposition')).toBe('attachment');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each([
    'image/jpeg',
    'audio/mpeg',
    'video/mp4',
    'application/pdf',
    'font/woff2',
    'text/plain; charset=utf-8',
  ])('%s is shown by browsers', async (type) => {
    const headers = await headersOf('a', type);
    expect(headers.has('Content-Security-Policy')).toBe(false);
    expect(headers.has('Content-Disposition')).toBe(false);
  });
});

describe('the memory of a worker', () => {
  const memo = { MEMO_SECONDS: '10', FILES: bucket };

  it('answers small files, and their parts, without another read', async () => {
    const store = new R2Blobs(bucket);
    const bytes = pattern(70_000);
    const { blob } = await putFile(store, '/files/a.png', bytes);
    const app = createApp();
    await call(app, '/files/a.png', { headers: { Range: 'bytes=0-1' } }, memo);
    await store.delete([blob]);
    await env.DOCUMENTS.delete('article:/files/a.png');
    expect(await bytesOf(await call(app, '/files/a.png', {}, memo))).toEqual(bytes);
    const part = await call(app, '/files/a.png', { headers: { Range: 'bytes=-500' } }, memo);
    expect([part.status, await bytesOf(part)]).toEqual([206, bytes.subarray(-500)]);
  });

  it('does not hold large files', async () => {
    const store = new R2Blobs(bucket);
    const { blob } = await putFile(store, '/files/a.mp3', pattern(limits.smallFileBytes + 1), 'audio/mpeg');
    const app = createApp();
    expect((await call(app, '/files/a.mp3', {}, memo)).status).toBe(200);
    await store.delete([blob]);
    expect((await call(app, '/files/a.mp3', {}, memo)).status).toBe(503);
  });

  it('keeps pictures apart from feeds', async () => {
    const store = new R2Blobs(bucket);
    const app = createApp();
    expect((await call(app, '/feeds.opml', {}, memo)).status).toBe(200);
    const size = limits.smallFileBytes;
    const count = limits.memoBytes / size + 1;
    const { blob } = await putFile(store, '/files/0.png', pattern(size));
    for (let i = 0; i < count; i++) {
      const file = { blob, bytes: size, type: 'image/png', lastModified: changed };
      await new DocumentStore(env.DOCUMENTS).putAddress(`/files/${i}.png`, { state: 'file', ...file });
      await (await call(app, `/files/${i}.png`, {}, memo)).body?.cancel();
    }
    const failing = { ...memo, DOCUMENTS: undefined!, CATALOG: undefined! };
    expect((await call(app, '/feeds.opml', {}, failing)).status).toBe(200);
  });
});
