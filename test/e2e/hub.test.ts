import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveHttp } from '../cli/http-server.ts';
import { article } from '../cli/workspace.ts';
import { TestSite } from './site.ts';
import { Subscribers } from './subscribers.ts';
import { soon } from '../soon.ts';

beforeEach(() => vi.stubEnv('EDGEFEED_OUTBOUND_LOOPBACK', '1'));
afterEach(() => vi.unstubAllEnvs());

test('a subscriber gets a feed when it changes, and a reader that fetches it then gets the same bytes', async () => {
  const taken: { body: string; fetched: string; signature: unknown; link: unknown }[] = [];
  await using site = await TestSite.start();
  const topic = `${site.url}/categories/News/atom.xml`;
  await using subscribers = await Subscribers.start(async ({ headers, body }, response) => {
    const fetched = await (await fetch(topic)).text();
    taken.push({
      body: body.toString(),
      fetched,
      signature: headers['x-hub-signature'],
      link: headers['link'],
    });
    response.writeHead(204).end();
  });
  await site.publish({ 'a.md': article('First', { categories: 'News' }) });
  const callback = `${subscribers.origins[0]}/callback`;
  expect(await subscribers.ask(`${site.url}/hub`, topic, callback, { 'hub.secret': 's3cret' })).toBe(202);
  await vi.waitFor(async () => expect((await site.client.status()).outbound?.subscriptions).toBe(1), soon);
  await site.publish({ 'b.md': article('Second', { categories: 'News' }) });
  await vi.waitFor(() => expect(taken).toHaveLength(1), soon);
  const [{ body, fetched, signature, link }] = taken as [(typeof taken)[0]];
  expect(body).toContain('Second');
  expect(fetched).toBe(body);
  expect(signature).toBe(`sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`);
  expect(link).toBe(`<${site.url}/hub>; rel="hub", <${topic}>; rel="self"`);
});

test('another hub is told of each feed once it can be fetched, and its troubles hold nothing up', async () => {
  const told: { type: string | undefined; body: URLSearchParams; fetched: number[] }[] = [];
  let isDown = true;
  await using hub = await serveHttp(async ({ headers }, response, text) => {
    if (isDown) return void response.writeHead(503, { 'Retry-After': '1' }).end('busy');
    const body = new URLSearchParams(text);
    const fetched = await Promise.all(body.getAll('hub.url').map(async (url) => (await fetch(url)).status));
    told.push({ type: headers['content-type'], body, fetched });
    response.writeHead(204).end();
  });
  await using site = await TestSite.start({ HUB_URL: `${hub.url}/` });
  await site.publish({ 'a.md': article('A', { categories: 'News' }) });
  await vi.waitFor(async () => {
    const { outbound } = await site.client.status();
    expect(outbound).toMatchObject({
      waiting: 2,
      failures: [{ kind: 'ping', target: `${hub.url}/`, error: 'answered 503: busy' }],
    });
  }, soon);
  isDown = false;
  await vi.waitFor(() => expect(told).not.toEqual([]), soon);
  const [{ type, body, fetched }] = told as [(typeof told)[0]];
  expect(type).toBe('application/x-www-form-urlencoded');
  expect(body.get('hub.mode')).toBe('publish');
  const files = ['rss.xml', 'atom.xml', 'feed.json'];
  // Those that KV took first stand first.
  expect(new Set(body.getAll('hub.url'))).toEqual(
    new Set(
      ['', 'categories/News/'].flatMap((folder) => files.map((file) => `${site.url}/${folder}${file}`)),
    ),
  );
  expect(new Set(fetched)).toEqual(new Set([200]));
  await vi.waitFor(
    async () => expect((await site.client.status()).outbound).toMatchObject({ failing: 0, failures: [] }),
    soon,
  );
  expect(await site.text('/rss.xml')).toContain(`rel="hub" href="${hub.url}/"`);
});
