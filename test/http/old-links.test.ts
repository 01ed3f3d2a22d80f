/** Old links: addresses of other generators and of earlier times lead on, wherever the site has no document. */

import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { call } from './app.ts';
import { countingCatalog } from './counting.ts';
import { article, follow } from './links.ts';
import { publish } from './publish.ts';

describe('aliases', () => {
  beforeAll(async () => {
    await reset();
    await publish({
      'one.md': article(
        'One',
        'aliases: ["/index.php?p=1", "/?p=12", /archive/2020/old, "/x.php?b=2&a=ü"]\n',
      ),
      'two.md': article('Two', 'aliases: ["/index.php?p=2", "/?page_id=7", /categories/old/, /tags/a/b]\n'),
      'three.md': article(
        'Three',
        'categories: [Notes]\naliases: ["/index.php?p=2&lang=en", /index.php, /authors/old/, /search/old, /sitemaps/old.xml, /thumbnails/old.jpg, /status/, /articles/old.html]\n',
      ),
    });
  });

  it.each([
    ['/index.php?p=1', '301 /articles/one'],
    ['/index.php?p=2', '301 /articles/two'],
    ['/index.php?utm_source=x&p=2&fbclid=y', '301 /articles/two'],
    // More parameters say more.
    ['/index.php?lang=en&p=2', '301 /articles/three'],
    ['/index.php', '301 /articles/three'],
    ['/index.php?p=99', '301 /articles/three'],
    ['/index.php%3Fp=1', '301 /articles/one'],
    ['/?p=12', '301 /articles/one'],
    ['/?page_id=7&utm_source=x', '301 /articles/two'],
    ['/?p=13', '200'],
    ['/?utm_source=x', '200'],
    ['/', '200'],
    ['/x.php?a=%C3%BC&b=2', '301 /articles/one'],
    ['/x.php?b=2&a=ü', '301 /articles/one'],
    ['/x.php?b=2', '404'],
    ['/x.php', '404'],
  ])('with parameters lead to their own articles: %s', async (path, expected) => {
    expect(await follow(path)).toBe(expected);
  });

  it.each([
    ['/archive/2020/old', '301 /articles/one'],
    ['/archive/2020/old/', '301 /articles/one'],
    ['/categories/old/', '301 /articles/two'],
    ['/categories/old', '301 /articles/two'],
    ['/tags/a/b', '301 /articles/two'],
    ['/authors/old/', '301 /articles/three'],
    ['/search/old', '301 /articles/three'],
    ['/sitemaps/old.xml', '301 /articles/three'],
    ['/thumbnails/old.jpg', '301 /articles/three'],
    ['/status/', '301 /articles/three'],
    ['/status', '200'],
    ['/articles/old.html', '301 /articles/three'],
  ])('below routes of the site lead to their articles: %s', async (path, expected) => {
    expect(await follow(path)).toBe(expected);
  });

  it('never hide a document', async () => {
    expect(await follow('/categories/Notes/')).toBe('200');
    await publish({ 'four.md': article('Four', 'aliases: [/categories/Notes/, /articles/one]\n') });
    expect(await follow('/categories/Notes/')).toBe('200');
    expect(await follow('/articles/one')).toBe('200');
  });

  it('are refused where the site itself always answers', async () => {
    const own = [
      '/',
      '/rss.xml',
      '/search',
      '/status',
      '/api/x',
      '/hooks/github',
      '/healthz',
      '/rss.xml?x=1',
    ];
    const results = await publish({ 'own.md': article('Own', `aliases: ${JSON.stringify(own)}\n`) });
    expect(results['own.md']!.problems.map(({ code, line }) => `${line} ${code}`)).toEqual(
      own.map(() => '4 alias'),
    );
    expect(results['own.md']!.problems[1]!.message).toBe(
      'the alias "/rss.xml" is an address of the site itself, which always answers, so it was left out; remove it',
    );
  });

  it('that KV has cost the catalog nothing, and the home page keeps one place in memory', async () => {
    const app = createApp();
    const { CATALOG, calls } = countingCatalog();
    const ask = async (path: string) => call(app, path, {}, { MEMO_SECONDS: '60', CATALOG });
    for (const path of ['/?p=12', '/index.php?p=1', '/index.php?p=2', '/index.php?x=1']) {
      expect((await ask(path)).status).toBe(301);
    }
    const first = await (await ask('/')).text();
    expect((await ask('/?p=12')).status).toBe(301);
    for (const query of ['?utm_source=a', '?x=1&y=2', '?page=3']) {
      expect(await (await ask(`/${query}`)).text()).toBe(first);
    }
    expect(calls).toEqual([]);
  });

  it('with parameters are found though the path alone was not, just before', async () => {
    const app = createApp();
    const ask = async (path: string) => (await call(app, path, {}, { MEMO_SECONDS: '60' })).status;
    expect(await ask('/x.php')).toBe(404);
    expect(await ask('/x.php?a=%C3%BC&b=2')).toBe(301);
  });
});

it('aliases of a deleted article say that it is gone, with parameters too', async () => {
  await reset();
  await publish({ 'a.md': article('A', 'aliases: ["/index.php?p=1", "/?p=1", /old]\n') });
  await publish({ 'a.md': null });
  expect(await Promise.all(['/index.php?p=1', '/old', '/index.php?p=2', '/?p=1'].map(follow))).toEqual([
    '410',
    '410',
    '404',
    '200',
  ]);
});

describe('names in another spelling', () => {
  beforeAll(async () => {
    await reset();
    await publish({
      'Hello World.md': article(
        'Hello',
        'categories: [Notes, "My Notes", Straße]\ntags: [C++, Café]\nauthor: Ada\n',
      ),
      'b.md': article('B', 'categories: [notes-b]\ntags: [x]\n'),
      'c.md': article('C', 'categories: [Both, x]\n'),
      'd.md': article('D', 'categories: [BOTH]\n'),
      'e.md': article('E', 'categories: [BOTH]\n'),
      'Twin.md': article('Twin', ''),
      'TWIN.md': article('TWIN', ''),
    });
  });

  it.each([
    ['/categories/notes/', '301 /categories/Notes/'],
    ['/categories/NOTES/rss.xml', '301 /categories/Notes/rss.xml'],
    ['/categories/notes', '301 /categories/Notes/'],
    ['/categories/notes/my-notes/feed.json', '301 /categories/Notes/My%20Notes/feed.json'],
    ['/categories/Notes/MY_NOTES/', '301 /categories/Notes/My%20Notes/'],
    ['/categories/notes/notes-b/', '404'],
    ['/categories/strasse/', '301 /categories/Stra%C3%9Fe/'],
    ['/tags/c++/atom.xml', '301 /tags/C%2B%2B/atom.xml'],
    ['/tags/cafe/', '301 /tags/Caf%C3%A9/'],
    ['/tags/CAFÉ/', '301 /tags/Caf%C3%A9/'],
    ['/authors/ada/', '301 /authors/Ada/'],
    ['/authors/notes/', '404'],
    ['/categories/Both/', '200'],
    // Several: the one with the most articles.
    ['/categories/both/', '301 /categories/BOTH/'],
    ['/articles/hello-world', '301 /articles/Hello%20World'],
    ['/articles/HELLO%20WORLD', '301 /articles/Hello%20World'],
    ['/thumbnails/hello-world', '301 /thumbnails/Hello%20World'],
    ['/articles/Twin', '200'],
    // Several articles: none of them is meant more than the other.
    ['/articles/twin', '404'],
  ])('%s: %s', async (path, expected) => expect(await follow(path)).toBe(expected));

  it('lead nowhere once the last article is gone', async () => {
    await publish({ 'Hello World.md': null });
    expect(await follow('/categories/notes/')).toBe('404');
    expect(await follow('/articles/hello-world')).toBe('404');
    expect(await follow('/articles/Hello%20World')).toBe('410');
  });
});

describe('aliases of an article that is renamed', () => {
  it('lead to its newest address in one step, and never to the article that has its former address now', async () => {
    await reset();
    const renamed = (slug: string) =>
      article('Renamed', `id: urn:x:1\nslug: ${slug}\naliases: [/old/, "/?p=5"]\n`);
    for (const slug of ['first', 'second', 'third']) await publish({ 'a.md': renamed(slug) });
    await publish({ 'b.md': article('Another', 'slug: first\n') });
    expect(await follow('/old/')).toBe('301 /articles/third');
    expect(await follow('/?p=5')).toBe('301 /articles/third');
    expect(await follow('/articles/second')).toBe('301 /articles/third');
    expect(await follow('/articles/first')).toBe('200');
  });
});
