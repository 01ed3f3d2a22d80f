import { expect, test, vi } from 'vitest';
import { serveHttp } from '../cli/http-server.ts';
import { article } from '../cli/workspace.ts';
import { TestSite } from './site.ts';

test('a hub is told of each feed once it can be fetched, and its troubles hold nothing up', async () => {
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
  await vi.waitFor(
    async () => {
      const { outbound = [] } = await site.client.status();
      expect(outbound).toMatchObject([
        { target: `${hub.url}/`, waiting: 2, error: `${hub.url}/ answered 503: busy` },
      ]);
    },
    { timeout: 30_000, interval: 100 },
  );
  isDown = false;
  await vi.waitFor(() => expect(told).not.toEqual([]), { timeout: 50_000, interval: 100 });
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
  await vi.waitFor(async () => expect((await site.client.status()).outbound).toBeUndefined(), 10_000);
  expect(await site.text('/rss.xml')).toContain(`rel="hub" href="${hub.url}/"`);
});
