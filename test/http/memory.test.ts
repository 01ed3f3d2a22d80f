/** What an isolate remembers: as much as it may, whatever strangers ask for, and never the wrong thing. */

import { reset } from 'cloudflare:test';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { limits } from '../../src/limits.ts';
import { call } from './app.ts';
import { countingCatalog } from './counting.ts';
import { publish } from './publish.ts';

const remembering = { MEMO_SECONDS: '60' };

beforeAll(async () => {
  await reset();
  const source = (title: string, more = '') =>
    `---\ntitle: ${title}\ndate: 2024-01-01\ncategories: [café, c++, b]\ntags: [x]\n${more}---\nText`;
  await publish({
    'a.md': source('A', 'aliases: [/old]\nimage: https://images.example/a.png\n'),
    'café.md': source('C'),
    'gone.md': source('G'),
  });
  await publish({ 'gone.md': null });
});

describe('parameters that a route does not read', () => {
  it.each([
    '/status.json',
    '/status',
    '/sitemap.xml',
    '/archive/1900000000000-50-eA/rss.xml',
    '/categories/b/caf%C3%A9/',
    '/categories/b/archive/1900000000000-24-eA/',
  ])('make no other resource of %s', async (path) => {
    const app = createApp();
    const { CATALOG, calls } = countingCatalog();
    const answers = new Set<string>();
    for (const query of ['', '?q=1', '?q=2', '?limit=7', '?x=1&limit=x', '?utm_source=a', '#q?q=1']) {
      const response = await call(app, path + query, {}, { ...remembering, CATALOG });
      expect(response.status).toBe(200);
      answers.add(await response.text());
    }
    expect(answers.size).toBe(1);
    expect(calls).toHaveLength(1);
  });

  it('nor do other spellings of what is searched for', async () => {
    const app = createApp();
    const { CATALOG, calls } = countingCatalog();
    for (const query of ['q=text', 'q=+text++', 'q=text%00&q=other', 'limit=3&q=text', 'q=%74ext%0a']) {
      await call(app, `/search?${query}`, {}, { ...remembering, CATALOG });
    }
    expect(calls).toEqual(['search']);
    await call(app, '/search?q=text+b', {}, { ...remembering, CATALOG });
    expect(calls).toEqual(['search', 'search']);
  });
});

describe('an address with nothing', () => {
  const missing = [
    ['/articles/never', 404],
    ['/articles/gone', 410],
    ['/thumbnails/never', 404],
    ['/never/was', 404],
    ['/tags/none/rss.xml', 404],
    ['/categories/none/', 404],
    ['/categories/b/none/atom.xml', 404],
    ['/archive/0-50-eA/feed.json', 404],
    ['/tags/x/archive/0-24-eA/', 404],
  ] as const;

  it.each(missing)('%s is not looked up again and again', async (path, status) => {
    const app = createApp();
    const { CATALOG, calls } = countingCatalog();
    const asked = async (init: RequestInit = {}, changes = remembering) =>
      call(app, path, init, { ...changes, CATALOG });
    const first = await asked();
    const before = calls.length;
    expect(before).toBeLessThanOrEqual(1);
    const again = await asked();
    expect([first.status, again.status]).toEqual([status, status]);
    expect(await again.text()).toBe(await first.text());
    // The answer is made for the client that asks.
    const page = await asked({ headers: { Accept: 'text/html', 'Accept-Language': 'zh' } });
    expect(await page.text()).toContain('lang="zh-CN"');
    expect(calls).toHaveLength(before);
  });

  it.each(missing)('%s is kept by the edge for a moment, and by no client', async (path, status) => {
    const response = await call(createApp(), path, {}, remembering);
    expect(response.status).toBe(status);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBe(
      `public, max-age=${limits.missSeconds}`,
    );
  });

  it('shows what comes there at once where MEMO_SECONDS is 0', async () => {
    const app = createApp();
    const now = { MEMO_SECONDS: '0' };
    expect((await call(app, '/articles/new', {}, now)).status).toBe(404);
    expect(
      (await call(app, '/tags/new/rss.xml', {}, now)).headers.get('Cloudflare-CDN-Cache-Control'),
    ).toBeNull();
    await publish({ 'new.md': '---\ntitle: N\ndate: 2024-01-01\ntags: [new]\n---\nText' });
    expect((await call(app, '/articles/new', {}, now)).status).toBe(200);
    expect((await call(app, '/tags/new/rss.xml', {}, now)).status).toBe(200);
  });

  it('of the API is kept nowhere', async () => {
    const response = await call(createApp(), '/api/none', {}, remembering);
    expect(response.status).toBe(404);
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBeNull();
  });
});

describe('memory', () => {
  const name = fc.constantFrom(
    'café',
    'caf%C3%A9',
    'caf%c3%a9',
    'cafe%CC%81',
    'c++',
    'c%2B%2b',
    'c%2b+',
    'b',
    '%62',
    'x',
    'a',
    'gone',
    'none',
    '%zz',
    '',
    '%2e%2e',
  );
  const folder = fc.constantFrom(
    'categories',
    '%63ategories',
    'tags',
    'articles',
    '%61rticles',
    'thumbnails',
    'archive',
    'search',
    '%73earch',
  );
  const file = fc.constantFrom(
    '',
    '/',
    '//',
    '/rss.xml',
    '/%72ss.xml',
    '/feed.json',
    '/archive/1900000000000-50-eA/',
    '/archive/1900000000000-50-eA/rss.xml',
  );
  const path = fc.oneof(
    fc.tuple(folder, name, file).map(([folder, name, file]) => `/${folder}/${name}${file}`),
    fc
      .tuple(folder, name, name, file)
      .map(([folder, ...rest]) => `/${folder}/${rest.slice(0, 2).join('/')}${rest[2]}`),
    fc.constantFrom(
      '/',
      '//',
      '/rss.xml',
      '/%72ss.xml',
      '/rss.xml/',
      '/search',
      '/%73earch',
      '/search/',
      '/search/rss.xml',
      '/search/%72ss.xml',
      '/old',
      '/old/',
      '/%6Fld',
      '/sitemap.xml',
      '/sitemaps/1.xml',
      '/sitemaps/%31.xml',
      '/robots.txt',
      '/robots%2etxt',
      '/feeds.opml',
    ),
  );
  const query = fc.constantFrom(
    '',
    '?',
    '?limit=1',
    '?limit=01',
    '?limit=2',
    '?limit=0',
    '?limit=',
    '?limit=x',
    '?limit=1&limit=2',
    '?q=text',
    '?q=TEXT',
    '?q=a',
    '?q=%FF',
    '?q=%20',
    '?q=text+a',
    '?q=%2Btext',
    '?Q=text',
    '?x=1&q=a&limit=1',
  );

  it('never changes what is answered', { timeout: 120_000 }, async () => {
    const app = createApp();
    const parts = async (response: Response) => ({
      status: response.status,
      location: response.headers.get('Location'),
      type: response.headers.get('Content-Type'),
      etag: response.headers.get('ETag'),
      body: await response.text(),
    });
    await fc.assert(
      fc.asyncProperty(path, query, async (path, query) => {
        const cold = await parts(await call(createApp(), path + query, {}, remembering));
        const warm = await parts(await call(app, path + query, {}, remembering));
        expect(warm).toEqual(cold);
      }),
      { numRuns: 1000 },
    );
  });
});
