import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { limits } from '../../src/limits.ts';
import { settledAfter } from '../../src/site/staleness.ts';
import { edgeCacheControl } from '../../src/http/answer/cache-control.ts';
import { call } from './app.ts';
import { get, publish, site } from './publish.ts';

beforeEach(async () => reset());

const form = {
  'hub.mode': 'subscribe',
  'hub.topic': `${site}/rss.xml`,
  // Nothing is there: the request is answered before anybody is asked.
  'hub.callback': 'https://reader.invalid/callback',
};

const ask = async (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  get('/hub', { method: 'POST', body: new URLSearchParams(parameters), headers });

it('ignores parameters that it does not know', async () => {
  const response = await ask({ ...form, 'hub.verify': 'sync', 'hub.foo': 'bar', other: '1' });
  expect(response.status).toBe(202);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
});

it('answers a mistake with 4xx and a sentence of plain text', async () => {
  const response = await ask({ ...form, 'hub.callback': 'https://127.0.0.1/' }, { Accept: 'text/html' });
  expect(response.status).toBe(400);
  expect(response.headers.get('Content-Type')).toMatch(/^text\/plain/);
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(await response.text()).toBe('"hub.callback" must name a host, not an IP address.\n');
});

it('takes a form of bounded size, and nothing else', async () => {
  expect((await ask({ ...form, other: 'a'.repeat(limits.hubFormBytes) })).status).toBe(413);
  const json = await get('/hub', {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  });
  expect(json.status).toBe(400);
  expect((await get('/hub')).status).toBe(404);
  expect((await get('/hub', { method: 'PUT' })).status).toBe(405);
});

it('bounds the requests of an hour, for a host and for all', async () => {
  const hour = Math.floor(Date.now() / 3_600_000);
  const set = async (name: string, value: number): Promise<void> =>
    runInDurableObject(env.OUTBOUND.getByName('outbound'), (_, { storage }) => {
      storage.sql.exec('INSERT OR REPLACE INTO counts (name, value) VALUES (?, ?)', name, value);
    });
  await set(`new ${hour} reader.invalid`, limits.hubHostHour);
  await set(`new ${hour + 1} reader.invalid`, limits.hubHostHour);
  const refused = await ask(form);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Retry-After')).toBe('3600');
  expect((await ask({ ...form, 'hub.callback': 'https://other.invalid/' })).status).toBe(202);
  for (const each of [hour, hour + 1]) await set(`new ${each}`, limits.hubHour);
  expect((await ask({ ...form, 'hub.callback': 'https://third.invalid/' })).status).toBe(429);
});

it('names the hub and itself in header and document, in every format', async () => {
  await publish({ 'a.md': '---\ndate: 2026-01-02\n---\nA\n' });
  for (const path of ['/rss.xml', '/atom.xml', '/feed.json']) {
    const response = await get(path);
    expect(response.headers.get('Link')).toContain(`<${site}/hub>; rel="hub"`);
    expect(response.headers.get('Link')).toContain(`<${site}${path}>; rel="self"`);
    const text = await response.text();
    expect(text).toContain(
      path === '/feed.json' ? `{"type":"WebSub","url":"${site}/hub"}` : `rel="hub" href="${site}/hub"`,
    );
    expect(text).toContain(`${site}${path}`);
  }
});

it.each<[string, Partial<Bindings>]>([
  ['without the binding', { OUTBOUND: undefined! }],
  ['with HUB_URL off', { HUB_URL: 'off' }],
])('there is no hub %s', async (_, changes) => {
  await publish({ 'a.md': '---\ndate: 2026-01-02\n---\nA\n' });
  const app = createApp();
  expect((await call(app, '/rss.xml', {}, changes)).headers.get('Link')).not.toContain('rel="hub"');
});

it('a reader that fetches a feed when it is sent gets no earlier version: a delivery waits for all caches', () => {
  const [, fresh, stale] = /max-age=(\d+), stale-while-revalidate=(\d+)/.exec(edgeCacheControl)!;
  const kv = 60;
  const memo = 10;
  expect(settledAfter(memo)).toBe(kv + memo + Number(fresh) + Number(stale));
});
