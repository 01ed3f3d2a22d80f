/** What `/v1` is not made for is refused by name, and never breaks it. */

import { reset } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import { articlesDocument, matchesDocument, termsDocument } from '../../src/http/v1/contract.ts';
import { encodeOpaque } from '../../src/site/opaque-cursor.ts';
import { ask, problem } from './ask.ts';
import { get, indexed, publish, site } from './publish.ts';

const long = 'x'.repeat(7_900);

beforeAll(async () => {
  await reset();
  const articles = ['One', 'Two', 'Three'].map((title, i) => [
    `${title}.md`,
    `---\ntitle: ${title} words\ndate: 2026-01-0${i + 1}T00:00:00Z\ntags: [a, b]\n---\nText`,
  ]);
  await publish(Object.fromEntries(articles) as Record<string, string>);
  await indexed();
});

it.each([
  ['/v1/site?x=1', 'x'],
  ['/v1/articles?page=2', 'page'],
  ['/v1/articles?since=2026', 'since'],
  ['/v1/articles?limit=0', 'limit'],
  ['/v1/articles?limit=-1', 'limit'],
  ['/v1/articles?limit=1e9', 'limit'],
  ['/v1/articles?limit=101', 'limit'],
  ['/v1/articles?limit=', 'limit'],
  ['/v1/articles?limit=1&limit=2', 'limit'],
  ['/v1/articles?fields=__proto__', 'fields'],
  ['/v1/articles?fields=', 'fields'],
  ['/v1/articles?__proto__=x', '__proto__'],
  ['/v1/articles?constructor=x', 'constructor'],
  ['/v1/articles?category=', 'category'],
  [`/v1/articles?${'category=a&'.repeat(9)}`, 'category'],
  ['/v1/articles?language=%3Cscript%3E', 'language'],
  ['/v1/articles?published_after=yesterday', 'published_after'],
  ['/v1/articles?published_after=2026-02-31T00:00:00Z', 'published_after'],
  ['/v1/articles?published_before=2026-13-01', 'published_before'],
  ['/v1/articles?address=https://else.example/articles/one', 'address'],
  ['/v1/articles?address=/categories/News/', 'address'],
  ['/v1/articles?address=', 'address'],
  ['/v1/articles?address=/v1/../x', 'address'],
  ['/v1/articles?=x', ''],
  ['/v1/articles?=', ''],
  ['/v1/articles?address=/articles/one&tag=a', 'tag'],
  ['/v1/articles?address=/articles/one&category=a', 'category'],
  ['/v1/articles?address=/articles/one&published_after=2026-01-01', 'published_after'],
  ['/v1/articles?address=/articles/one&address=/articles/two', 'address'],
  ['/v1/articles?limit=0x10', 'limit'],
  ['/v1/articles?limit=1e2', 'limit'],
  ['/v1/articles?limit=%2020', 'limit'],
  ['/v1/articles?limit=20%20', 'limit'],
  ['/v1/articles?limit=+20', 'limit'],
  ['/v1/articles?limit=-0', 'limit'],
  ['/v1/articles?limit=NaN', 'limit'],
  ['/v1/articles?limit', 'limit'],
  ['/v1/articles?tag=', 'tag'],
  ['/v1/articles?category=&category=c', 'category'],
  ['/v1/articles?language=', 'language'],
  ['/v1/articles?fields=TITLE', 'fields'],
  ['/v1/articles?fields=title%20', 'fields'],
  ['/v1/articles?published_after=', 'published_after'],
  ['/v1/articles?published_after=2026-02-30', 'published_after'],
  ['/v1/articles?published_after=2026-1-1', 'published_after'],
  ['/v1/articles?published_after=2026-W01-1', 'published_after'],
  ['/v1/articles?published_after=%2B002026-01-01', 'published_after'],
  ['/v1/articles?published_after=2026-01-01T00:00:00', 'published_after'],
  ['/v1/articles?published_after=2026-01-01 00:00:00Z', 'published_after'],
  ['/v1/articles?published_after=2026-01-01T00:00:60Z', 'published_after'],
  ['/v1/articles?published_after=2026-01-01T00:00:00%2B24:00', 'published_after'],
  ['/v1/terms?kind=category&kind=tag', 'kind'],
  ['/v1/changes?since=%20', 'since'],
  ['/v1/changes?since=a&since=b', 'since'],
  [`/v1/articles?q=${'%F0%9F%98%80'.repeat(51)}`, 'q'],
  [`/v1/articles?${'a&'.repeat(4_000)}`, 'a'],
  ['/v1/articles?cursor=x', 'cursor'],
  [`/v1/articles?cursor=${long}`, 'cursor'],
  [`/v1/articles?tag=${long}`, 'tag'],
  ['/v1/changes?since=yesterday', 'since'],
  ['/v1/changes?cursor=x', 'cursor'],
  ['/v1/terms?kind=all', 'kind'],
  ['/v1/terms?cursor=x', 'cursor'],
  ['/v1/articles?limit=1.5', 'limit'],
  ['/v1/articles?limit=1000000000', 'limit'],
  ['/v1/articles?limit=%EF%BC%91', 'limit'],
  ['/v1/articles?limit=%00', 'limit'],
  ['/v1/articles?fields=constructor', 'fields'],
  ['/v1/articles?fields=title,,id', 'fields'],
  ['/v1/articles?tag=a&tag=b', 'tag'],
  ['/v1/articles?cursor=%00', 'cursor'],
  ['/v1/articles?cursor=%ED%A0%80', 'cursor'],
  ['/v1/articles?toString=x', 'toString'],
  ['/v1/articles?%00=x', '\u0000'],
  ['/v1/articles/x?limit=1', 'limit'],
  ['/v1/articles/x?fields=__proto__', 'fields'],
  ['/v1/articles/%FF', 'id'],
  ['/v1/articles/%ED%A0%80', 'id'],
  ['/v1/articles?q=', 'q'],
  ['/v1/articles?q=%00', 'q'],
  ['/v1/articles?q=%ED%A0%80', 'q'],
  [`/v1/articles?q=${'x'.repeat(101)}`, 'q'],
  ['/v1/search', 'q'],
  ['/v1/search?q=', 'q'],
  ['/v1/search?q=a&q=b', 'q'],
  ['/v1/search?q=a&limit=0', 'limit'],
  ['/v1/search?q=a&cursor=x', 'cursor'],
  ['/v1/search?q=a&category=News', 'category'],
  ['/v1/terms?limit=1001', 'limit'],
  ['/v1/openapi.json?x=1', 'x'],
])('%s', async (path, parameter) => {
  expect(await problem(path)).toMatchObject({ status: 400, parameter });
});

it('a zone whose + became a space is told how to write it', async () => {
  const { detail } = await problem('/v1/articles?published_after=2026-01-01T00:00:00+08:00');
  expect(detail).toContain('the + of a zone is written %2B');
});

const present = ['site', 'articles', 'search?q=words', 'terms', 'changes', 'openapi.json'];

it.each(['', '/', '/articles/x', '/none', ...present.map((path) => `/${path}`)])(
  '/v1%s only answers GET and HEAD',
  async (path) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await get(`/v1${path}`, { method });
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      await response.body?.cancel();
    }
    expect((await get(`/v1${path}`, { method: 'OPTIONS' })).status).toBe(204);
  },
);

it.each(present)('/v1/%s answers HEAD and conditions alike, and no ranges', async (path) => {
  const answer = await get(`/v1/${path}`);
  const text = await answer.text();
  const [etag, modified] = ['ETag', 'Last-Modified'].map((name) => answer.headers.get(name)!);
  const head = await get(`/v1/${path}`, { method: 'HEAD' });
  expect([head.status, head.headers.get('ETag'), await head.text()]).toEqual([200, etag, '']);
  for (const since of [etag!, '*', `"x", ${etag!}`, etag!.replace('W/', '')]) {
    const fresh = await get(`/v1/${path}`, { headers: { 'If-None-Match': since } });
    expect([since, fresh.status, await fresh.text()]).toEqual([since, 304, '']);
  }
  expect((await get(`/v1/${path}`, { headers: { 'If-Modified-Since': modified! } })).status).toBe(304);
  for (const headers of [
    { Range: 'bytes=0-3' },
    { Range: 'bytes=9999999-' },
    { 'If-None-Match': '"x"' },
    { 'If-Modified-Since': 'Fri, 01 Jan 2999 00:00:00 GMT' },
  ]) {
    const whole = await get(`/v1/${path}`, { headers });
    expect([whole.status, await whole.text()]).toEqual([200, text]);
  }
});

it.each(
  [
    '%F0%9F%98%80',
    '...',
    '"',
    '*',
    'a*',
    '-',
    'NOT',
    'a OR b',
    'NEAR(a b)',
    '(',
    '^a',
    'title:a',
    '%CC%81',
  ].map((q) => [q]),
)('operators of SQLite and marks are words like others: %s', async (q) => {
  expect((await ask(matchesDocument, `/v1/search?q=${q}`)).document.matches).toEqual([]);
  expect((await ask(articlesDocument, `/v1/articles?q=${q}`)).document.articles).toEqual([]);
});

it('every unknown parameter is named', async () => {
  expect((await problem('/v1/site?a=1&b=2&a=3')).detail).toBe(
    'There are no parameters "a", "b"; this address knows none.',
  );
});

it.each([
  '%00',
  'urn:uuid:%00',
  '%EF%BF%BF',
  '%F0%9F%98%80',
  '__proto__',
  '..%2F..',
  '%25',
  '%20',
  "'",
  '"',
  'a?',
])('there is no article with the id %s', async (id) => {
  expect((await problem(`/v1/articles/${id}`)).status).toBe(404);
});

it.each([
  '/v1/articles?tag=%00',
  '/v1/articles?tag=%ED%A0%80',
  '/v1/articles?q=!!!',
  '/v1/articles?q="',
  // Each may be the field `address` of an article.
  '/v1/articles?address=/articles/%25zz',
  '/v1/articles?address=/articles/%25FF',
  '/v1/articles?address=/articles/%00',
  `/v1/articles?address=/articles/${long}`,
])('%s selects nothing', async (path) => {
  expect((await ask(articlesDocument, path)).document.articles).toEqual([]);
});

it.each(['/v1/articles?cursor=', '/v1/terms?cursor=', '/v1/search?q=words&cursor=', '/v1/changes?since='])(
  'an empty cursor is the beginning: %s',
  async (path) => {
    const answers = [await get(path), await get(path.replace(/[?&]\w+=$/, ''))];
    const [empty, absent] = await Promise.all(answers.map(async (answer) => answer.json()));
    expect(empty).toEqual(absent);
  },
);

it('a query of more than 8 KB is refused', async () => {
  expect((await problem(`/v1/search?q=${'x'.repeat(8_200)}`)).status).toBe(414);
});

const cursorOf = (path: string | undefined): string => new URL(path!, site).searchParams.get('cursor')!;

it('a cursor that was cut short, changed, or is for something else is refused', async () => {
  const lists = ['/v1/articles?', '/v1/terms?', '/v1/search?q=words&'];
  const cursors = [
    cursorOf((await ask(articlesDocument, `${lists[0]}limit=1`)).next),
    cursorOf((await ask(termsDocument, `${lists[1]}limit=1`)).next),
    cursorOf((await ask(matchesDocument, `${lists[2]}limit=1`)).next),
  ];
  for (const [i, list] of lists.entries()) {
    const cursor = cursors[i]!;
    expect((await get(`${list}cursor=${cursor}`)).status).toBe(200);
    const changed = [cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, cursor.replace(/.$/, '-')];
    for (const wrong of [...changed, ...cursors.filter((other) => other !== cursor)])
      expect(await problem(`${list}cursor=${wrong}`)).toMatchObject({ status: 400, parameter: 'cursor' });
    expect(await problem(`/v1/changes?since=${cursor}`)).toMatchObject({ status: 400, parameter: 'since' });
  }
  expect(await problem(`/v1/search?q=others&cursor=${cursors[2]}`)).toMatchObject({ status: 400 });
});

it.each([
  ['/v1/articles', ['articles', 0, 0, 'urn:x']],
  ['/v1/terms', ['terms', 'tag', 'a']],
  ['/v1/search?q=words', ['search', 'words', 1]],
])('%s takes no cursor of another site', async (path, values) => {
  const at = (giver: string) =>
    `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeOpaque(values, giver)}`;
  expect((await get(at(site))).status).toBe(200);
  expect(await problem(at('https://else.example'))).toMatchObject({ status: 400, parameter: 'cursor' });
});

it.each([
  ['/v1/articles', ['articles', 1e300, -1e300, 'x']],
  ['/v1/articles', ['newer', 0.5, -7, '\u0000']],
  ['/v1/articles', ['newer', -1e15, 36 ** 10, 'x'.repeat(600)]],
  ['/v1/terms', ['up to', 'none', '']],
  ['/v1/search?q=words', ['search', 'words', 2 ** 53 - 1]],
])('%s answers a cursor with odd values: %j', async (path, values) => {
  const cursor = encodeOpaque(values, site);
  const { status } = await get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);
  expect([200, 400]).toContain(status);
});
