import { reset } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { get, publish, site } from './publish.ts';

beforeEach(async () => reset());

const article = (lines: string) => `---\ntitle: T\n${lines}---\nText ${lines}\n`;
const addressesOf = async (sources: Record<string, string | null>) =>
  Object.fromEntries(
    Object.values(await publish(sources)).map(({ path, status, url, problems }) => [
      path,
      url === undefined
        ? `${status} ${problems.map(({ code }) => code).join(' ')}`.trim()
        : decodeURIComponent(url.slice(`${site}/articles/`.length)),
    ]),
  );

const yearly = {
  '_posts/2020-01-01-happy-new-year.md': article(''),
  '_posts/2021-01-01-happy-new-year.md': article(''),
  '_posts/2022-01-01-happy-new-year.md': article(''),
};
const yearlyAddresses = {
  '_posts/2020-01-01-happy-new-year.md': '_posts/happy-new-year',
  '_posts/2021-01-01-happy-new-year.md': '_posts/2021-01-01-happy-new-year',
  '_posts/2022-01-01-happy-new-year.md': '_posts/2022-01-01-happy-new-year',
};

it('posts of one name are all published, those after the first with their dates', async () => {
  expect(await addressesOf(yearly)).toEqual(yearlyAddresses);
  expect((await get('/articles/_posts/2022-01-01-happy-new-year')).status).toBe(200);
});

it('the order of a batch does not decide their addresses', async () => {
  expect(await addressesOf(Object.fromEntries(Object.entries(yearly).reverse()))).toEqual(yearlyAddresses);
});

it('a published address stays when the posts are edited, and when the first of them is deleted', async () => {
  await publish(yearly);
  const [first, ...others] = Object.keys(yearly);
  expect(await addressesOf({ [first!]: null })).toEqual({ [first!]: 'deleted' });
  const edited = Object.fromEntries(others.map((path) => [path, article('tags: [x]\n')]));
  expect(await addressesOf(edited)).toEqual(
    Object.fromEntries(Object.entries(yearlyAddresses).filter(([path]) => path !== first)),
  );
});

it('a slug comes before a name, and two equal slugs are a mistake', async () => {
  expect(
    await addressesOf({
      'a.md': article('date: 2024-01-01\n'),
      'b.md': article('date: 2024-01-02\nslug: a\n'),
      'c.md': article('date: 2024-01-03\nslug: a\n'),
    }),
  ).toEqual({ 'a.md': '2024-01-01-a', 'b.md': 'a', 'c.md': 'error duplicate-address' });
});

it('articles that swap their names do not take their dates into their addresses', async () => {
  const [one, two] = [article('date: 2024-01-01\ntags: [1]\n'), article('date: 2024-01-02\ntags: [2]\n')];
  await publish({ 'a.md': one, 'b.md': two });
  expect(await addressesOf({ 'a.md': two, 'b.md': one })).toEqual({ 'a.md': 'a', 'b.md': 'b' });
});

it('two files of one name and one day cannot both be published', async () => {
  expect(
    await addressesOf({ '2024-01-01-a.md': article(''), '2024-01-01-a.html': article('date: 2024-01-01\n') }),
  ).toEqual({ '2024-01-01-a.html': 'a', '2024-01-01-a.md': '2024-01-01-a' });
  expect(await addressesOf({ '2024-01-01-a.mdx': article('') })).toEqual({
    '2024-01-01-a.mdx': 'error duplicate-address',
  });
});

it('translations that share a slug, or an id, are all published', async () => {
  const shared = 'date: 2024-01-01\nslug: hello\nid: https://old.example/hello\n';
  const sources = {
    'en/hello.md': article(`${shared}lang: en\n`),
    'zh/hello.md': article(`${shared}lang: zh-CN\n`),
  };
  const expected = { 'en/hello.md': 'hello', 'zh/hello.md': 'zh-cn/hello' };
  expect(await addressesOf(sources)).toEqual(expected);
  const ids = async () =>
    (await (await get('/feed.json')).json<{ items: { id: string }[] }>()).items.map(({ id }) => id);
  const before = await ids();
  expect(new Set(before).size).toBe(2);
  expect(before).toContain('https://old.example/hello');
  const edited = Object.fromEntries(Object.entries(sources).map(([path, text]) => [path, `${text}More.\n`]));
  expect(await addressesOf(edited)).toEqual(expected);
  expect(await ids()).toEqual(before);
});

it('two articles of one language that share an id are a mistake', async () => {
  const shared = 'date: 2024-01-01\nid: https://old.example/hello\n';
  expect(await addressesOf({ 'a.md': article(shared), 'b.md': article(shared) })).toEqual({
    'a.md': 'a',
    'b.md': 'error duplicate-id',
  });
});

it('a link by the name of a file leads to its article, whatever slug that has', async () => {
  await publish({
    'posts/2024-01-01-a.md': article('slug: elsewhere/x\n'),
    'b.md': '---\ndate: 2024-01-02\ntitle: B\n---\n[a](posts/2024-01-01-a.md)\n',
  });
  const [, href = ''] = /<a href="([^"]*posts[^"]*)"/.exec(await (await get('/articles/b')).text())!;
  const response = await get(href.replace(site, ''));
  expect(response.status).toBe(301);
  expect(response.headers.get('Location')).toBe(`${site}/articles/elsewhere/x`);
  // Another article may still take the address.
  expect(await addressesOf({ 'posts/a.md': article('date: 2024-01-03\n') })).toEqual({
    'posts/a.md': 'posts/a',
  });
  expect((await get('/articles/posts/a')).status).toBe(200);
});

it('a published address with a date stays when the date of the article changes', async () => {
  await publish({ '2024-01-01-a.md': article(''), '2024-01-02-a.md': article('') });
  const path = '2024-01-02-a.md';
  for (const day of ['2024-01-04', '2024-01-05']) {
    expect(await addressesOf({ [path]: article(`date: ${day}\n`) })).toEqual({ [path]: '2024-01-02-a' });
  }
});

it('a page has its name, and a post of the same name its date', async () => {
  expect(
    await addressesOf({ '2024-01-01-about.md': article(''), 'about.md': article('layout: page\n') }),
  ).toEqual({
    '2024-01-01-about.md': '2024-01-01-about',
    'about.md': 'about',
  });
});
