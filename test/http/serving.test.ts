import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { limits } from '../../src/limits.ts';
import { call } from './app.ts';
import { countingCatalog } from './counting.ts';
import { get, publish, site } from './publish.ts';

const article = `---
title: 互联互通
categories: [社交媒体, 知乎热榜]
author: 知乎
date: 2021-12-01 20:17:44
thumbnail: https://images.example/400/300?random=1664
---
<p>正文</p>
`;

const 知乎热榜 = `/categories/${encodeURIComponent('知乎热榜')}`;

beforeEach(async () => {
  await reset();
  await publish({ '社交媒体/知乎/互联互通.md': article });
});

describe('feeds', () => {
  it.each([
    ['/rss.xml', 'application/rss+xml; charset=utf-8'],
    ['/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['/feed.json', 'application/feed+json; charset=utf-8'],
    ['/categories/知乎热榜/rss.xml', 'application/rss+xml; charset=utf-8'],
    [`${知乎热榜}/atom.xml`, 'application/atom+xml; charset=utf-8'],
    [
      `${知乎热榜.toLowerCase().replace('categories', 'categories')}/feed.json`,
      'application/feed+json; charset=utf-8',
    ],
    ['/categories/社交媒体/知乎热榜/rss.xml', 'application/rss+xml; charset=utf-8'],
    ['/authors/知乎/feed.json', 'application/feed+json; charset=utf-8'],
  ])('%s holds the article', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(type);
    expect(response.headers.get('Cache-Control')).toContain('max-age=900');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Link')).toContain('rel="self"');
    expect(response.headers.get('Set-Cookie')).toBeNull();
    expect(await response.text()).toContain('互联互通');
  });

  it('are compressed in KV once, and sent as they are stored', async () => {
    const { value, metadata } = await env.DOCUMENTS.getWithMetadata('feed:atom:all', 'arrayBuffer');
    expect(metadata).toMatchObject({ encoding: 'gzip' });
    const zipped = await get('/atom.xml', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    // workerd decodes what a fetch between workers answers.
    expect(await zipped.text()).toBe(gunzipSync(value!).toString());
    const plain = await get('/atom.xml', { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(await plain.text()).toBe(gunzipSync(value!).toString());
  });

  it('are served as older versions of edgefeed stored them, without compression', async () => {
    const current = await env.DOCUMENTS.getWithMetadata<{ encoding?: string }>(
      'feed:json:all',
      'arrayBuffer',
    );
    const { encoding: _, ...validators } = current.metadata!;
    await env.DOCUMENTS.put('feed:json:all', gunzipSync(current.value!), { metadata: validators });
    const zipped = await get('/feed.json', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(await zipped.text()).toBe(gunzipSync(current.value!).toString());
    expect(await (await get('/')).text()).toContain('互联互通');
  });

  it('answer 304 to who has them already, and stay the same until something changes', async () => {
    const first = await get('/rss.xml');
    const again = await get('/rss.xml', { headers: { 'If-None-Match': first.headers.get('ETag')! } });
    expect(again.status).toBe(304);
    const since = await get('/rss.xml', {
      headers: { 'If-Modified-Since': first.headers.get('Last-Modified')! },
    });
    expect(since.status).toBe(304);
    await publish({ '社交媒体/知乎/互联互通.md': article });
    expect((await get('/rss.xml')).headers.get('ETag')).toBe(first.headers.get('ETag'));
    await publish({ '社交媒体/知乎/互联互通.md': article.replace('正文', '改了') });
    const changed = await get('/rss.xml', { headers: { 'If-None-Match': first.headers.get('ETag')! } });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('改了');
  });

  it('of nothing are 404, and nobody keeps that', async () => {
    for (const path of [
      '/categories/none/rss.xml',
      '/categories/rss.xml',
      '/tags/a/b/rss.xml',
      '/tags//rss.xml',
    ]) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    }
  });

  it('have one address: decomposed letters and a missing slash are sent there (check 51)', async () => {
    await publish({ 'cafe.md': '---\ntitle: C\ndate: 2024-01-01\ncategory: café\n---\nText' });
    const response = await get('/categories/cafe%CC%81/rss.xml');
    expect(response.status).toBe(308);
    expect(response.headers.get('Location')).toBe(`${site}/categories/caf%C3%A9/rss.xml`);
    expect((await get(知乎热榜)).headers.get('Location')).toBe(`${site}${知乎热榜}/`);
    expect((await get('/categories/caf%c3%a9/rss.xml')).status).toBe(200);
  });

  it('of terms with any character in their name are reached', async () => {
    await publish({
      'odd.md':
        '---\ntitle: Odd\ndate: 2024-01-01\ncategories: ["C/C++ & .NET", "100 %", "a?b#c"]\n---\nText',
    });
    for (const name of ['C/C++ & .NET', '100 %', 'a?b#c']) {
      expect((await get(`/categories/${encodeURIComponent(name)}/atom.xml`)).status).toBe(200);
    }
  });
});

it('does not tell who knows only a date that a page is still what an older version made of it', async () => {
  const page = await get('/');
  const deployed = Date.parse(env.VERSION.timestamp);
  expect(Date.parse(page.headers.get('Last-Modified')!)).toBeGreaterThanOrEqual(
    Math.floor(deployed / 1000) * 1000,
  );
  const before = new Date(deployed - 60_000).toUTCString();
  expect((await get('/', { headers: { 'If-Modified-Since': before } })).status).toBe(200);
});

it('serves pages where wrangler.toml has no [version_metadata]', async () => {
  const changes = { VERSION: undefined } as unknown as Partial<Bindings>;
  for (const path of ['/', '/feeds.opml', '/robots.txt', '/status', '/sitemap.xml', '/search?q=a']) {
    const response = await call(createApp(), path, {}, changes);
    expect(response.status).toBe(200);
    expect(Date.parse(response.headers.get('Last-Modified')!)).toBeLessThanOrEqual(Date.now());
  }
});

describe('methods', () => {
  it('HEAD answers like GET', async () => {
    for (const path of ['/rss.xml', '/', '/feeds.opml', `/articles/${encodeURI('社交媒体/知乎/互联互通')}`]) {
      const [full, head] = [await get(path), await get(path, { method: 'HEAD' })];
      expect(head.status).toBe(200);
      for (const name of ['Content-Type', 'ETag', 'Last-Modified', 'Cache-Control']) {
        expect(head.headers.get(name)).toBe(full.headers.get(name));
      }
      expect(await head.text()).toBe('');
    }
  });

  it('that a resource does not have are 405 and say which it has (check 46)', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const response = await get('/rss.xml', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe('GET, HEAD');
    }
  });

  it('OPTIONS tells browsers that feeds may be read from anywhere (check 50)', async () => {
    const response = await get('/feed.json', {
      method: 'OPTIONS',
      headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });
});

describe('paths', () => {
  it.each([
    '/%',
    '/categories/%zz/rss.xml',
    '/categories/%E0%A4%A/rss.xml',
    '/articles/%FF',
    '/thumbnails/%C0%AE',
  ])('that are no UTF-8 are 400: %s (check 49)', async (path) => {
    expect((await get(path)).status).toBe(400);
  });
});

describe('articles', () => {
  const address = encodeURI('社交媒体/知乎/互联互通');

  it('are pages in which nothing runs, and from which readers find the feeds', async () => {
    const response = await get(`/articles/${address}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const html = await response.text();
    expect(html).toContain('<p>正文</p>');
    expect(html).toContain(`href="${site}${知乎热榜.replace('知乎热榜', '')}`.slice(0, 30));
    expect(html).toMatch(/<link rel="alternate" type="application\/rss\+xml"/);
  });

  it('that moved are 301, that were deleted 410, that never were 404', async () => {
    await publish({ '社交媒体/知乎/互联互通.md': article.replace('title:', 'slug: new\ntitle:') });
    const moved = await get(`/articles/${address}`);
    expect(moved.status).toBe(301);
    const target = moved.headers.get('Location')!.replace(site, '');
    expect((await get(target)).status).toBe(200);
    await publish({ '社交媒体/知乎/互联互通.md': null });
    expect((await get(`/articles/${address}`)).status).toBe(410);
    expect((await get(target)).status).toBe(410);
    expect((await get('/articles/never')).status).toBe(404);
  });

  it('answer at the addresses that they had elsewhere', async () => {
    await publish({ 'a.md': '---\ntitle: A\ndate: 2024-01-01\naliases: [/2020/01/a.html]\n---\nText' });
    const response = await get('/2020/01/a.html');
    expect(response.status).toBe(301);
    expect(response.headers.get('Location')).toBe(`${site}/articles/a`);
  });
});

describe('thumbnails', () => {
  it('lead to the image that the front matter names, whatever its address looks like', async () => {
    const response = await get(`/thumbnails/${encodeURI('社交媒体/知乎/互联互通')}`);
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe('https://images.example/400/300?random=1664');
    expect(response.headers.get('Cache-Control')).toContain('max-age=86400');
  });

  it('lead to images of very long addresses too', async () => {
    const image = `https://images.example/${'x'.repeat(1500)}.png`;
    await publish({ 'long.md': `---\ntitle: L\ndate: 2024-01-01\nimage: ${image}\n---\nText` });
    expect((await get('/thumbnails/long')).headers.get('Location')).toBe(image);
  });

  it('are a picture of their own where there is no image', async () => {
    await publish({ 'plain.md': '---\ntitle: P\ndate: 2024-01-01\n---\nText' });
    const response = await get('/thumbnails/plain');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg /);
    expect((await get('/thumbnails/never')).status).toBe(404);
  });
});

it('lists every feed in OPML', async () => {
  const response = await get('/feeds.opml');
  expect(response.headers.get('Content-Type')).toBe('text/x-opml; charset=utf-8');
  expect(await response.text()).toContain(`xmlUrl="${site}${知乎热榜}/rss.xml"`);
});

it('says that it is well', async () => {
  const response = await get('/healthz');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok', kv: 'ok', catalog: 'ok' });
  expect(response.headers.get('Cache-Control')).toBe('no-store');
});

it('asks the catalog for nothing but an answer to say so', async () => {
  const { CATALOG, calls } = countingCatalog();
  const response = await call(createApp(), '/healthz', {}, { CATALOG });
  expect(response.status).toBe(200);
  expect(calls).toEqual(['ping']);
});

describe('an address that combines categories', () => {
  const named = (count: number, name = (i: number) => `c${i}`) =>
    `/categories/${Array.from({ length: count }, (_, i) => name(i)).join('/')}/`;

  it('is looked up for as many as the limit says, and refused for more without a look', async () => {
    const most = limits.combinedCategories;
    const source = (count: number) =>
      `---\ntitle: In ${count}\ndate: 2024-01-01\ncategories: [${Array.from({ length: count }, (_, i) => `c${i}`).join(', ')}]\n---\nText`;
    await publish({ 'a.md': source(most + 1), 'b.md': source(most), 'c.md': source(most - 1) });
    expect((await get(`${named(most)}rss.xml`)).status).toBe(200);
    expect(await (await get(named(most - 1))).text()).toContain(`<a href="${named(most)}"`);
    // Nothing leads to an address that is refused.
    expect(await (await get(named(most))).text()).not.toContain(`c${most}`);
    for (const count of [most + 1, 49, 120, 2700]) {
      for (const path of [
        named(count, (i) => (i % 36).toString(36)),
        `${named(count, (i) => (i % 36).toString(36))}feed.json`,
      ]) {
        const { CATALOG, calls } = countingCatalog();
        const response = await call(createApp(), path, {}, { CATALOG });
        expect(response.status).toBe(404);
        expect(await response.text()).toContain(`combine at most ${most} categories`);
        expect(calls).toEqual([]);
      }
    }
  });
});
