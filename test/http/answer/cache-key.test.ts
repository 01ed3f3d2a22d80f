import { describe, expect, it } from 'vitest';
import { readLimit } from '../../../src/http/resources/feed-limit.ts';
import { cacheKeys, type Addressing } from '../../../src/http/answer/cache-key.ts';
import { readQuery } from '../../../src/http/resources/search.ts';
import { limits } from '../../../src/limits.ts';

const scoped = { strict: true, reads: { limit: readLimit } };
const cacheKeyOf = cacheKeys(
  new Map<string, Addressing>([
    ['/rss.xml', scoped],
    ['/categories/*', scoped],
    ['/search', { reads: { q: readQuery } }],
  ]),
);
const keyOf = (path: string) => cacheKeyOf(`https://feeds.example${path}`);

describe('a query parameter', () => {
  it.each([
    ['/rss.xml', '/rss.xml'],
    ['/rss.xml?utm_source=a&_=123', '/rss.xml'],
    ['/rss.xml?', '/rss.xml'],
    ['/rss.xml?q=a', '/rss.xml'],
    ['/rss.xml#a?limit=5', '/rss.xml'],
    ['/robots.txt?q=a&limit=5', '/robots.txt'],
    ['/rss.xml?x=1&limit=5', '/rss.xml?limit=5'],
    ['/rss.xml?limit=005', '/rss.xml?limit=5'],
    // The first one counts, as for the routes.
    ['/rss.xml?limit=5&limit=6', '/rss.xml?limit=5'],
    // What is answered with an error shares no key with what is answered well.
    ['/rss.xml?limit=500', '/rss.xml?limit=NaN'],
    ['/rss.xml?limit=', '/rss.xml?limit=NaN'],
    ['/categories/a/?limit=5', '/categories/a/'],
    ['/categories/a/archive/0-50-eA/rss.xml?limit=5', '/categories/a/archive/0-50-eA/rss.xml'],
    ['/categories/a/rss.xml?limit=5', '/categories/a/rss.xml?limit=5'],
    ['/search?q=知乎+a%26b', '/search?q=%E7%9F%A5%E4%B9%8E%20a%26b'],
    ['/search?q=%20知乎%20%20a%26b%00&limit=2', '/search?q=%E7%9F%A5%E4%B9%8E%20a%26b'],
    ['/search?q=%20', '/search'],
    ['/%73earch?q=a', '/search?q=a'],
  ])('of %s counts if the route reads it: %s', (path, key) => expect(keyOf(path)).toBe(key));

  it('is cut to what is searched for', () => {
    expect(keyOf(`/search?q=${'x'.repeat(5000)}`)).toBe(`/search?q=${'x'.repeat(limits.queryLength)}`);
  });
});

describe('a path', () => {
  it.each([
    '/articles/caf%C3%A9/a',
    '/articles/café/a',
    '/articles/caf%c3%a9/%61',
    '/articles/cafe%CC%81/a',
    '/%61rticles/caf%C3%A9/a',
  ])('is one however it is spelled: %s', (path) =>
    expect(keyOf(new URL(path, 'https://feeds.example').pathname)).toBe('/articles/caf%C3%A9/a'),
  );

  it('that is redirected shares no key with the page', () => {
    expect(keyOf('/categories/c++/')).toBe(keyOf('/categories/c%2b%2B/'));
    expect(keyOf('/categories/caf%c3%a9/')).toBe(keyOf('/categories/caf%C3%A9/'));
    const page = keyOf('/categories/caf%C3%A9/');
    for (const path of [
      '/categories/cafe%CC%81/',
      '/categories/%63af%C3%A9/',
      '/%63ategories/caf%C3%A9/',
      '/categories/caf%C3%A9',
    ]) {
      expect(keyOf(path)).not.toBe(page);
    }
  });

  it('is one under all hosts', () => {
    expect(cacheKeyOf('http://127.0.0.1:8787/rss.xml')).toBe(keyOf('/rss.xml'));
  });
});

it('makes no key longer than its limit', () => {
  const long = 'x'.repeat(limits.memoKeyLength);
  const keys = [
    `/${long}`,
    `/${long}y`,
    `/%zz${long}`,
    `/articles/${encodeURIComponent('热'.repeat(300))}`,
  ].map(keyOf);
  expect(keys.every((key) => key.length <= limits.memoKeyLength)).toBe(true);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf(`/rss.xml?${long}`)).toBe('/rss.xml');
});
