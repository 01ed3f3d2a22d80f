/** What readers see when something behind the worker fails. The bindings are the real ones, made to fail at will. */

import { evictDurableObject, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { limits } from '../../src/limits.ts';
import { showFile } from '../show/show-file.ts';
import { call } from './app.ts';
import { authorization, file, post, publish } from './publish.ts';
import { soon } from '../soon.ts';

const source = (title: string) =>
  `---\ntitle: ${title}\ndate: 2024-01-01\ncategory: News\nimage: https://images.example/a.png\n---\nText`;

/** Every page and feed that readers ask for day by day. */
const everyday = [
  '/rss.xml',
  '/atom.xml',
  '/feed.json',
  '/categories/News/rss.xml',
  '/',
  '/articles/a',
  '/articles/a.md',
  '/llms.txt',
  '/feeds.opml',
];

/** The real KV, except that nothing can be read. */
const deafKv = new Proxy(env.DOCUMENTS, {
  get(kv, name) {
    if (name !== 'get' && name !== 'getWithMetadata') return Reflect.get(kv, name).bind(kv) as unknown;
    return async () => Promise.reject(new Error('KV GET failed: 500 Internal Server Error'));
  },
});

/** The real namespace, except that the object behind it never answers. */
const deadCatalog = new Proxy(env.CATALOG, {
  get(namespace, name) {
    if (name !== 'getByName') return Reflect.get(namespace, name).bind(namespace) as unknown;
    const fail = async () => Promise.reject(new Error('Durable Object reset because its code was updated'));
    return () => new Proxy({}, { get: () => fail });
  },
});

beforeEach(async () => {
  await reset();
  await publish({ 'a.md': source('A') });
});

/** An app that has answered nothing yet, so that nothing comes from its memory. */
const fresh = () => createApp();

describe('without a binding, as in an environment of wrangler.toml that does not repeat it', () => {
  it.each(['DOCUMENTS', 'CATALOG'] as const)('the log names it: %s', async (name) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const lacking = { [name]: undefined } as unknown as Partial<Bindings>;
    // The catalog stands in for KV; nothing stands in for the catalog.
    const [path, status] =
      name === 'CATALOG' ? (['/sitemap.xml', 500] as const) : (['/rss.xml', 200] as const);
    expect((await call(fresh(), path, {}, lacking)).status).toBe(status);
    expect(logged.mock.calls.join('\n')).toContain(`wrangler.toml has no binding ${name}`);
    logged.mockRestore();
  });

  it.each(['VERSION', 'WRONG_TOKENS'] as const)('everything works without %s', async (name) => {
    const lacking = { [name]: undefined } as unknown as Partial<Bindings>;
    for (const path of everyday) expect((await call(fresh(), path, {}, lacking)).status).toBe(200);
    const wrong = { headers: { Authorization: 'Bearer wrong' } };
    expect((await call(fresh(), '/api/status', wrong, lacking)).status).toBe(401);
  });
});

describe('with KV failing', () => {
  const failing: Partial<Bindings> = { DOCUMENTS: deafKv };

  it.each(everyday)('%s comes from the catalog, the same as from KV', async (path) => {
    const [usual, now] = [await call(fresh(), path), await call(fresh(), path, {}, failing)];
    expect(now.status).toBe(200);
    expect(now.headers.get('ETag')).toBe(usual.headers.get('ETag'));
    expect(await now.text()).toBe(await usual.text());
  });

  it('thumbnails still lead to their images', async () => {
    const response = await call(fresh(), '/thumbnails/a', {}, failing);
    expect(response.headers.get('Location')).toBe('https://images.example/a.png');
  });

  it('what is not there is still 404', async () => {
    expect((await call(fresh(), '/categories/none/rss.xml', {}, failing)).status).toBe(404);
  });
});

describe('with the catalog failing', () => {
  const failing: Partial<Bindings> = { CATALOG: deadCatalog };

  it.each([...everyday, '/feed.json?limit=5'])('%s comes from KV', async (path) => {
    const response = await call(fresh(), path, {}, failing);
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(100);
  });

  it('the page of a category is there, if need be without its show, which only the catalog may have', async () => {
    const listed = Array.from({ length: limits.listedShows }, (_, i) => [`A${i}/_show.md`, showFile()]);
    await publish({ ...Object.fromEntries(listed), 'News/_show.md': showFile() });
    const [usual, now] = [
      await call(fresh(), '/categories/News/'),
      await call(fresh(), '/categories/News/', {}, failing),
    ];
    expect(await usual.text()).toContain('podcast://');
    expect(now.status).toBe(200);
    const text = await now.text();
    expect(text).toContain('/articles/a');
    expect(text).not.toContain('podcast://');
  });

  it('what KV does not hold may be on its way: 503, and when to ask again', async () => {
    for (const path of [
      '/categories/none/rss.xml',
      '/articles/none',
      '/nothing',
      '/categories/News/Other/rss.xml',
    ]) {
      const response = await call(fresh(), path, {}, failing);
      expect(response.status).toBe(503);
      expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(await response.text()).not.toMatch(/Durable|KV|Error|\.ts/);
    }
  });

  it('the API says so as a problem, and the health page which part it is', async () => {
    const headers = authorization;
    const response = await call(fresh(), '/api/status', { headers }, failing);
    expect(response.status).toBe(503);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const health = await call(fresh(), '/healthz', {}, failing);
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ status: 'failing', kv: 'ok', catalog: 'failing' });
  });
});

describe('with the catalog evicted', () => {
  it('again and again in the middle of a publish, everything appears in the end', async () => {
    for (const [path, more] of [
      ['b.md', true],
      ['c.md', true],
      ['d.md', false],
    ] as const) {
      const sent = await post('/api/publish', { put: [file(path, source(path))], delete: [], more });
      expect(sent.status).toBe(200);
      await evictDurableObject(env.CATALOG.getByName('catalog'));
    }
    await vi.waitFor(async () => {
      const response = await call(fresh(), '/feed.json', {}, { CATALOG: deadCatalog });
      const { items } = await response.json<{ items: { title: string }[] }>();
      expect(items.map(({ title }) => title).sort()).toEqual(['A', 'b.md', 'c.md', 'd.md']);
    }, soon);
  });
});

describe('with everything failing', () => {
  const failing: Partial<Bindings> = { DOCUMENTS: deafKv, CATALOG: deadCatalog };

  it('what was served before is served again, 304 included', async () => {
    const app = fresh();
    for (const path of everyday) {
      const before = await call(app, path);
      const after = await call(app, path, {}, failing);
      expect(after.status).toBe(200);
      expect(await after.text()).toBe(await before.text());
      const headers = { 'If-None-Match': before.headers.get('ETag')! };
      expect((await call(app, path, { headers }, failing)).status).toBe(304);
    }
  });

  it('what was taken back meanwhile is not', async () => {
    const app = fresh();
    expect((await call(app, '/articles/a')).status).toBe(200);
    await publish({ 'a.md': null });
    expect((await call(app, '/articles/a')).status).toBe(410);
    expect((await call(app, '/articles/a', {}, failing)).status).toBe(503);
  });

  it('what was never served is 503', async () => {
    expect((await call(fresh(), '/rss.xml', {}, failing)).status).toBe(503);
  });
});
