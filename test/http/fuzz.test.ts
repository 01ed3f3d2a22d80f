/** Requests that no client of good sense sends: each is answered, none with a 5xx. */

import { reset } from 'cloudflare:test';
import * as fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { authorization, get, publish, site } from './publish.ts';
import { soon } from '../soon.ts';

const runs = 300;

beforeAll(async () => {
  await reset();
  await publish({
    'a.md':
      '---\ntitle: A\ndate: 2024-01-01\ncategories: [知乎热榜, "a/b", "100 %"]\ntags: [x]\nauthor: me\n---\nText -^$.*+?()[]{}|/ a- well-known',
  });
});

/** Names of archive pages, which lie anywhere, and what only looks like them. */
const cursor = fc
  .tuple(
    fc.maxSafeInteger(),
    fc.nat({ max: 60 }),
    fc.constantFrom('', 'h', 'x'),
    fc.string({ unit: 'binary', maxLength: 900 }),
  )
  .map(([at, take, head, id]) => `${at}-${take}${head}-${Buffer.from(id).toString('base64url')}`);

/** What paths here are made of, and what they should not be made of. */
const segment = fc.oneof(
  fc.constantFrom('', '.', '..', 'categories', 'tags', 'authors', 'articles', 'thumbnails', 'archive', 'api'),
  fc.constantFrom(
    'rss.xml',
    'atom.xml',
    'feed.json',
    'feeds.opml',
    'status',
    'publish',
    'manifest',
    'healthz',
  ),
  fc.constantFrom('知乎热榜', 'a%2Fb', '100%20%25', 'x', 'me', 'a', '__proto__', 'constructor', 'toString'),
  fc.constantFrom(
    '%',
    '%zz',
    '%FF',
    '%C0%AE',
    '%00',
    '%0d%0aSet-Cookie:x',
    '%2e%2e',
    '%5c',
    '\\',
    '//evil.example',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.nat({ max: 2500 }).map((length) => 'x'.repeat(length)),
  cursor,
);
const path = fc.oneof(
  { weight: 8, arbitrary: fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`) },
  // More categories than an address may combine, and more than SQLite takes.
  fc
    .tuple(
      fc.nat({ max: 2000 }),
      fc.constantFrom('x', '%7A', 'a%2Fb'),
      fc.constantFrom('', 'rss.xml', 'archive/0-50-eA/'),
    )
    .map(([count, name, file]) => `/categories/${`${name}/`.repeat(count)}${file}`),
  fc
    .tuple(fc.constantFrom('articles', 'old', 'search', 'sitemaps'), fc.nat({ max: 8000 }))
    .map(([folder, count]) => `/${folder}/${'/'.repeat(count)}x`),
);
/** What is searched for, more often than not in what was published. */
const searched = fc
  .oneof(
    fc.constantFrom('text', 'a-', '知乎', 'well-known'),
    fc.string({
      unit: fc.constantFrom(...Array.from('-^$.*+?()[]{}|/\\"\'<>&%#@!~`,;:=_ aT知\u00a0\u202e')),
    }),
    fc.string({ unit: 'binary' }),
  )
  .map((text) => encodeURIComponent(text.toWellFormed()));
const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?limit=1',
    '?limit=-1',
    '?limit=1e9',
    '?limit=1&limit=2',
    '?q=',
    '?q=%',
    '?q=%27%22%29',
    '?',
    '?&&=',
  ),
  fc.webQueryParameters().map((text) => `?${text}`),
  searched.map((text) => `?q=${text}`),
  fc.tuple(searched, fc.nat({ max: 200 })).map(([text, times]) => `?q=${text.repeat(times)}`),
  fc.string({ unit: 'grapheme' }).map((text) => `?limit=${encodeURIComponent(text)}`),
);
const method = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'PROPFIND',
  'get',
  'REPORT',
);

const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const headers = fc.record(
  {
    'If-None-Match': fc.oneof(printable, fc.constantFrom('*', 'W/"', '"', '""', '"a", W/"b"', ',,,')),
    'If-Modified-Since': fc.oneof(
      printable,
      fc.constantFrom(
        'Sun, 06 Nov 1994 08:49:37 GMT',
        'Sunday, 06-Nov-94 08:49:37 GMT',
        'Thu, 99 Zzz 9999 99:99:99 GMT',
      ),
    ),
    Accept: fc.oneof(
      printable,
      fc.constantFrom('text/html', '*/*', 'text/html;q=x', ';;;', 'application/rss+xml'),
    ),
    'Accept-Encoding': fc.oneof(
      printable,
      fc.constantFrom('gzip', 'gzip;q=0', '*', 'identity;q=0', 'br;q=9'),
    ),
    'Accept-Language': fc.oneof(printable, fc.constantFrom('zh-CN,en;q=0.5', '*', '-', 'x-')),
    Authorization: fc.oneof(printable, fc.constantFrom('Bearer', 'Bearer ', 'Basic x', 'Bearer a b')),
    'Content-Length': fc.constantFrom('0', '1'),
    Origin: fc.constantFrom('null', 'https://app.example', 'x'),
    Range: fc.constantFrom('bytes=0-1', 'bytes=-1', 'bytes=9-1', 'lines=1'),
    Cookie: printable,
  },
  { requiredKeys: [] },
);

/** What must not be so of an answer to any request, whatever was asked. */
async function faultsOf(response: Response, method: string): Promise<string[]> {
  const { status, headers } = response;
  const body = await response.text();
  const failed = status >= 400;
  const faults: Record<string, boolean> = {
    'a failure of ours': status >= 500,
    'a cookie': headers.has('Set-Cookie'),
    'a way to another host': !/^https:\/\/(?:feeds|images)\.example\//.test(
      headers.get('Location') ?? `${site}/`,
    ),
    'a body that nobody may send': (status === 304 || method === 'HEAD') && body !== '',
    'an error that is kept': failed && headers.get('Cache-Control') !== 'no-store',
    'a look behind the scenes': failed && /\bat .*:\d+|\.ts\b|SQLITE|TypeError/.test(body),
    'a 405 without Allow': status === 405 && !headers.has('Allow'),
  };
  return Object.keys(faults).filter((fault) => faults[fault]);
}

it('any method, path and query is answered, and never with a 5xx', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(method, path, query, async (method, path, query) => {
      expect(await faultsOf(await get(path + query, { method }), method)).toEqual([]);
    }),
    { numRuns: runs },
  );
});

it('any search is answered, by the page and by its feeds', { timeout: 120_000 }, async () => {
  await vi.waitFor(async () => expect(await (await get('/search?q=text')).text()).toContain('</mark>'), soon);
  const paths = fc.constantFrom('/search', '/search/rss.xml', '/search/atom.xml', '/search/feed.json');
  await fc.assert(
    fc.asyncProperty(paths, searched, fc.oneof(fc.constant('2'), searched), async (path, text, page) => {
      expect(await faultsOf(await get(`${path}?q=${text}&page=${page}`), 'GET')).toEqual([]);
    }),
    { numRuns: runs },
  );
});

it('any headers are borne, by feeds, pages and the API', { timeout: 120_000 }, async () => {
  const paths = fc.constantFrom(
    '/rss.xml',
    '/',
    '/articles/a',
    '/thumbnails/a',
    '/feeds.opml',
    '/api/status',
    '/none',
  );
  await fc.assert(
    fc.asyncProperty(
      paths,
      fc.constantFrom('GET', 'HEAD', 'OPTIONS'),
      headers,
      async (path, method, headers) => {
        expect(await faultsOf(await get(path, { method, headers }), method)).toEqual([]);
      },
    ),
    { numRuns: runs },
  );
});

it('any body is borne by the API', { timeout: 120_000 }, async () => {
  const file = fc.record({ path: fc.string(), blob: fc.string(), source: fc.string() }, { requiredKeys: [] });
  const batch = fc.record({
    put: fc.oneof(fc.array(file, { maxLength: 3 }), fc.jsonValue()),
    delete: fc.jsonValue(),
  });
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    batch.map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/api/publish', '/api/manifest'), body, async (path, body) => {
      const response = await get(path, { method: 'POST', headers: authorization, body });
      expect(await faultsOf(response, 'POST')).toEqual([]);
    }),
    { numRuns: runs },
  );
});

it('names of eight kilobytes are too long or unknown, in any place', async () => {
  for (const long of [
    'x'.repeat(4000),
    'x'.repeat(8000),
    encodeURIComponent('热'.repeat(850)),
    '%2F'.repeat(8192),
  ]) {
    for (const path of [
      `/categories/${long}/rss.xml`,
      `/articles/${long}`,
      `/thumbnails/${long}`,
      `/${long}`,
      `/rss.xml?q=${long}`,
    ]) {
      const { status } = await get(path);
      expect(path.startsWith('/rss.xml') ? [200, 414] : [404, 414]).toContain(status);
    }
  }
});

it('no path leads to another host (open redirect)', async () => {
  for (const path of [
    '//evil.example',
    '//evil.example/',
    '/\\evil.example',
    '/%5Cevil.example',
    '/articles//evil.example/',
    '/https://evil.example',
  ]) {
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' };
    expect(await faultsOf(await get(path, { headers }), 'GET')).toEqual([]);
  }
});
