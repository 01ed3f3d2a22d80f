import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { get, publish } from './publish.ts';
import { soon } from '../soon.ts';

beforeEach(async () => reset());

const article = (word: string, lines: string, date = 'date: 2024-01-01\n') =>
  `---\ntitle: The ${word}\n${date}categories: [Notes]\n${lines}---\nA text with the word ${word}.\n`;

const text = async (path: string) => (await get(path)).text();

/** Where an article shows, by the word in its title. */
async function placesOf(word: string): Promise<Record<string, boolean>> {
  const [rss, json, category, home, sitemap, opml, found, foundFeed] = await Promise.all(
    [
      '/rss.xml',
      '/feed.json',
      '/categories/Notes/',
      '/',
      '/sitemaps/1.xml',
      '/categories/Notes/atom.xml',
      `/search?q=${word}`,
      `/search/rss.xml?q=${word}`,
    ].map(text),
  );
  const has = (page: string | undefined) => page!.includes(`/articles/${word}`);
  return {
    feeds: [rss, json, opml].every(has),
    lists: has(category),
    home: has(home),
    sitemap: has(sitemap),
    search: has(found),
    searchFeed: has(foundFeed),
  };
}

const nowhere = {
  feeds: false,
  lists: false,
  home: false,
  sitemap: false,
  search: false,
  searchFeed: false,
};
const everywhere = { feeds: true, lists: true, home: true, sitemap: true, search: true, searchFeed: true };

/** An ordinary article, so that no list is empty. */
const other = { 'other.md': article('other', '') };

describe.each([
  ['an article', '', everywhere, false],
  ['a page', 'type: page\n', { ...nowhere, home: true, sitemap: true, search: true }, false],
  ['an unlisted article', 'unlisted: true\n', nowhere, true],
  ['an article without index', 'noindex: true\n', { ...everywhere, sitemap: false }, true],
  [
    'an article that is not searched',
    'in_search_index: false\n',
    { ...everywhere, search: false, searchFeed: false },
    false,
  ],
])('%s', (_, lines, places, hidden) => {
  it('is served, shows where it should, and asks search engines accordingly', async () => {
    await publish({ ...other, 'word.md': article('word', lines) });
    const response = await get('/articles/word');
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('A text with the word word.');
    expect(response.headers.get('X-Robots-Tag')).toBe(hidden ? 'noindex' : null);
    expect(page.includes('<meta name="robots" content="noindex"/>')).toBe(hidden);
    await vi.waitFor(async () => expect(await placesOf('word')).toEqual(places), soon);
  });
});

describe('an article without a date', () => {
  it('is a page, with a warning that says what to add', async () => {
    const results = await publish({ ...other, 'word.md': article('word', '', '') });
    expect(results['word.md']).toMatchObject({
      status: 'article',
      problems: [{ severity: 'warning', code: 'undated', message: expect.stringContaining('"date: 2026') }],
    });
    expect(await placesOf('word')).toMatchObject({ feeds: false, lists: false, home: true, sitemap: true });
    const page = await text('/articles/word');
    expect(page).not.toContain('<time');
    expect(page).toContain('"@type":"WebPage"');
    expect(page).not.toContain('datePublished');
    expect(page).toContain('<summary>订阅全部文章</summary>');
  });

  it('has a line for its author and source only if it names them', async () => {
    const byline = (page: string) =>
      /<\/h1>(?:<p class="soft byline">(.*?)<\/p>)?<\/header>/.exec(page)?.[1]?.replace(/<.*?>/g, '');
    await publish({
      ...other,
      'bare.md': article('bare', '', ''),
      'word.md': article('word', 'author: Ada\nlink: https://example.org/\n', ''),
      'ada.md': article('ada', 'author: Ada\n', ''),
    });
    expect(await text('/articles/bare')).toContain('</h1></header>');
    expect(byline(await text('/articles/ada'))).toBe('Ada');
    expect(byline(await text('/articles/word'))).toBe('Ada · 原文');
    expect(byline(await text('/articles/other'))).toBe('2024年1月1日 · 阅读约 1 分钟');
    await vi.waitFor(async () => {
      const found = await text('/search?q=the');
      expect(
        found
          .match(/<p class="soft" lang="zh-CN">.*?<\/p>/g)
          ?.map((line) => line.replace(/<.*?>/g, ''))
          .sort(),
      ).toEqual(['2024年1月1日', 'Ada', 'Ada']);
    }, soon);
  });

  it('comes into the feeds when it gets a date, and stays there', async () => {
    await publish({ ...other, 'word.md': article('word', '', '') });
    await publish({ 'word.md': article('word', 'tags: [x]\n') });
    expect(await placesOf('word')).toMatchObject({ feeds: true, lists: true });
    await publish({ 'word.md': article('word', 'tags: [y]\n', '') });
    expect(await placesOf('word')).toMatchObject({ feeds: true, lists: true });
  });

  it('does not change its page when it is published again', async () => {
    await publish({ ...other, 'word.md': article('word', '', '') });
    const { headers } = await get('/articles/word');
    await publish({ 'more.md': article('more', '', '') });
    expect((await get('/articles/word')).headers.get('ETag')).toBe(headers.get('ETag'));
    expect(await text('/')).toMatch(/\/articles\/more.*\/articles\/word/s);
  });

  it('leaves the home page when it is deleted', async () => {
    await publish({ ...other, 'word.md': article('word', '', '') });
    await publish({ 'word.md': null });
    expect(await placesOf('word')).toEqual(nowhere);
    expect((await get('/articles/word')).status).toBe(410);
  });
});

it('an article is nowhere until its publishDate, whatever its date says', async () => {
  const results = await publish({ ...other, 'word.md': article('word', 'publishDate: 2099-01-01\n') });
  expect(results['word.md']).toMatchObject({ status: 'scheduled' });
  expect(await placesOf('word')).toEqual(nowhere);
  expect((await get('/articles/word')).status).toBe(404);
});

it('an article that is hidden later is gone from everywhere', async () => {
  await publish({ ...other, 'word.md': article('word', '') });
  const results = await publish({ 'word.md': article('word', 'password: abc\n') });
  expect(results['word.md']).toMatchObject({ status: 'draft' });
  expect((await get('/articles/word')).status).toBe(410);
  await vi.waitFor(async () => expect(await placesOf('word')).toEqual(nowhere), soon);
});

it('a search feed that finds nothing is as old as the last publish, and a 304 of a page has no language', async () => {
  await publish(other);
  const atom = await text('/search/atom.xml?q=nothing-at-all');
  const [, updated = ''] = /<updated>([^<]+)<\/updated>/.exec(atom)!;
  const { lastPublish } = await (await get('/status.json')).json<{ lastPublish: string }>();
  expect(Date.parse(updated)).toBe(Math.floor(Date.parse(lastPublish)));
  const { headers } = await get('/articles/other');
  const fresh = await get('/articles/other', { headers: { 'If-None-Match': headers.get('ETag')! } });
  expect(fresh.status).toBe(304);
  expect(headers.get('Content-Language')).not.toBeNull();
  expect(fresh.headers.get('Content-Language')).toBeNull();
});
