import { reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { iriOf } from '../../src/article/fields/id.ts';
import { indexArticles } from '../../src/catalog/jobs/index-search.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { catalog, day, put } from '../catalog/batches.ts';
import { get } from './publish.ts';

beforeEach(async () => reset());

interface Document {
  items: { id: string; title: string }[];
  next_url?: string;
}

const json = async (url: string) =>
  (await get(new URL(url, 'https://feeds.example').pathname)).json<Document>();

/** Publishes articles number `from` to `to` - 1, one a day, without waiting for KV. */
async function publishDays(from: number, to: number, html = '<p>Text</p>'): Promise<void> {
  const puts = Array.from({ length: to - from }, (_, i) =>
    put(`${from + i}.md`, { title: `${from + i}`, published: day(from + i), html }),
  );
  for (let i = 0; i < puts.length; i += 100) {
    await catalog().publish({ put: puts.slice(i, i + 100), delete: [], more: true });
  }
}

it('leads from the subscription document to the first article, each once, also while others are published (check 34)', async () => {
  await publishDays(0, 230);
  const seen: string[] = [];
  let more = 230;
  for (let url: string | undefined = '/categories/News/feed.json'; url;) {
    const document = await json(url);
    seen.push(...document.items.map(({ title }) => title));
    url = document.next_url;
    await publishDays(more, more + 7);
    more += 7;
  }
  expect(seen).toEqual(Array.from({ length: 230 }, (_, i) => String(229 - i)));
});

it('keeps whole archive documents as they are when articles are added (check 39)', async () => {
  await publishDays(0, 160);
  const { next_url: head } = await json('/feed.json');
  const { next_url: first } = await json(head!);
  const path = new URL(first!).pathname;
  const before = await get(path);
  const text = await before.text();
  await publishDays(160, 200);
  const after = await get(path, { headers: { 'If-None-Match': before.headers.get('ETag')! } });
  expect(after.status).toBe(304);
  expect(after.headers.get('Cache-Control')).toContain('max-age=86400');
  expect(await (await get(path)).text()).toBe(text);
});

it('links the archive in RSS and Atom, and marks its documents (check 38)', async () => {
  await publishDays(0, 120);
  for (const file of ['rss.xml', 'atom.xml']) {
    const page = await (await get(`/${file}`)).text();
    const older = /rel="prev-archive" href="([^"]+)"|href="([^"]+)" rel="prev-archive"/.exec(page);
    const path = new URL((older?.[1] ?? older?.[2])!).pathname;
    const response = await get(path);
    const archive = await response.text();
    expect(archive).toContain('fh:archive');
    expect(archive).toContain('rel="current"');
    expect(response.headers.get('Link')).toContain(`<https://feeds.example${path}>; rel="self"`);
  }
});

it('has no page where there are no articles, and none at an address that is no cursor', async () => {
  await publishDays(0, 3);
  expect((await get('/archive/0-50-eA/rss.xml')).status).toBe(404);
  expect((await get('/archive/nonsense/rss.xml')).status).toBe(404);
});

it('gives as many items as a reader asks for', async () => {
  await publishDays(0, 120);
  const items = async (query: string) =>
    (await (await get(`/feed.json${query}`)).json<Document>()).items.length;
  expect(await items('')).toBe(50);
  expect(await items('?limit=3')).toBe(3);
  expect(await items('?limit=100')).toBe(100);
  expect(await items('?unknown=1')).toBe(50);
  for (const limit of ['0', '201', 'x', '-1', ''])
    expect((await get(`/feed.json?limit=${limit}`)).status).toBe(400);
});

it.each([1, 10, 47, 60, 200])(
  'leads on with pages as long as a reader asked for: ?limit=%i',
  async (limit) => {
    await publishDays(0, 130);
    const sizes: number[] = [];
    const seen: string[] = [];
    for (let url: string | undefined = `/feed.json?limit=${limit}`; url && sizes.length < 8;) {
      const { items, next_url }: Document = await (
        await get(url.replace('https://feeds.example', ''))
      ).json();
      sizes.push(items.length);
      seen.push(...items.map(({ title }) => title));
      url = next_url;
    }
    const wanted = Array.from({ length: Math.min(8, Math.ceil(130 / limit)) }, (_, i) =>
      Math.min(limit, 130 - i * limit),
    );
    expect(sizes).toEqual(wanted);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => String(129 - i)));
  },
);

it('fills each page of such a walk as far as a document reaches', async () => {
  const html = `<p>${'x'.repeat(10_000)}</p>`;
  await publishDays(0, 90, html);
  const sizes: number[] = [];
  for (let url: string | undefined = '/feed.json?limit=40'; url;) {
    const { items, next_url }: Document = await (await get(url.replace('https://feeds.example', ''))).json();
    sizes.push(items.length);
    url = next_url;
  }
  const full = sizes[0]!;
  expect(full).toBeGreaterThan(20);
  expect(full).toBeLessThan(40);
  expect(sizes.slice(0, -1).every((size) => size === full)).toBe(true);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(90);
});

it('gives as many matches of a search as a reader asks for, at an address that says so', async () => {
  await publishDays(0, 120);
  await runInDurableObject(catalog(), (_, { storage }) => {
    while (indexArticles(new Tables(storage.sql)));
  });
  const items = async (query: string) =>
    (await (await get(`/search/feed.json?q=text${query}`)).json<Document>()).items.length;
  expect(await items('')).toBe(50);
  expect(await items('&limit=3')).toBe(3);
  expect(await items('&limit=100')).toBe(100);
  const response = await get('/search/rss.xml?q=text&limit=3');
  const self = 'https://feeds.example/search/rss.xml?q=text&limit=3';
  expect(response.headers.get('Link')).toContain(`<${self}>; rel="self"`);
  expect(await response.text()).toContain(`rel="self" href="${self.replace('&', '&amp;')}"`);
  for (const limit of ['0', '201', 'x', ''])
    expect((await get(`/search/feed.json?q=text&limit=${limit}`)).status).toBe(400);
});

it('leads from a page of a list to the older articles, also where the last one has a guid that is no IRI', async () => {
  const puts = Array.from({ length: 60 }, (_, i) =>
    put(`${i}.md`, { title: `${i}`, published: day(i), id: iriOf(String(i)), guid: String(i) }),
  );
  await catalog().publish({ put: puts, delete: [], more: false });
  const [, older] =
    /href="[^"]*(\/categories\/News\/[^"]+)" rel="next"|rel="next" href="[^"]*(\/categories\/News\/[^"]+)"/
      .exec(await (await get('/categories/News/')).text())!
      .filter(Boolean);
  const titles = [...(await (await get(older!)).text()).matchAll(/href="[^"]*\/articles\/(\d+)"/g)].map(
    ([, name]) => name,
  );
  expect(titles.slice(0, 2)).toEqual(['35', '34']);
  expect((await json('/feed.json')).items[0]!.id).toBe('59');
});
