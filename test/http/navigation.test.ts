/** The links at the top of every page: `nav: 1`, and the menus of Hugo. */

import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { navigationKey } from '../../src/store/keys.ts';
import { limits } from '../../src/limits.ts';
import { article, follow } from './links.ts';
import { get, post, publish, settled } from './publish.ts';

const html = { headers: { Accept: 'text/html' } };

async function navigation(path: string): Promise<string[]> {
  const text = await (await get(path, html)).text();
  const [, inner = ''] = /<nav class="site[^>]*>(.*?)<\/nav>/.exec(text) ?? [];
  return Array.from(
    inner.matchAll(/<a href="([^"]*)"[^>]*?( aria-current="page")?>([^<]*)</g),
    ([, href, current, title]) => `${title} ${href}${current ? ' *' : ''}`,
  );
}

const all = [
  'About &amp; me /articles/about',
  'Now /articles/now',
  'Links /articles/links',
  'Dated /articles/a',
];

describe('the navigation', () => {
  beforeAll(async () => {
    await reset();
    await publish({
      'about.md': '---\ntitle: About & me\nnav: 1\n---\nText',
      'now.md': '---\ntitle: What I do now\nmenu: {main: {name: Now, weight: 2}}\n---\nText',
      'links.md': '---\ntitle: Links\ntype: page\ndate: 2024-01-01\nmenu: main\nweight: 30\n---\nText',
      'imprint.md': '---\ntitle: Imprint\n---\nText',
      'a.md': article('Dated', 'nav: true\ncategories: [News]\ntags: [x]\n'),
      'hidden.md': article('Hidden', 'nav: 3\nunlisted: true\n'),
      'draft.md': article('Draft', 'nav: 4\ndraft: true\n'),
    });
  });

  it.each([
    '/',
    '/articles/imprint',
    '/categories/News/',
    '/tags/x/',
    '/search?q=text',
    '/status',
    '/nope/nope',
  ])('stands in its order on %s', async (path) => {
    expect(await navigation(path)).toEqual(all);
  });

  it('marks the page that is read', async () => {
    expect(await navigation('/articles/now')).toEqual(
      all.map((link) => (link.startsWith('Now') ? `${link} *` : link)),
    );
  });

  it('leaves feeds and the sitemap as they are: pages in no feed, and in the sitemap', async () => {
    const { items } = await (await get('/feed.json')).json<{ items: { title: string }[] }>();
    expect(items.map(({ title }) => title)).toEqual(['Dated']);
    const sitemap = await (await get('/sitemaps/1.xml')).text().catch(() => '');
    const whole = sitemap + (await (await get('/sitemap.xml')).text());
    for (const path of ['about', 'now', 'links', 'imprint']) expect(whole).toContain(`/articles/${path}<`);
  });

  it('is one document in KV, written when a link changes, and changes the validators of pages', async () => {
    const before = await get('/articles/imprint', html);
    const feed = (await get('/rss.xml')).headers.get('ETag');
    const stored = await env.DOCUMENTS.get(navigationKey);
    await publish({ 'about.md': '---\ntitle: About & me\nnav: 1\n---\nOther text' });
    expect(await env.DOCUMENTS.get(navigationKey)).toBe(stored);
    expect((await get('/articles/imprint', html)).headers.get('ETag')).toBe(before.headers.get('ETag'));
    await publish({ 'about.md': '---\ntitle: About\nnav: 1\n---\nOther text' });
    const after = await get('/articles/imprint', html);
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
    expect(Date.parse(after.headers.get('Last-Modified')!)).toBeGreaterThan(
      Date.parse(before.headers.get('Last-Modified')!),
    );
    expect((await get('/rss.xml')).headers.get('ETag')).toBe(feed);
    expect(await navigation('/')).toEqual(['About /articles/about', ...all.slice(1)]);
    expect((await (await get('/', html)).text()).match(/\/articles\/about"/g)).toHaveLength(1);
  });

  it('is written again by a rebuild, and pages do without it', async () => {
    const stored = await env.DOCUMENTS.get<{ links: unknown }>(navigationKey, 'json');
    await env.DOCUMENTS.delete(navigationKey);
    expect(await navigation('/')).toEqual([]);
    await post('/api/rebuild', {});
    await settled();
    expect((await env.DOCUMENTS.get<{ links: unknown }>(navigationKey, 'json'))?.links).toEqual(
      stored?.links,
    );
  });

  it('has a bounded number of links, and ends with its articles', async () => {
    const many = Array.from({ length: limits.navigation + 5 }, (_, i) => `n/${i}.md`);
    await publish(Object.fromEntries(many.map((path) => [path, '---\ntitle: N\nnav: 0.5\n---\nText'])));
    expect(await navigation('/')).toHaveLength(limits.navigation);
    await publish(
      Object.fromEntries([...many, 'about.md', 'now.md', 'links.md', 'a.md'].map((path) => [path, null])),
    );
    expect(await navigation('/')).toEqual([]);
    expect(await follow('/articles/imprint')).toBe('200');
    expect(await (await get('/', html)).text()).not.toContain('<nav class="site');
  });
});

it('a site without a navigation has no document of it', async () => {
  await reset();
  await publish({ 'a.md': article('A', '') });
  await post('/api/rebuild', {});
  await settled();
  expect(await env.DOCUMENTS.get(navigationKey)).toBeNull();
});
