/** The search of apps finds what the page of a search shows, and the newest matches as its feed has them. */

import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { articlesDocument, matchesDocument } from '../../src/http/v1/contract.ts';
import { ask } from './ask.ts';
import { get, indexed, publish } from './publish.ts';

const filler = 'Other text of no interest. '.repeat(40);

beforeAll(async () => {
  await reset();
  const sources = Array.from({ length: 30 }, (_, i) => [
    `${i}.md`,
    `---
title: ${i === 7 ? 'On the service mesh' : `Article ${i}`}
date: 2026-01-${String(i + 1).padStart(2, '0')}T00:00:00Z
tags: [${i % 2 === 0 ? 'even' : 'odd'}]
---
${i % 3 === 1 ? `${filler} Here is a service with a mesh ${i}.` : filler}`,
  ]);
  await publish({
    ...(Object.fromEntries(sources) as Record<string, string>),
    'cn.md': '---\ntitle: 二\ndate: 2026-02-01T00:00:00Z\n---\n关于服务网格的文章。',
    'about.md': '---\ntitle: About the mesh\n---\nService.',
    'hidden.md': '---\ntitle: Hidden service mesh\ndate: 2026-02-02T00:00:00Z\nunlisted: true\n---\nText',
  });
  await indexed();
});

const found = async (path: string) => (await ask(matchesDocument, path)).document.matches;

describe('/v1/search', () => {
  it('has the articles of the page in their order, with its excerpts', async () => {
    const page = await (await get('/search?q=service+mesh')).text();
    const shown = [...page.matchAll(/<h3 dir="auto"><a href="([^"]+)"/g)].map(([, href]) => href);
    const matches = await found('/v1/search?q=service+mesh&limit=100');
    expect(matches.map(({ article }) => article.address)).toEqual(shown);
    expect(matches[0]!.article.title).toBe('On the service mesh');
    expect(matches.find(({ article }) => article.title === 'Article 1')?.excerpt).toContain(
      'Here is a service with a mesh 1.',
    );
    expect(matches.map(({ article }) => article.title)).toContain('About the mesh');
    expect(matches.map(({ article }) => article.title)).not.toContain('Hidden service mesh');
  });

  it('finds words in scripts without spaces', async () => {
    const [match] = await found(`/v1/search?q=${encodeURIComponent('网格')}&fields=title`);
    expect(match).toEqual({
      excerpt: '关于服务网格的文章。',
      article: { id: expect.any(String), title: '二' },
    });
  });

  it('has every match once on pages of any length, there and back', async () => {
    const path = '/v1/search?q=service+mesh&fields=address';
    const all = await found(`${path}&limit=100`);
    for (const limit of [1, 3, 5]) {
      const walked: typeof all = [];
      let at: string | undefined = `${path}&limit=${limit}`;
      let back: string | undefined;
      while (at !== undefined) {
        const page: Awaited<ReturnType<typeof ask<typeof matchesDocument>>> = await ask(matchesDocument, at);
        walked.push(...page.document.matches);
        ({ next: at, prev: back } = page);
      }
      expect(walked).toEqual(all);
      const before = await found(back!);
      const end = all.length - (all.length % limit || limit);
      expect(before).toEqual(all.slice(end - limit, end));
    }
  });
});

describe('/v1/articles?q=', () => {
  const titles = async (query: string) =>
    (await ask(articlesDocument, `/v1/articles?${query}`)).document.articles.map(({ title }) => title);

  it('has the newest matches first, as the feed of the search', async () => {
    const feed = await (await get('/search/feed.json?q=service+mesh')).json<{ items: { title: string }[] }>();
    expect(await titles('q=service+mesh&limit=100')).toEqual(feed.items.map(({ title }) => title));
  });

  it('narrows a search by all other conditions', async () => {
    expect(
      await titles('q=service+mesh&tag=odd&published_after=2026-01-14&published_before=2026-01-26'),
    ).toEqual(['Article 19']);
    expect(await titles('q=service+mesh&category=None')).toEqual([]);
  });

  it('turns pages both ways', async () => {
    const all = await titles('q=service&limit=100');
    const first = await ask(articlesDocument, '/v1/articles?q=service&limit=4');
    const second = await ask(articlesDocument, first.next!);
    const back = await ask(articlesDocument, second.prev!);
    expect(back.document).toEqual(first.document);
    expect(back.prev).toBeUndefined();
    const again = await ask(articlesDocument, back.next!);
    expect(again.document.articles.map(({ title }) => title)).toEqual(all.slice(4, 8));
  });
});
