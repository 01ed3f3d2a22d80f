/** The client, with the worker behind it. */

import { reset } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { Client, CursorExpired, Problem, type Fetch } from '../../src/client/client.ts';
import { indexed, publish, site } from '../http/publish.ts';

/** Asks the worker, and notes what was asked. */
const asked: string[] = [];
const ask: Fetch = async (url, init) => {
  asked.push(url);
  return exports.default.fetch(new Request(url, init));
};
const client = new Client(`${site}/`, { fetch: ask });

const source = (title: string, fields = 'date: 2026-01-01T00:00:00Z') =>
  `---\ntitle: ${title}\n${fields}\n---\nText`;

beforeAll(async () => {
  await reset();
  const many = Array.from({ length: 130 }, (_, i) => [
    `${i}.md`,
    source(`Article ${i}`, `date: 2026-01-01T00:00:00Z\ncategories: [All, "${i % 2}"]\ntags: [t${i}]`),
  ]);
  await publish(Object.fromEntries(many) as Record<string, string>);
});

const all = async <T>(values: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(values);

describe('the client', () => {
  it('walks through all articles, and asks for no page that is not read', async () => {
    const titles = (await all(client.articles({ fields: ['title'] }))).map(({ title }) => title);
    expect(new Set(titles).size).toBe(130);
    asked.length = 0;
    for await (const { id } of client.articles()) {
      expect(id).toMatch(/^urn:uuid:/);
      break;
    }
    expect(asked).toHaveLength(1);
  });

  it('selects', async () => {
    const some = await all(
      client.articles({
        category: ['All', '1'],
        publishedAfter: new Date('2025-01-01'),
        fields: ['categories'],
      }),
    );
    expect(some).toHaveLength(65);
    expect(some.every(({ categories }) => categories.includes('1'))).toBe(true);
    expect(await all(client.articles({ publishedBefore: new Date('2025-01-01') }))).toEqual([]);
  });

  it('turns pages both ways', async () => {
    const first = await client.articlesPage({ tag: 't7', limit: 1 });
    expect(first).toEqual({ articles: [expect.objectContaining({ title: 'Article 7' })] });
    const page = async (cursor?: string) => client.articlesPage({ limit: 10, cursor, fields: ['title'] });
    const one = await page();
    const two = await page(one.next);
    const three = await page(two.next);
    expect(new Set([...one.articles, ...two.articles, ...three.articles].map(({ id }) => id)).size).toBe(30);
    expect(await page(three.previous)).toEqual(two);
    const begin = await page(two.previous);
    expect(begin.articles).toEqual(one.articles);
    expect(begin).not.toHaveProperty('previous');
  });

  it('searches, by relevance or the newest first', async () => {
    await indexed();
    const matches = await all(client.search('article 12', { fields: ['title'] }));
    const titles = ['Article 12', ...Array.from({ length: 10 }, (_, i) => `Article 12${i}`)];
    expect(new Set(matches.map(({ article }) => article.title))).toEqual(new Set(titles));
    const newest = await all(client.articles({ q: 'article 12', category: '1', fields: ['title'] }));
    expect(newest.map(({ title }) => title)).toHaveLength(5);
  });

  it('finds one article, or says that there is none', async () => {
    const found = await client.articleAt('/articles/7', { fields: ['title'] });
    expect(found?.title).toBe('Article 7');
    expect((await client.article(found!.id))?.address).toBe('/articles/7');
    for (const id of ['nope', '.', '..', '', '\ud800', '%']) expect(await client.article(id)).toBeUndefined();
    expect(await client.articleAt('/articles/nope')).toBeUndefined();
  });

  it('has the site and its terms', async () => {
    expect(await client.site()).toMatchObject({ url: `${site}/`, articles: 130 });
    expect((await all(client.terms({ kind: 'category' }))).map(({ name }) => name)).toEqual([
      '0',
      '1',
      'All',
    ]);
    expect(await all(client.terms())).toHaveLength(133);
  });

  it('begins with everything and goes on with what changes', async () => {
    let cursor: string | undefined;
    const catchUp = async () => {
      const told: string[] = [];
      for await (const page of client.changes({ since: cursor, fields: ['title'] })) {
        told.push(...page.changes.map(({ change }) => change));
        ({ cursor } = page);
      }
      return told;
    };
    expect(await catchUp()).toHaveLength(130);
    expect(await catchUp()).toEqual([]);
    await publish({ '1.md': source('Other'), '2.md': null, 'new.md': source('New') });
    expect((await catchUp()).toSorted()).toEqual(['added', 'removed', 'updated']);
  });

  it('throws what the site says', async () => {
    const wrong = client.changes({ since: 'nonsense' }).next();
    await expect(wrong).rejects.toThrow(Problem);
    await expect(wrong).rejects.toMatchObject({ status: 400, parameter: 'since' });
  });

  it('asks again when the site is busy, for as long as it says, and gives up at last', async () => {
    let left = 2;
    const busy: Fetch = async (url, init) =>
      left-- > 0 ? new Response('Busy', { status: 503, headers: { 'Retry-After': '0' } }) : ask(url, init);
    expect((await new Client(site, { fetch: busy }).site()).articles).toBe(130);
    left = 100;
    await expect(new Client(site, { fetch: busy }).site()).rejects.toMatchObject({ status: 503 });
    expect(left).toBe(95);
  });

  it('ends when its signal says so', async () => {
    const controller = new AbortController();
    const busy: Fetch = async () => {
      controller.abort(new Error('enough'));
      return new Response('Busy', { status: 429, headers: { 'Retry-After': '60' } });
    };
    const { signal } = controller;
    await expect(new Client(site, { fetch: busy }).site({ signal })).rejects.toThrow('enough');
  });

  it('says which cursor has expired', async () => {
    const [page] = await all(client.changes({ fields: ['id'] }));
    await reset();
    await publish({ 'a.md': source('A') });
    await expect(client.changes({ since: page!.cursor }).next()).rejects.toThrow(CursorExpired);
  });
});
