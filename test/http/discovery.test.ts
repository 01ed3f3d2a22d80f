import { reset } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { formats } from '../../src/feed/formats.ts';
import { get, publish, site } from './publish.ts';

beforeEach(async () => reset());

interface Offered {
  title: string;
  href: string;
  type: string;
}

const asHtml = { headers: { Accept: 'text/html' } };

/** What a page offers to feed readers, in order. */
async function offered(path: string): Promise<Offered[]> {
  const page = await (await get(path, asHtml)).text();
  return [...page.matchAll(/<link rel="alternate" type="([^"]*)" title="([^"]*)" href="([^"]*)"/g)].map(
    ([, type, title, href]) => ({ type: type!, title: title!, href: decodeURI(href!.replace(site, '')) }),
  );
}

/** The title that a feed gives itself, in JSON Feed. */
const ownTitle = async (folder: string): Promise<string> =>
  (await (await get(`${folder}feed.json`)).json<{ title: string }>()).title;

const files = Object.values(formats).map(({ file, type }) => ({ file, type: type.split(';')[0]! }));

/** Every format of some feeds, each under the title of its feed. */
const linksTo = async (...folders: string[]): Promise<Offered[]> =>
  (
    await Promise.all(
      folders.map(async (folder) => {
        const title = await ownTitle(folder);
        return files.map(({ file, type }) => ({ type, title, href: folder + file }));
      }),
    )
  ).flat();

const source = (matter: string): string => `---\ntitle: An article\n${matter}---\nText\n`;

it.each([
  ['the home page', '/', ['/']],
  ['older articles', '/archive/9999999999999-24-eA/', ['/']],
  ['a category', '/categories/b/', ['/', '/categories/b/']],
  ['older articles of a category', '/categories/b/archive/9999999999999-24-eA/', ['/', '/categories/b/']],
  ['combined categories', '/categories/b/c/', ['/', '/categories/b/c/']],
  ['a tag', '/tags/t/', ['/', '/tags/t/']],
  ['an author', '/authors/Ann/', ['/', '/authors/Ann/']],
  ['an article', '/articles/a', ['/', '/categories/d/', '/categories/c/', '/categories/b/']],
  ['an article without a category', '/articles/none', ['/']],
  ['a page of the site', '/articles/about', ['/']],
  ['a search without words', '/search', ['/']],
  ['the status', '/status', ['/']],
  ['an address where nothing is', '/nothing/here', ['/']],
  ['a category without articles', '/categories/nothing/', ['/']],
])('%s names the feed of the site first, then its own, under their titles', async (_, path, folders) => {
  await publish({
    'a.md': source('date: 2024-01-01\ncategories: [a, b, c, d]\ntags: [t]\nauthor: Ann\n'),
    'none.md': source('date: 2024-01-02\n'),
    'about.md': source('type: page\ncategories: [a]\n'),
  });
  expect(await offered(path)).toEqual(await linksTo(...folders));
});

it('a search names its own feeds after those of the site', async () => {
  const links = await offered('/search?q=some+words');
  expect(links.slice(0, files.length)).toEqual(await linksTo('/'));
  const { title } = await (await get('/search/feed.json?q=some+words')).json<{ title: string }>();
  expect(links.slice(files.length)).toEqual(
    files.map(({ file, type }) => ({ type, title, href: `/search/${file}?q=some words` })),
  );
});

it('the API is found from each page, and by programs from the home page and the site', async () => {
  for (const path of ['/', '/search', '/status', '/nothing/here', '/v1/']) {
    for (const language of ['en', 'zh']) {
      const response = await get(path, { headers: { Accept: 'text/html', 'Accept-Language': language } });
      expect(await response.text()).toMatch(/<footer>[^]*<a href="\/v1\/">/);
    }
  }
  for (const path of ['/', '/v1/site']) {
    const link = (await get(path)).headers.get('Link') ?? '';
    const found = [
      ...link.matchAll(/<https:\/\/feeds\.example([^>]*)>; rel="(service-\w+)"; type="([^"]*)"/g),
    ];
    expect(found.map(([, target, rel]) => [rel, target])).toEqual([
      ['service-desc', '/v1/openapi.json'],
      ['service-doc', '/v1/'],
    ]);
    for (const [, target = '', , type = ''] of found) {
      const described = await get(target);
      expect([described.status, described.headers.get('Content-Type')?.split(';')[0]]).toEqual([200, type]);
    }
  }
});
