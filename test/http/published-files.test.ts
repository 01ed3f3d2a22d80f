/** Files that are published as they are: from the upload of their bytes to what readers get. */

import { env } from 'cloudflare:workers';
import { reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../src/catalog/jobs/sweep.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import type { JsonFeed } from '../../src/feed/json.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type { AssetPut, ManifestFiles, ManifestSummary } from '../../src/publish/protocol.ts';
import { addressKey } from '../../src/store/keys.ts';
import { R2Blobs } from '../../src/store/blobs/r2.ts';
import { catalog } from '../catalog/batches.ts';
import { bucket, pattern } from '../store/blobs/bytes.ts';
import { send, stored } from './files.ts';
import { authorization, file, get, post, publish, site } from './publish.ts';

beforeEach(reset);

const bytesAt = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
const manifest = async () => (await get('/api/manifest', { headers: authorization })).json<ManifestSummary>();
const picture = pattern(5_000);
const article = (body: string, more = ''): string =>
  `---\ntitle: One\ndate: 2024-01-01\ncategories: [c]\n${more}---\n${body}\n`;

describe('a file', () => {
  it('answers below /files/, and in a static folder at its own path', async () => {
    const results = await send({
      files: [await stored('posts/trip/a b.png', picture), await stored('/images/图.png', pattern(600))],
    });
    expect(results).toMatchObject({
      'posts/trip/a b.png': { status: 'file', url: `${site}/files/posts/trip/a%20b.png` },
      '/images/图.png': { status: 'file', url: `${site}/images/%E5%9B%BE.png` },
    });
    expect(await bytesAt('/files/posts/trip/a%20b.png')).toEqual(picture);
    expect(await bytesAt('/images/%E5%9B%BE.png')).toEqual(pattern(600));
    const head = await get('/files/posts/trip/a%20b.png', { method: 'HEAD' });
    expect(head.headers.get('Content-Type')).toBe('image/png');
    expect(head.headers.get('ETag')).toBe(`"${blobId(picture)}"`);
  });

  it('answers before KV has it, and while KV has lost it', async () => {
    await send({ files: [await stored('a.png', picture), await stored('/images/b.png', picture)] });
    for (const address of ['/files/a.png', '/images/b.png']) {
      await env.DOCUMENTS.delete(addressKey(address));
      expect(await bytesAt(address)).toEqual(picture);
      expect((await get(`${address}/`)).status).toBe(404);
    }
  });

  it('is in a manifest of its own, which commands that know none leave alone', async () => {
    await publish({ 'a.md': article('Text') });
    const before = await manifest();
    const put = await stored('a.png', picture);
    await send({ files: [put] });
    const after = await manifest();
    expect(after).toMatchObject({ root: before.root, buckets: before.buckets });
    expect(after.files?.root).not.toBe(before.files?.root);
    const listed = await post('/api/manifest', { buckets: [], files: Object.keys(after.files!.buckets) });
    expect(await listed.json<ManifestFiles>()).toEqual({ files: { 'a.png': put.blob } });
    expect(await send({ files: [put] })).toMatchObject({ 'a.png': { status: 'unchanged' } });
    await send({ delete: ['a.png'] });
    expect(await manifest()).toEqual(before);
  });

  it('is replaced by other bytes, also at the same moment in which it moves', async () => {
    await send({ files: [await stored('a.png', picture)] });
    await send({ files: [await stored('a.png', pattern(700))] });
    expect(await bytesAt('/files/a.png')).toEqual(pattern(700));
    const put = await stored('b/a.png', pattern(800), { movedFrom: 'a.png' });
    await send({ files: [put], delete: ['a.png'] });
    const moved = await get('/files/a.png');
    expect([moved.status, moved.headers.get('Location')]).toEqual([301, `${site}/files/b/a.png`]);
    const again = await stored('/c.png', pattern(800), { movedFrom: 'b/a.png' });
    await send({ files: [again], delete: ['b/a.png'] });
    for (const path of ['/files/a.png', '/files/b/a.png'])
      expect((await get(path)).headers.get('Location')).toBe(`${site}/c.png`);
    await send({ delete: ['/c.png'] });
    for (const path of ['/files/a.png', '/files/b/a.png']) expect((await get(path)).status).toBe(410);
    expect((await get('/c.png')).status).toBe(410);
  });

  it('is refused without its bytes, and the other files of the batch are published', async () => {
    const absent: AssetPut = { path: 'b.png', blob: blobId(pattern(9)), type: 'image/png', bytes: 9 };
    const results = await send({
      put: [file('a.md', article('Text'))],
      files: [absent, await stored('a.png', picture)],
    });
    expect(results).toMatchObject({
      'a.md': { status: 'article' },
      'a.png': { status: 'file' },
      'b.png': { status: 'error', problems: [{ code: 'blob' }] },
    });
    expect((await get('/files/b.png')).status).toBe(404);
  });

  it.each(['/rss.xml', '/robots.txt', '/categories/x/rss.xml', '/articles/a', '/api/x'])(
    'is refused at %s, where the site answers',
    async (path) => {
      const results = await send({ files: [await stored(path, picture)] });
      expect(results[path]).toMatchObject({ status: 'error', problems: [{ code: 'file' }] });
    },
  );

  it.each(['/../a.png', 'a//b.png', '/', '//a.png', 'a\\b.png'])(
    'is refused at the path %s',
    async (path) => {
      const results = await send({ files: [await stored(path, picture)] });
      expect(results[path]).toMatchObject({ status: 'error', problems: [{ code: 'path' }] });
    },
  );

  it('does not take the address of an article, nor does an article take that of a file', async () => {
    await publish({ 'a.md': article('Text', 'aliases: [/old.png]\n') });
    expect(await send({ files: [await stored('/old.png', picture)] })).toMatchObject({
      '/old.png': { status: 'error', problems: [{ code: 'duplicate-address' }] },
    });
    await send({ files: [await stored('/new.png', picture)] });
    const results = await publish({ 'b.md': article('Other', 'aliases: [/new.png]\n') });
    expect(results['b.md']).toMatchObject({ status: 'article', problems: [{ code: 'alias' }] });
    expect(await bytesAt('/new.png')).toEqual(picture);
  });

  it('needs a batch that says each file once, and what each is', async () => {
    const put = await stored('a.png', picture);
    for (const batch of [
      { files: [put, put] },
      { files: [put], delete: ['a.png'] },
      { files: [{ ...put, type: 'png' }] },
      { files: [{ ...put, bytes: -1 }] },
      { files: [{ ...put, width: 0.5 }] },
    ])
      expect((await post('/api/publish', { put: [], delete: [], ...batch })).status).toBe(400);
  });
});

describe('an article that names files', () => {
  const feed = async () => (await get('/feed.json')).json<JsonFeed>();

  it('has their sizes, types and lengths in feeds and on its page', async () => {
    await send({
      files: [
        await stored('posts/a.png', picture, { width: 640, height: 480 }),
        await stored('posts/talk.mp3', pattern(9_000), { type: 'audio/mpeg', duration: 61 }),
      ],
      put: [file('posts/one.md', article('![A](a.png)', 'audio: talk.mp3\n'))],
    });
    const [item] = (await feed()).items;
    expect(item).toMatchObject({
      content_html: expect.stringContaining(`src="${site}/files/posts/a.png"`) as string,
      attachments: [
        {
          url: `${site}/files/posts/talk.mp3`,
          mime_type: 'audio/mpeg',
          size_in_bytes: 9_000,
          duration_in_seconds: 61,
        },
      ],
    });
    expect(item!.content_html).toContain('width="640" height="480"');
    expect(await (await get('/articles/posts/one')).text()).toContain('width="640" height="480"');
    const thumbnail = await get('/thumbnails/posts/one');
    expect(thumbnail.headers.get('Location')).toBe(`${site}/files/posts/a.png`);
  });

  it('is written again when such a file comes, changes and goes', async () => {
    await publish({ 'posts/one.md': article('![A](a.png)') });
    const before = (await get('/rss.xml')).headers.get('ETag');
    const body = async () => (await feed()).items[0]!.content_html;
    expect(await body()).not.toContain('width=');
    await send({ files: [await stored('posts/a.png', picture, { width: 64, height: 48 })] });
    expect(await body()).toContain('width="64" height="48"');
    expect((await get('/rss.xml')).headers.get('ETag')).not.toBe(before);
    await send({ files: [await stored('posts/a.png', pattern(77), { width: 7, height: 8 })] });
    expect(await body()).toContain('width="7" height="8"');
    expect(await (await get('/articles/posts/one')).text()).toContain('width="7" height="8"');
    await send({ delete: ['posts/a.png'] });
    expect(await body()).not.toContain('width=');
  });

  it('is written again with others of the file, two hundred at most', async () => {
    const paths = Array.from({ length: 210 }, (_, i) => `posts/${i}`);
    await send({ put: paths.map((path) => file(`${path}.md`, article(`![A](a.png) ${path}`))) });
    await send({ files: [await stored('posts/a.png', picture, { width: 64, height: 48 })] });
    const pages = await Promise.all(paths.map(async (path) => (await get(`/articles/${path}`)).text()));
    expect(pages.filter((page) => page.includes('width="64" height="48"'))).toHaveLength(200);
  });

  it('finds a file in the folder of its own name, as Hexo has it', async () => {
    await publish({ '2024-01-02-one.md': article('![A](a.png)') });
    await send({ files: [await stored('2024-01-02-one/a.png', picture, { width: 64, height: 48 })] });
    expect((await feed()).items[0]!.content_html).toContain(
      `<img src="${site}/files/2024-01-02-one/a.png" alt="A" width="64" height="48">`,
    );
  });
});

describe('the sweep', () => {
  const store = new R2Blobs(bucket);
  const hour = 3_600_000;
  const sweepAt = async (hours: number): Promise<void> =>
    runInDurableObject(catalog(), async (_, { storage }) => {
      const tables = new Tables(storage.sql);
      const now = (): number => Date.now() + hours * hour;
      const transaction = <T>(write: () => T): T => storage.transactionSync(write);
      await sweep({ tables, now, transaction }, async (blobs) => store.delete(blobs));
    });

  it('deletes the bytes that no path names, a day later', async () => {
    const put = await stored('a.png', picture);
    const twin = { ...put, path: 'b.png' };
    await send({ files: [put, twin] });
    await send({ delete: ['a.png'] });
    await sweepAt(25);
    expect(await bytesAt('/files/b.png')).toEqual(picture);
    await send({ delete: ['b.png'] });
    await sweepAt(23);
    expect(await store.readWhole(put.blob)).toEqual(picture);
    await sweepAt(25);
    expect(await store.readWhole(put.blob)).toBeNull();
    const asked = await post('/api/blobs', { blobs: [put.blob] });
    expect(await asked.json()).toMatchObject({ missing: [put.blob] });
  });

  it('deletes what was sent and never published, unless a publisher asks for it again', async () => {
    const put = await stored('a.png', picture);
    await sweepAt(23);
    expect(await store.readWhole(put.blob)).toEqual(picture);
    await sweepAt(25);
    expect(await store.readWhole(put.blob)).toBeNull();
    expect(await send({ files: [put] })).toMatchObject({ 'a.png': { problems: [{ code: 'blob' }] } });
  });
});
