import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { networkOf } from '../../src/http/rate-limit.ts';
import { call } from './app.ts';
import { publish } from './publish.ts';

/** Requests that the limit of wrangler.toml lets an address make in a minute. */
const limit = 30;
/** Requests of which at least one exceeds it, even if a new minute begins meanwhile. */
const enough = 2 * limit + 1;

beforeAll(async () => {
  await reset();
  await publish({ 'a.md': '---\ntitle: One\ndate: 2024-01-01\ncategories: [x, y]\n---\nText' });
});

/** The statuses of requests, one after the other. */
async function statuses(paths: readonly string[], address?: string, changes: Partial<Bindings> = {}) {
  const app = createApp();
  const headers = address === undefined ? {} : { 'CF-Connecting-IP': address };
  const found: number[] = [];
  for (const path of paths) found.push((await call(app, path, { headers }, changes)).status);
  return found;
}

const searches = (count: number): string[] => Array.from({ length: count }, (_, i) => `/search?q=word${i}`);
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('what a client may ask of the catalog', () => {
  it('is limited for searches and lists, and not for other clients', async () => {
    const found = await statuses(searches(enough), '192.0.2.1');
    expect(found.slice(0, limit)).toEqual(times(limit, 200));
    expect(found).toContain(429);
    expect(await statuses(['/search?q=other'], '192.0.2.2')).toEqual([200]);
  });

  it('is said with the time to wait, for this client alone', async () => {
    await statuses(searches(enough), '192.0.2.3');
    const headers = { 'CF-Connecting-IP': '192.0.2.3' };
    const refused = await call(createApp(), '/search?q=last', { headers });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect(refused.headers.get('Cache-Control')).toBe('no-store');
    expect(refused.headers.get('Cloudflare-CDN-Cache-Control')).toBeNull();
    expect(await refused.text()).toContain('try again in 60 seconds');
  });

  it('never keeps it from feeds, articles and missing addresses', async () => {
    await statuses(searches(enough), '192.0.2.4');
    const open = [
      '/rss.xml',
      '/feed.json?limit=1',
      '/categories/x/y/atom.xml',
      '/categories/x/feed.json',
      '/',
      '/articles/a',
    ];
    expect(await statuses(open, '192.0.2.4')).toEqual(times(open.length, 200));
    expect(await statuses(['/nothing'], '192.0.2.4')).toEqual([404]);
  });

  it('counts search feeds, which are searches', async () => {
    const feeds = searches(enough).map((path) => path.replace('/search', '/search/rss.xml'));
    expect(await statuses(feeds, '192.0.2.5')).toContain(429);
  });

  it('counts one client where an IPv6 address changes within its network', async () => {
    const found: number[] = [];
    for (let i = 0; i <= limit; i++)
      found.push(...(await statuses([`/search?q=v${i}`], `2001:db8::${i + 1}`)));
    expect(found).toContain(429);
  });

  it('counts no answer from memory', async () => {
    const app = createApp();
    const headers = { 'CF-Connecting-IP': '192.0.2.6' };
    const found: number[] = [];
    for (let i = 0; i < enough; i++) {
      found.push((await call(app, '/search?q=same', { headers }, { MEMO_SECONDS: '10' })).status);
    }
    expect(found).toEqual(times(enough, 200));
  });

  it('is open where nothing counts: without the binding, when it fails, and without an address', async () => {
    const broken: RateLimit = { limit: async () => Promise.reject(new Error('no answer')) };
    for (const CATALOG_READS of [undefined, broken]) {
      const changes = { CATALOG_READS } as Partial<Bindings>;
      expect(await statuses(searches(enough), '192.0.2.9', changes)).toEqual(times(enough, 200));
    }
    expect((env as Bindings).CATALOG_READS).toBeDefined();
    expect(await statuses(searches(enough))).toEqual(times(enough, 200));
  });
});

describe('the network of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:9::', '2001:db8:0:9::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
