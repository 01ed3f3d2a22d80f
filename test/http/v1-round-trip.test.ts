/** What an answer of `/v1` says is taken back where apps ask by it: over HTTP, by the client and by the tools of MCP. */

import { reset } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { tools } from '../../src/cli/mcp/tools.ts';
import { Client, type Article } from '../../src/client/client.ts';
import { articlesDocument, articleDocument, termsDocument } from '../../src/http/v1/contract.ts';
import { ask } from './ask.ts';
import { get, publish, site } from './publish.ts';

/** Names that a URL, a query, a path or JSON gives a meaning of its own. */
const odd = [
  'plain',
  'p%',
  'p%20c',
  'p%2Fc',
  'p%252Fc',
  '%zz',
  '%FF',
  'q?m',
  'q?m=1&n=2',
  'h#h',
  'a+b',
  'a&b=c;d',
  'a b',
  'a%20b',
  'a/b',
  'a//b',
  'a/../b',
  'a\\b',
  '..a',
  '...',
  'a:b',
  'https://else.example/articles/x',
  '//else.example/x',
  `it's "quoted" <b>`,
  '[x](y) {z} | ^ `',
  '知乎',
  '😀👩‍👩‍👧',
  'e\u0301 nfd',
  'éa nfc',
  'no\u00a0break  two',
  '__proto__',
  'a,b',
  '$&',
  '-',
  'a.md',
  'rss.xml',
  '0',
];

const source = (name: string, i: number): string => {
  const text = JSON.stringify(name);
  const date = new Date(Date.UTC(2026, 0, 1, 0, i, 0, i)).toISOString();
  return `---
title: ${JSON.stringify(`Title of ${i}`)}
slug: ${/a\/(?:\.\.)?\/b/.test(name) ? `same-as-another-${i}` : text}
guid: ${text}
verbatim_id: true
date: ${date}
categories: [${text}, Every]
tags: [${text}]
author: ${text}
lang: ${i % 2 ? 'zh-Hant-TW' : 'de-a-bb-c-dd-e-ff-g-hh-x-a-b-c'}
---
Text
`;
};

const fetchSite = async (url: string, init?: RequestInit): Promise<Response> =>
  exports.default.fetch(new Request(url, init));
const client = new Client(site, { fetch: fetchSite });

/** Calls a tool as a model does. */
async function call<Answer>(name: string, given: unknown): Promise<Answer> {
  const tool = tools.find((each) => each.name === name)!;
  return (await tool.run(client, v.parse(tool.input, given), new AbortController().signal)) as Answer;
}

const query = (name: string, value: string): string => new URLSearchParams({ [name]: value }).toString();

let results: Awaited<ReturnType<typeof publish>>;
let articles: Article[];

beforeAll(async () => {
  await reset();
  const files = Object.fromEntries(odd.map((name, i) => [`${i}.md`, source(name, i)]));
  results = await publish(files);
  articles = await Array.fromAsync(client.articles());
});

it('every odd name is published', () => {
  expect(Object.values(results).filter(({ status }) => status !== 'article')).toEqual([]);
  expect(articles).toHaveLength(odd.length);
});

const ids = (some: readonly { id?: string }[]): (string | undefined)[] => some.map(({ id }) => id);

describe.each(['address', 'url'] as const)('%s', (field) => {
  it('finds its article', async () => {
    for (const article of articles) {
      const given = article[field];
      const path = `/v1/articles?${query('address', given)}`;
      expect([given, ids((await ask(articlesDocument, path)).document.articles)]).toEqual([
        given,
        [article.id],
      ]);
      expect((await client.articleAt(given))?.id).toBe(article.id);
      expect(await call('read', { article: given })).toMatchObject({ article: { id: article.id } });
    }
  });
});

it('a path, percent-encoded or with more behind it, finds the article that a visitor of it sees', async () => {
  for (const article of articles) {
    const { pathname } = new URL(article.url);
    for (const given of [pathname, `${article.url}/`, `${article.url}?utm_source=x#y`]) {
      // As a value it may be the address of another article, such as `p%20c` beside `p c`.
      if (articles.some(({ address }) => address === given)) continue;
      expect([given, (await client.articleAt(given))?.id]).toEqual([given, article.id]);
    }
  }
});

describe.each(['id', 'guid'] as const)('%s', (field) => {
  it('finds its article', async () => {
    for (const article of articles) {
      const given = article[field];
      if (given === undefined) continue;
      const path = `/v1/articles/${encodeURIComponent(given)}`;
      expect([given, (await ask(articleDocument, path)).document.article.id]).toEqual([given, article.id]);
      expect((await client.article(given))?.id).toBe(article.id);
      expect(await call('read', { article: given })).toMatchObject({ article: { id: article.id } });
    }
  });
});

it('the names of categories, tags and authors select their articles', async () => {
  for (const article of articles) {
    const named = {
      category: article.categories[0]!,
      tag: article.tags[0] ?? article.categories[0]!,
      author: article.authors![0]!.name,
    };
    for (const [parameter, name] of Object.entries(named)) {
      if (parameter === 'tag' && article.tags.length === 0) continue;
      const path = `/v1/articles?${query(parameter, name)}&limit=100`;
      expect(ids((await ask(articlesDocument, path)).document.articles)).toContain(article.id);
      expect(ids(await Array.fromAsync(client.articles({ [parameter]: name })))).toContain(article.id);
      const listed = await call<{ articles: Article[] }>('list', { [parameter]: name });
      expect(ids(listed.articles)).toContain(article.id);
    }
  }
});

it('the names of terms select as many articles as they say', async () => {
  const terms = await Array.fromAsync(client.terms());
  expect(terms.length).toBeGreaterThan(2 * odd.length);
  for (const { kind, name, articles: count } of terms) {
    const path = `/v1/articles?${query(kind, name)}&limit=100`;
    expect((await ask(articlesDocument, path)).document.articles).toHaveLength(count);
  }
});

it('languages and dates select their articles', async () => {
  for (const { id, language = '', date_published: published } of articles) {
    const inLanguage = await Array.fromAsync(client.articles({ language }));
    expect(ids(inLanguage)).toContain(id);
    const at = new Date(published).getTime();
    const [after, before] = [at - 1, at + 1].map((moment) => new Date(moment).toISOString());
    const path = `/v1/articles?published_after=${after}&published_before=${before}`;
    expect(ids((await ask(articlesDocument, path)).document.articles)).toEqual([id]);
    const listed = await call<{ articles: Article[] }>('list', {
      published_after: after,
      published_before: before,
    });
    expect(ids(listed.articles)).toEqual([id]);
    // The moment itself is not selected.
    const { articles: older } = await call<{ articles: Article[] }>('list', { published_before: published });
    expect(ids(older)).not.toContain(id);
  }
});

it('cursors lead on, both ways', async () => {
  const walked: (string | undefined)[] = [];
  let page: Awaited<ReturnType<typeof client.articlesPage>> | undefined;
  do {
    page = await client.articlesPage({ limit: 1, cursor: page?.next });
    walked.push(...ids(page.articles));
  } while (page.next !== undefined);
  expect(walked).toEqual(ids(articles));
  const terms: string[] = [];
  let path: string | undefined = '/v1/terms?limit=1';
  while (path !== undefined) {
    const { document, next }: { document: v.InferOutput<typeof termsDocument>; next?: string } = await ask(
      termsDocument,
      path,
    );
    terms.push(...document.terms.map(({ kind, name }) => `${kind} ${name}`));
    path = next;
  }
  expect(terms).toEqual((await Array.fromAsync(client.terms())).map(({ kind, name }) => `${kind} ${name}`));
  const changed: (string | undefined)[] = [];
  for (let since: string | undefined, more = true; more;) {
    const answer: { changes: { id: string }[]; cursor: string; more: boolean } = await (
      await get(`/v1/changes?limit=1${since === undefined ? '' : `&since=${since}`}`)
    ).json();
    changed.push(...ids(answer.changes));
    ({ cursor: since, more } = answer);
  }
  expect(changed).toHaveLength(articles.length);
  expect(new Set(changed)).toEqual(new Set(ids(articles)));
});

it('the addresses of pages, of articles in Markdown and of feeds are there', async () => {
  const pages = articles.flatMap(({ url }) => [url, `${url}.md`]);
  const ofTerms = (await Array.fromAsync(client.terms())).flatMap(({ url, feeds }) => [
    url,
    ...Object.values(feeds),
  ]);
  for (const url of [...pages, ...ofTerms]) {
    const response = await get(url.slice(site.length));
    expect([url, response.status]).toEqual([url, 200]);
    await response.body?.cancel();
  }
});
