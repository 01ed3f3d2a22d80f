/** What shared caches may keep: the rules of a cache that stands before the worker and asks nobody else. */

import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import { call } from '../app.ts';
import { authorization, get, publish } from '../publish.ts';

const source =
  '---\ntitle: A\ndate: 2024-01-01\ncategory: News\naliases: [/old]\nimage: https://images.example/a.png\n---\nText';

beforeAll(async () => {
  await reset();
  await publish({ 'a.md': source, 'gone.md': source.replace('aliases: [/old]\n', '') });
  await publish({
    'gone.md': null,
    'c.md': source.replace('title: A', 'title: C').replace('/old', '/oldest'),
  });
});

const kept = ['/rss.xml', '/feeds.opml', '/', '/articles/a', '/thumbnails/a', '/old', '/categories/News'];

describe('a cache before the worker', () => {
  it.each(kept)('keeps %s for a minute, whoever it was made for', async (path) => {
    const response = await get(path);
    expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=\d+/);
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toMatch(/^public, max-age=60,/);
    expect(response.headers.get('Set-Cookie')).toBeNull();
    // A redirect is the same for everybody.
    const vary = response.headers.get('Vary') ?? '';
    expect(vary.includes('Accept-Encoding')).toBe(response.status === 200);
  });

  it.each([
    ['/articles/never', 404],
    ['/articles/gone', 410],
    ['/categories/none/rss.xml', 404],
    ['/%zz', 400],
    ['/feed.json?limit=none', 400],
    ['/rss.xml?long', 414],
    ['/healthz', 200],
    ['/api/status', 401],
    ['/api/none', 404],
  ])('keeps nothing of %s', async (path, status) => {
    const response = await get(path.replace('long', 'x'.repeat(9000)));
    expect(response.status).toBe(status);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBeNull();
  });

  it('keeps nothing of what the owner is told', async () => {
    for (const path of ['/api/status', '/api/manifest']) {
      const response = await get(path, { headers: authorization });
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBeNull();
    }
  });

  it('is told with a 304 how long that is good for, too', async () => {
    const headers = { 'If-None-Match': '*' };
    const response = await get('/rss.xml', { headers });
    expect(response.status).toBe(304);
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toMatch(/max-age=60/);
  });
});

it('lets readers wait for as long as FEED_MAX_AGE says', async () => {
  const response = await call(createApp(), '/rss.xml', {}, { FEED_MAX_AGE: '1800' });
  expect(response.headers.get('Cache-Control')).toContain('max-age=1800,');
});

describe('an answer in memory', () => {
  const remembering = { MEMO_SECONDS: '60' };

  it('is given again without looking into KV, and is the same', async () => {
    const app = createApp();
    const first = await call(app, '/rss.xml', {}, remembering);
    await publish({ 'b.md': source.replace('title: A', 'title: B').replace('/old', '/older') });
    const again = await call(app, '/rss.xml', {}, remembering);
    expect(await again.text()).toBe(await first.text());
    expect([...again.headers]).toEqual([...first.headers]);
    // Only the app that remembers is behind.
    expect((await call(createApp(), '/rss.xml', {}, remembering)).headers.get('ETag')).not.toBe(
      first.headers.get('ETag'),
    );
  });

  it('differs by what the query asks for', async () => {
    const app = createApp();
    const one = await (await call(app, '/feed.json?limit=1', {}, remembering)).json<{ items: unknown[] }>();
    const all = await (await call(app, '/feed.json', {}, remembering)).json<{ items: unknown[] }>();
    expect(one.items).toHaveLength(1);
    expect(all.items.length).toBeGreaterThan(1);
  });
});
