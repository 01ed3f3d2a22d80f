import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { call } from './app.ts';
import { get, post, publish } from './publish.ts';

beforeEach(async () => reset());
// No alarm is left at work when the tests end.
afterAll(async () => publish({}));

const nothing = { put: [], delete: [] };
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const app = createApp();
const ask = async (secrets: Partial<Bindings>, path: string, token: string, init: RequestInit = {}) =>
  call(app, path, { ...init, headers: bearer(token) }, secrets);
const publishing = { method: 'POST', body: JSON.stringify(nothing) };

it('lets whoever has the status token see the status and the manifest, but not publish', async () => {
  const secrets = { PUBLISH_TOKEN: 'to-publish', STATUS_TOKEN: 'to-see' };
  expect((await ask(secrets, '/api/status', 'to-see')).status).toBe(200);
  expect((await ask(secrets, '/api/manifest', 'to-see')).status).toBe(200);
  for (const path of ['/api/publish', '/api/rebuild']) {
    const refused = await ask(secrets, path, 'to-see', publishing);
    expect(refused.status).toBe(403);
    expect(refused.headers.get('WWW-Authenticate')).toContain('insufficient_scope');
    expect(refused.headers.get('Cache-Control')).toBe('no-store');
  }
});

it('takes any of several tokens, while one replaces another', async () => {
  const secrets = { PUBLISH_TOKEN: 'the-old-one the-new-one' };
  for (const token of ['the-old-one', 'the-new-one']) {
    expect((await ask(secrets, '/api/publish', token, publishing)).status).toBe(200);
  }
  for (const token of ['the-old-one the-new-one', 'the-old', '']) {
    expect((await ask(secrets, '/api/publish', token, publishing)).status).toBe(401);
  }
});

it('lets nobody in as long as there is no token', async () => {
  const without = { PUBLISH_TOKEN: '', STATUS_TOKEN: 'to-see' };
  for (const token of ['', 'undefined', 'to-see']) {
    const response = await ask(without, '/api/publish', token, publishing);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('wrangler secret put');
  }
});

it('refuses a wrong token also where wrong ones cannot be counted', async () => {
  const broken = { limit: async () => Promise.reject(new Error('no answer')) };
  for (const WRONG_TOKENS of [undefined, broken]) {
    for (const [token, status] of [
      ['wrong', 401],
      [(env as Bindings).PUBLISH_TOKEN!, 200],
    ] as const) {
      const changes = { WRONG_TOKENS } as Partial<Bindings>;
      expect((await ask(changes, '/api/status', token)).status).toBe(status);
    }
  }
});

it('answers 429 to an address that sends too many wrong tokens, but still lets the right one in', async () => {
  const from = { 'CF-Connecting-IP': '192.0.2.7' };
  const statuses: number[] = [];
  const waits = new Set<string | null>();
  for (let i = 0; i < 25; i++) {
    const response = await post('/api/publish', nothing, { ...bearer(`guess-${i}`), ...from });
    statuses.push(response.status);
    waits.add(response.headers.get('Retry-After'));
  }
  expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(401));
  expect(statuses.at(-1)).toBe(429);
  expect([...waits]).toEqual([null, '60']);
  const elsewhere = { ...bearer('guess'), 'CF-Connecting-IP': '192.0.2.8' };
  expect((await post('/api/publish', nothing, elsewhere)).status).toBe(401);
  const right = { ...bearer((env as Bindings).PUBLISH_TOKEN!), ...from };
  expect((await get('/api/status', { headers: right })).status).toBe(200);
});
