import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Status } from '../../src/publish/protocol.ts';
import type { Webhook, WebhookDelivery, WebhookWithSecret } from '../../src/publish/webhooks.ts';
import { call } from './app.ts';
import { authorization, get, post, publish } from './publish.ts';
import { soon } from '../soon.ts';

beforeEach(async () => reset());

// Nothing is there: each delivery fails, and the log has it.
const url = 'https://app.invalid/hook?key=of-the-receiver';

const send = async (method: string, path: string, body?: unknown): Promise<Response> =>
  get(path, { method, headers: authorization, ...(body !== undefined && { body: JSON.stringify(body) }) });

async function add(body: object = { url }): Promise<WebhookWithSecret> {
  const response = await post('/api/webhooks', body);
  expect(response.status).toBe(201);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  return response.json();
}

async function log(id: string): Promise<WebhookDelivery[]> {
  const response = await send('GET', `/api/webhooks/${id}/deliveries`);
  return (await response.json<{ deliveries: WebhookDelivery[] }>()).deliveries;
}

/** How many changes the catalog has noted for the sender. */
const untold = async (): Promise<number> =>
  runInDurableObject(
    env.CATALOG.getByName('catalog'),
    (_, { storage }) =>
      storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM untold_changes').one().n +
      storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM settings WHERE name = 'webhooks'").one().n,
  );

const source = (title: string, category = 'Notes') =>
  `---\ntitle: ${title}\ndate: 2026-01-02\ncategories: ${category}\n---\nText\n`;

it('what is published reaches the endpoints that hear of it', async () => {
  const all = await add();
  const other = await add({ url, filter: { category: 'Other' } });
  expect(all.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await publish({ 'a.md': source('A') });
  await vi.waitFor(async () => expect(await log(all.id)).toHaveLength(1), soon);
  expect(await log(all.id)).toMatchObject([{ type: 'article.published', result: 'failing', tries: 1 }]);
  await vi.waitFor(async () => expect(await untold()).toBe(1), soon);
  expect(await log(other.id)).toEqual([]);
  const { endpoints } = await (await send('GET', '/api/webhooks')).json<{ endpoints: Webhook[] }>();
  expect(endpoints).toMatchObject([
    { id: all.id, url, waiting: 1, failures: 1 },
    { id: other.id, filter: { category: 'Other' }, waiting: 0 },
  ]);
  expect(JSON.stringify(endpoints)).not.toContain('whsec_');
  // The status does not show the password in the address.
  const { outbound } = await (await send('GET', '/api/status')).json<Status>();
  expect(outbound?.webhooks?.map((each) => each.url)).toEqual(['https://app.invalid', 'https://app.invalid']);
});

it('the catalog notes nothing without an endpoint, also once the last one is removed', async () => {
  await publish({ 'a.md': source('A') });
  expect(await untold()).toBe(0);
  const { id } = await add();
  expect(await untold()).toBe(1);
  expect((await send('DELETE', `/api/webhooks/${id}`)).status).toBe(200);
  await publish({ 'a.md': source('B') });
  await vi.waitFor(async () => expect(await untold()).toBe(0), soon);
});

it('changes, rotates, pauses and removes an endpoint', async () => {
  const { id, secret } = await add();
  const changed = await send('PUT', `/api/webhooks/${id}`, { filter: { tag: 'x' }, paused: true });
  expect(await changed.json()).toMatchObject({ id, url, filter: { tag: 'x' }, paused: expect.any(String) });
  const whole = await send('PUT', `/api/webhooks/${id}`, { filter: null, paused: false });
  expect(await whole.json()).toEqual(
    expect.not.objectContaining({ filter: expect.anything(), paused: expect.anything() }),
  );
  const rotated = await (await send('POST', `/api/webhooks/${id}/rotate`)).json<WebhookWithSecret>();
  expect(rotated.secret).not.toBe(secret);
  expect(Date.parse(rotated.formerSecretUntil!)).toBeGreaterThan(Date.now() + 86_000_000);
  expect(await (await send('POST', `/api/webhooks/${id}/test`)).json()).toMatchObject({ delivered: false });
  expect((await send('DELETE', `/api/webhooks/${id}`)).status).toBe(200);
  expect((await send('DELETE', `/api/webhooks/${id}`)).status).toBe(404);
});

it.each<[string, string, unknown, number]>([
  ['POST', '', { url: 'http://app.example.org/' }, 422],
  ['POST', '', { url: 'https://[::1]/' }, 422],
  ['POST', '', { url, filter: { category: 'a', tag: 'b' } }, 400],
  ['POST', '', { url, filter: 'all' }, 400],
  ['POST', '', [], 400],
  ['POST', '', { url: `https://app.invalid/${'a'.repeat(2_048)}` }, 422],
  ['POST', '', { url: 'a'.repeat(20_000) }, 413],
  ['PUT', '/ep_none', { paused: true }, 404],
  ['PUT', '/ep_none', { secret: 'mine' }, 400],
  ['POST', '/ep_none/test', undefined, 404],
  ['POST', '/ep_none/rotate', undefined, 404],
  ['POST', '/ep_none/redeliver', { id: 'msg_x' }, 404],
  ['POST', '/ep_none/redeliver', {}, 400],
  ['GET', '/ep_none/deliveries', undefined, 404],
])('refuses a mistake with problem details: %s /api/webhooks%s', async (method, path, body, status) => {
  const response = await send(method, `/api/webhooks${path}`, body);
  expect(response.status).toBe(status);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect((await response.json<{ detail: string }>()).detail).toMatch(/\.$/);
});

it('asks for the token that publishes, and for the binding', async () => {
  expect((await get('/api/webhooks')).status).toBe(401);
  const without = await call(
    createApp(),
    '/api/webhooks',
    { headers: authorization },
    { OUTBOUND: undefined! },
  );
  expect(without.status).toBe(409);
  expect(await without.text()).toContain('OUTBOUND');
});
