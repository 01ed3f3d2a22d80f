/** The site's own redirects: a `_redirects` file, published beside the articles. */

import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { redirectsKey } from '../../src/store/keys.ts';
import { call } from './app.ts';
import { countingCatalog } from './counting.ts';
import { authorization, get, post, publish, site } from './publish.ts';

const article = (title: string, front = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${front}---\nText of ${title}\n`;

async function follow(path: string): Promise<string> {
  const response = await get(path);
  const location = response.headers.get('Location');
  return location === null ? String(response.status) : `${response.status} ${location.replace(site, '')}`;
}

const rules = `
/old            /articles/a
/blog/*         /articles/:splat          301
/away/:x        https://other.example/:x  302
/index.php p=:p /articles/p-:p            308
/?cat=5         /categories/News/         301
/rss            /podcast.xml              303
/articles/b     /articles/a
/alias          /articles/b
/articles/gone  /articles/a
/categories/*   /tags/:splat
`;

async function prepare(): Promise<void> {
  await reset();
  await publish({
    'a.md': article('A', 'categories: [News]\naliases: [/alias]\n'),
    'b.md': article('B'),
    'gone.md': article('Gone'),
  });
  await publish({ _redirects: rules, 'gone.md': null });
}

describe('a rule', () => {
  beforeAll(prepare);

  it.each([
    ['/old', '301 /articles/a'],
    ['/old/', '301 /articles/a'],
    ['/old?utm_source=x', '301 /articles/a?utm_source=x'],
    ['/blog/2020/x', '301 /articles/2020/x'],
    ['/away/x', '302 https://other.example/x'],
    ['/index.php?p=3&utm_source=x', '308 /articles/p-3'],
    ['/index.php', '404'],
    ['/?cat=5', '301 /categories/News/'],
    ['/?cat=6', '200'],
    // Before the addresses of other generators …
    ['/rss', '303 /podcast.xml'],
    // … and the tombstone of an article, but after articles, feeds and aliases.
    ['/articles/gone', '301 /articles/a'],
    ['/articles/b', '200'],
    ['/alias', '301 /articles/a'],
    ['/categories/News/', '200'],
    ['/categories/news/', '301 /tags/news/'],
    ['/categories/other/', '301 /tags/other/'],
    ['/nothing', '404'],
  ])('applies to %s: %s', async (path, expected) => expect(await follow(path)).toBe(expected));

  it('is cached by clients as long as its status says', async () => {
    expect((await get('/old')).headers.get('Cache-Control')).toBe('public, max-age=3600');
    expect((await get('/away/x')).headers.get('Cache-Control')).toBe('public, max-age=60');
  });

  it('costs the catalog nothing, and KV two reads at most', async () => {
    const app = createApp();
    const { CATALOG, calls } = countingCatalog();
    const reads: string[] = [];
    const DOCUMENTS = new Proxy(env.DOCUMENTS, {
      get: (namespace, name) => (key: string, options: unknown) => {
        reads.push(key);
        return (Reflect.get(namespace, name) as (...args: unknown[]) => unknown).call(
          namespace,
          key,
          options,
        );
      },
    });
    const ask = async (path: string) => call(app, path, {}, { MEMO_SECONDS: '60', CATALOG, DOCUMENTS });
    expect((await ask('/old')).status).toBe(301);
    expect((await ask('/blog/x')).status).toBe(301);
    expect(calls).toEqual([]);
    expect(reads).toEqual(['article:/old', 'redirects', 'article:/blog/x']);
    expect((await ask('/nothing')).status).toBe(404);
    expect((await ask('/nothing?utm_source=x')).status).toBe(404);
    expect(calls).toEqual(['oldLink']);
    expect(reads.slice(3)).toEqual(['article:/nothing']);
  });

  it('applies before KV has it', async () => {
    await env.DOCUMENTS.delete(redirectsKey);
    expect(await follow('/old')).toBe('301 /articles/a');
    expect(await follow('/?cat=5')).toBe('301 /categories/News/');
  });

  it('is written to KV again by a rebuild', async () => {
    await env.DOCUMENTS.delete(redirectsKey);
    await post('/api/rebuild', {});
    await publish({});
    expect(await env.DOCUMENTS.get(redirectsKey)).toContain('/blog/*');
  });
});

it('a rule for everything leaves the home page, the API and every document alone', async () => {
  await reset();
  await publish({
    'a.md': article('A', 'categories: [News]\naliases: ["/?p=1", /alias]\n'),
    _redirects: '/* https://other.example/:splat 302\n',
  });
  const answers = {
    '/': '200',
    '/?p=1': '301 /articles/a',
    '/?p=2': '200',
    '/?feed=rss2': '301 /rss.xml',
    '/articles/a': '200',
    '/categories/News/': '200',
    '/alias': '301 /articles/a',
    '/api/none': '404',
    '/hooks/none': '404',
    '/none': '302 https://other.example/none',
    '/articles/none': '302 https://other.example/articles/none',
    '/tags/none/': '302 https://other.example/tags/none/',
    '/search/none': '302 https://other.example/search/none',
    '/feed/': '302 https://other.example/feed/',
  };
  const found = await Promise.all(Object.keys(answers).map(async (path) => [path, await follow(path)]));
  expect(Object.fromEntries(found)).toEqual(answers);
});

describe('the file', () => {
  beforeEach(prepare);

  it('is counted and listed as what it is', async () => {
    const status = await (await get('/api/status', { headers: authorization })).json();
    expect(status).toMatchObject({ files: { article: 2, draft: 0, skip: 0, redirects: 1 } });
    expect(await publish({ _redirects: rules })).toMatchObject({ _redirects: { status: 'unchanged' } });
    expect(await publish({ _redirects: `${rules}/new /old\n` })).toEqual({
      _redirects: { path: '_redirects', status: 'redirects', problems: [] },
    });
  });

  it('takes its rules with it when it is deleted', async () => {
    await publish({ _redirects: null });
    expect(await follow('/old')).toBe('404');
    expect(await follow('/?cat=5')).toBe('200');
    expect(await follow('/articles/gone')).toBe('410');
    expect(await env.DOCUMENTS.get(redirectsKey)).toBeNull();
  });

  it('stays as it was while a line of its new version is in error', async () => {
    const result = await publish({ _redirects: '/old /articles/b\n/x /y 999\n' });
    expect(result['_redirects']).toMatchObject({
      status: 'error',
      problems: [{ line: 2, column: 7, code: 'redirect', severity: 'error' }],
    });
    expect(await follow('/old')).toBe('301 /articles/a');
    expect(await publish({ _redirects: '/old /articles/b\n/x /y 200\n' })).toMatchObject({
      _redirects: { status: 'redirects', problems: [{ line: 2, severity: 'warning' }] },
    });
    expect(await follow('/old')).toBe('301 /articles/b');
    expect(await follow('/x')).toBe('404');
  });

  it('lies in the content folder itself; elsewhere it is a file without front matter', async () => {
    const result = await publish({ 'notes/_redirects': '/elsewhere /articles/a\n' });
    expect(result['notes/_redirects']!.status).toBe('skip');
    expect(await follow('/elsewhere')).toBe('404');
  });
});
