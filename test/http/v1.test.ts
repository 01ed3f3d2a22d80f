/** `/v1` for apps: every answer is as the contract says, and what the contract does not know is refused by name. */

import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  articleDocument,
  articlesDocument,
  changesDocument,
  siteDocument,
  termsDocument,
} from '../../src/http/v1/contract.ts';
import { ask, problem } from './ask.ts';
import { get, publish, site } from './publish.ts';

const titles = async (path: string): Promise<string[]> =>
  (await ask(articlesDocument, path)).document.articles.map(({ title }) => title!);

const source = (title: string, fields: string, body = 'Text'): string =>
  `---\ntitle: ${title}\n${fields}\n---\n${body}`;

beforeAll(async () => {
  await reset();
  await publish({
    'one.md': source('One', 'date: 2026-01-01T00:00:00Z\ncategories: [News]\ntags: [x]\nauthor: Ann'),
    'two.md': source(
      '二',
      'date: 2026-01-02T00:00:00Z\ncategories: [News, 知乎热榜]\ntags: [x, y]\nlang: fr-CA',
    ),
    'three.md': source(
      'Three',
      'date: 2026-01-03T00:00:00Z\nguid: "post #3"\nverbatim_id: true\ntags: [知乎热榜]',
    ),
    'empty.md': source('Empty', 'date: 2026-01-04T00:00:00Z\naudio: /a.mp3', ''),
    'about.md': source('About', ''),
    'hidden.md': source('Hidden', 'date: 2026-01-05T00:00:00Z\nunlisted: true'),
  });
});

describe('/v1/site', () => {
  it('has the site, its feeds and the number of its articles', async () => {
    const { document } = await ask(siteDocument, '/v1/site');
    expect(document).toMatchObject({ url: `${site}/`, articles: 4, feeds: { json: `${site}/feed.json` } });
  });
});

describe('/v1/articles', () => {
  it('has the newest first, without pages and what is unlisted', async () => {
    expect(await titles('/v1/articles')).toEqual(['Empty', 'Three', '二', 'One']);
  });

  it('tells categories from tags, and gives addresses as people read them', async () => {
    const { document } = await ask(articlesDocument, '/v1/articles?author=Ann');
    expect(document.articles).toEqual([
      expect.objectContaining({
        title: 'One',
        url: `${site}/articles/one`,
        address: '/articles/one',
        categories: ['News'],
        tags: ['x'],
        content_html: '<p>Text</p>',
        authors: [{ name: 'Ann' }],
      }),
    ]);
  });

  it.each([
    ['?category=News', ['二', 'One']],
    [`?category=News&category=${encodeURIComponent('知乎热榜')}`, ['二']],
    [`?category=${encodeURIComponent('知乎热榜')}`, ['二']],
    [`?tag=${encodeURIComponent('知乎热榜')}`, ['Three']],
    ['?tag=x', ['二', 'One']],
    ['?category=News&tag=y', ['二']],
    ['?category=News&author=Ann&tag=x', ['One']],
    ['?category=Nope', []],
    ['?language=fr', ['二']],
    ['?language=FR-ca', ['二']],
    ['?language=f', []],
    ['?published_after=2026-01-02', ['Empty', 'Three']],
    ['?published_before=2026-01-02T00:00:00Z', ['One']],
    ['?published_after=2026-01-01T08:00:00%2B08:00&published_before=2026-01-03', ['二']],
    ['?address=/articles/one', ['One']],
    [`?address=${site}/articles/one`, ['One']],
    ['?address=/articles/about', ['About']],
    ['?address=/articles/hidden', []],
    ['?address=/articles/nope', []],
  ])('selects by %s', async (query, expected) => {
    expect(await titles(`/v1/articles${query}`)).toEqual(expected);
  });

  it.each(['', '&tag=x', '&language=en', '&published_before=2026-01-04'])(
    'has every article once on pages of any length%s',
    async (also) => {
      const all = await titles(`/v1/articles?limit=100${also}`);
      for (const limit of [1, 2, 3]) {
        const walked: string[] = [];
        let path: string | undefined = `/v1/articles?limit=${limit}${also}`;
        while (path !== undefined) {
          const page: Awaited<ReturnType<typeof ask<typeof articlesDocument>>> = await ask(
            articlesDocument,
            path,
          );
          walked.push(...page.document.articles.map(({ title }) => title!));
          path = page.next;
        }
        expect(walked).toEqual(all);
      }
    },
  );

  it('gives the fields that are asked for, and always the id', async () => {
    const { document } = await ask(articlesDocument, '/v1/articles?fields=title,tags&limit=1');
    expect(document.articles.map((article) => Object.keys(article).toSorted())).toEqual([
      ['id', 'tags', 'title'],
    ]);
  });

  it('gives each field alone as it is with all others', async () => {
    const { document } = await ask(articlesDocument, '/v1/articles?limit=100');
    const names = [...new Set(document.articles.flatMap((article) => Object.keys(article)))];
    expect(names).toContain('content_text');
    for (const name of names) {
      const alone = await ask(articlesDocument, `/v1/articles?limit=100&fields=${name}`);
      expect(alone.document.articles).toEqual(
        document.articles.map((article) =>
          Object.fromEntries(Object.entries(article).filter(([each]) => each === 'id' || each === name)),
        ),
      );
    }
  });

  it('has validators, and answers 304', async () => {
    const { response } = await ask(articlesDocument, '/v1/articles?limit=2');
    const etag = response.headers.get('ETag')!;
    expect((await get('/v1/articles?limit=2', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });
});

describe('/v1/articles/{id}', () => {
  it('finds an article by its id, and by the one that RSS has', async () => {
    const { document } = await ask(articlesDocument, '/v1/articles');
    for (const { id, title } of document.articles) {
      const { document: found } = await ask(articleDocument, `/v1/articles/${encodeURIComponent(id)}`);
      expect(found.article.title).toBe(title);
    }
    const { document: third } = await ask(articleDocument, `/v1/articles/${encodeURIComponent('post #3')}`);
    expect(third.article).toMatchObject({ title: 'Three', guid: 'post #3' });
    expect(third.article.id).toMatch(/^urn:uuid:/);
  });

  it.each(['nope', 'urn%3Auuid%3Anone', '__proto__', '%F0%9F%98%80', 'a'.repeat(2_000)])(
    'answers 404 for %s',
    async (id) => {
      expect((await problem(`/v1/articles/${id}`)).status).toBe(404);
    },
  );

  it('answers 400 for what is no UTF-8', async () => {
    expect((await problem('/v1/articles/%FF')).status).toBe(400);
  });
});

describe('/v1/terms', () => {
  it('has each term with its kind, its number of articles and its feeds', async () => {
    const { document } = await ask(termsDocument, '/v1/terms');
    expect(document.terms.map(({ kind, name, articles }) => `${kind} ${name} ${articles}`)).toEqual([
      'author Ann 1',
      'category News 2',
      'category 知乎热榜 1',
      'tag x 2',
      'tag y 1',
      'tag 知乎热榜 1',
    ]);
    for (const { feeds } of document.terms)
      expect((await get(feeds.rss.slice(site.length))).status).toBe(200);
  });

  it('comes in pages, and by kind', async () => {
    const first = await ask(termsDocument, '/v1/terms?kind=tag&limit=2');
    const second = await ask(termsDocument, first.next!);
    expect([...first.document.terms, ...second.document.terms].map(({ name }) => name)).toEqual([
      'x',
      'y',
      '知乎热榜',
    ]);
    expect(second.next).toBeUndefined();
  });
});

describe('/v1/changes', () => {
  it('begins with everything, goes on with what changes, and ends with an empty list', async () => {
    const copy = new Map<string, string>();
    let cursor: string | undefined;
    const told: string[] = [];
    const catchUp = async () => {
      for (let more = true; more;) {
        const since: string = cursor === undefined ? '' : `&since=${cursor}`;
        const { document } = await ask(changesDocument, `/v1/changes?limit=2&fields=title,address${since}`);
        for (const change of document.changes) {
          if (change.change === 'removed') copy.delete(change.id);
          else copy.set(change.id, `${change.article.address} ${change.article.title}`);
          told.push(change.change);
        }
        ({ cursor, more } = document);
      }
    };
    await catchUp();
    expect([...copy.values()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '/articles/about About',
      '/articles/empty Empty',
      '/articles/one One',
      '/articles/three Three',
      '/articles/two 二',
    ]);
    told.length = 0;
    await publish({
      'empty.md': source('Filled', 'date: 2026-01-04T00:00:00Z\naudio: /a.mp3'),
      'about.md': null,
    });
    await catchUp();
    expect(told.toSorted()).toEqual(['removed', 'updated']);
    told.length = 0;
    await catchUp();
    expect(told).toEqual([]);
    expect([...copy.values()]).toContain('/articles/empty Filled');
  });
});

describe('/v1', () => {
  it('answers 410 for a cursor of another catalog, and says how to begin anew', async () => {
    const { document } = await ask(changesDocument, '/v1/changes');
    await reset();
    await publish({ 'a.md': source('A', 'date: 2026-01-01T00:00:00Z') });
    // The memory of answers knows the address no more than the catalog.
    const gone = await problem(`/v1/changes?limit=99&since=${document.cursor}`);
    expect(gone).toMatchObject({ status: 410, parameter: 'since' });
    expect(gone.detail).toContain('/v1/changes without "since"');
  });

  it('the contract itself is one of the addresses', async () => {
    const response = await get('/v1/openapi.json');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(await response.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: site }] });
  });

  it.each(['/v1/nothing', '/v1/site/'])('%s is no resource', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('takes no other method', async () => {
    expect((await get('/v1/articles', { method: 'POST' })).status).toBe(405);
  });
});
