import { evictDurableObject, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IndexDocument } from '../../src/store/documents.ts';
import { limits } from '../../src/limits.ts';
import { guidOfFeed } from '../../src/show/guid.ts';
import { showFile } from '../show/show-file.ts';
import { all, one, readXml, texts, type XmlElement } from '../feed/strict-xml.ts';
import { authorization, get, post, publish, settled, site } from './publish.ts';

beforeEach(async () => reset());

const episode = (title: string, more = '', day = 1): string =>
  `---\ntitle: ${title}\ndate: 2026-01-${String(day).padStart(2, '0')}\ncategories: [audio]\nenclosure: {url: "https://media.example/${title}.mp3", length: 100}\n${more}---\nText\n`;
const article = '---\ntitle: Silent\ndate: 2026-01-03\ncategories: [audio]\n---\nText\n';

const feed = '/categories/audio/podcast.xml';
const channelAt = async (path = feed): Promise<XmlElement> =>
  one(readXml(await (await get(path)).text()), 'channel');
const guid = async (path = feed) => texts(await channelAt(path), 'podcast:guid')[0];
const titles = async (path = feed) =>
  all(await channelAt(path), 'item').flatMap((item) => texts(item, 'title'));
const minted = guidOfFeed(site + feed);

it('at the address of the podcast of the site, without one, an old link leads on', async () => {
  await publish({ _redirects: '/podcast.xml /categories/audio/podcast.xml 301\n' });
  const old = await get('/podcast.xml', { redirect: 'manual' });
  expect([old.status, old.headers.get('Location')]).toEqual([301, `${site}${feed}`]);
  await publish({ '_show.md': showFile() });
  expect((await get('/podcast.xml', { redirect: 'manual' })).status).toBe(200);
});

describe('a show', () => {
  it('has a feed of the episodes of its category alone', async () => {
    const { 'audio/_show.md': show } = await publish({
      'audio/_show.md': showFile('title: Sounds\n'),
      'audio/1.md': episode('One'),
      'audio/2.md': episode('Two', '', 2),
      'audio/silent.md': article,
      'other.md': episode('Other').replace('[audio]', '[other]'),
    });
    expect(show).toEqual({
      path: 'audio/_show.md',
      status: 'show',
      url: `${site}${feed}`,
      problems: [],
    });
    const response = await get(feed);
    expect(response.headers.get('Content-Type')).toBe('application/rss+xml; charset=utf-8');
    expect(response.headers.get('Link')).toContain(`<${site}${feed}>; rel="self"`);
    expect(await titles()).toEqual(['Two', 'One']);
    expect(texts(await channelAt(), 'title')).toEqual(['Sounds']);
    expect(all(await channelAt(), 'atom:link').map(({ attributes }) => attributes['rel'])).toEqual([
      'self',
      'hub',
    ]);
    // Found in KV, with the key of its category.
    expect(await env.DOCUMENTS.get('feed:podcast:category:audio')).not.toBeNull();
    const again = await get(feed, { headers: { 'If-None-Match': response.headers.get('ETag')! } });
    expect(again.status).toBe(304);
  });

  it('leaves the other feeds as they are', async () => {
    await publish({ 'audio/1.md': episode('One') });
    const paths = ['/rss.xml', '/categories/audio/rss.xml', '/categories/audio/atom.xml', '/feed.json'];
    const read = async () => Promise.all(paths.map(async (path) => (await get(path)).text()));
    const before = await read();
    await publish({ 'audio/_show.md': showFile() });
    expect(await read()).toEqual(before);
    expect(await (await get('/feeds.opml')).text()).toContain(`xmlUrl="${site}${feed}"`);
  });

  it('is changed, held against mistakes, and removed with its file', async () => {
    await publish({ 'audio/_show.md': showFile('title: Before\n'), 'audio/1.md': episode('One') });
    await publish({ 'audio/_show.md': showFile('title: After\n') });
    expect(texts(await channelAt(), 'title')).toEqual(['After']);
    const { 'audio/_show.md': broken } = await publish({
      'audio/_show.md': '---\ntitle: Broken\n---\n',
    });
    expect(broken).toMatchObject({ status: 'error', problems: [{ code: 'show', line: 1 }, {}, {}, {}] });
    expect(texts(await channelAt(), 'title')).toEqual(['After']);
    await publish({ 'audio/_show.md': null });
    expect((await get(feed)).status).toBe(404);
    expect((await get('/categories/audio/rss.xml')).status).toBe(200);
    expect(await env.DOCUMENTS.get('feed:podcast:category:audio')).toBeNull();
  });

  it('has a feed without episodes, and that of the whole site has all of them', async () => {
    await publish({
      'audio/_show.md': showFile(),
      '_show.md': showFile(),
      'x.md': episode('Other').replace('audio', 'x'),
    });
    expect(await titles()).toEqual([]);
    expect(await titles('/podcast.xml')).toEqual(['Other']);
    expect(await guid('/podcast.xml')).toBe(guidOfFeed(`${site}/podcast.xml`));
  });

  it('drops an episode that becomes an ordinary article, and one that is removed', async () => {
    await publish({
      'audio/_show.md': showFile(),
      'audio/1.md': episode('One'),
      'audio/2.md': episode('Two', '', 2),
    });
    await publish({ 'audio/1.md': article, 'audio/2.md': null });
    expect(await titles()).toEqual([]);
  });

  it('is refused where another file is the show of the category, or has its guid', async () => {
    const own = 'guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n';
    const first = await publish({ 'audio/_show.md': showFile(own) });
    expect(first['audio/_show.md']?.status).toBe('show');
    const results = await publish({
      'b/_show.md': showFile('category: audio\n'),
      'c/_show.md': showFile(own),
    });
    expect(results['b/_show.md']).toMatchObject({
      status: 'error',
      problems: [
        {
          code: 'duplicate-address',
          message: expect.stringMatching(
            /^audio\/_show\.md is the show of the category "audio" already; /,
          ) as string,
        },
      ],
    });
    expect(results['c/_show.md']).toMatchObject({
      status: 'error',
      problems: [
        {
          code: 'duplicate-id',
          message: expect.stringMatching(/^audio\/_show\.md has the guid 917393e3/) as string,
        },
      ],
    });
    // As publishers do, which send such a file again.
    await publish({ 'audio/_show.md': null });
    expect((await publish({ 'b/_show.md': showFile('category: audio\n') }))['b/_show.md']?.status).toBe(
      'show',
    );
    expect(await guid()).toBe('917393e3-1b1e-5cef-ace4-edaa54e1f810');
  });
});

describe('the guid of a show', () => {
  it('that another file has taken over is not that of a new show at the former place', async () => {
    await publish({ 'audio/_show.md': showFile() });
    await publish({ 'audio/_show.md': null });
    await publish({ 'sound/_show.md': showFile(`guid: ${minted}\n`) });
    const { 'audio/_show.md': show } = await publish({ 'audio/_show.md': showFile() });
    expect(show).toMatchObject({ status: 'show', problems: [] });
    const fresh = await guid();
    expect(fresh).not.toBe(minted);
    await publish({ 'sound/_show.md': null });
    await publish({ 'audio/_show.md': showFile('title: Another\n') });
    expect(await guid()).toBe(fresh);
  });

  it('is minted once: it stays through edits, another category, another folder, a removal and a rebuild', async () => {
    await publish({ 'audio/_show.md': showFile(), 'audio/1.md': episode('One') });
    expect(await guid()).toBe(minted);
    await publish({ 'audio/_show.md': showFile('category: sound\n') });
    expect(await guid('/categories/sound/podcast.xml')).toBe(minted);
    // Another show of the former category is another podcast.
    await publish({ 'new/_show.md': showFile('category: audio\n') });
    expect(await guid()).toBe(guidOfFeed(`${site}${feed}#1`));
    const source = showFile('category: sound\n');
    const { files } = await env.CATALOG.getByName('catalog').manifestFiles([...Array(1024).keys()]);
    const moved = await post('/api/publish', {
      put: [{ path: 'moved/_show.md', source, blob: files['audio/_show.md'], movedFrom: 'audio/_show.md' }],
      delete: ['audio/_show.md'],
    });
    expect(moved.status).toBe(200);
    await settled();
    expect(await guid('/categories/sound/podcast.xml')).toBe(minted);
    await publish({ 'moved/_show.md': null });
    expect((await get('/categories/sound/podcast.xml')).status).toBe(404);
    await publish({ 'elsewhere/_show.md': source });
    await evictDurableObject(env.CATALOG.getByName('catalog'));
    await post('/api/rebuild', {});
    await settled();
    expect(await guid('/categories/sound/podcast.xml')).toBe(minted);
  });

  it('stays where only the case of the category changes, in the file or in the name of its folder', async () => {
    await publish({ 'audio/_show.md': showFile('category: Audio\n') });
    const before = await guid('/categories/Audio/podcast.xml');
    await publish({ 'audio/_show.md': showFile('category: AUDIO\n') });
    expect(await guid('/categories/AUDIO/podcast.xml')).toBe(before);
    expect((await get('/categories/Audio/podcast.xml')).status).toBe(404);
    await publish({ 'audio/_show.md': showFile() });
    const { files } = await env.CATALOG.getByName('catalog').manifestFiles([...Array(1024).keys()]);
    const put = [
      {
        path: 'Audio/_show.md',
        source: showFile(),
        blob: files['audio/_show.md'],
        movedFrom: 'audio/_show.md',
      },
    ];
    expect((await post('/api/publish', { put, delete: ['audio/_show.md'] })).status).toBe(200);
    await settled();
    expect(await guid('/categories/Audio/podcast.xml')).toBe(before);
    expect((await get(feed)).status).toBe(404);
  });

  it("is the author's own, if the file has one, and stays when the line is removed", async () => {
    const own = '917393e3-1b1e-5cef-ace4-edaa54e1f810';
    await publish({ 'audio/_show.md': showFile(), 'audio/1.md': episode('One') });
    await publish({ 'audio/_show.md': showFile(`guid: ${own}\n`) });
    expect(await guid()).toBe(own);
    await publish({ 'audio/_show.md': showFile('title: Same\n') });
    expect(await guid()).toBe(own);
  });
});

it('leads from the podcast to its first episode by archive documents, each once', async () => {
  const sources = Array.from({ length: 120 }, (_, i): [string, string] => [
    `audio/${i}.md`,
    episode(`E${i}`).replace('2026-01-01', new Date(Date.UTC(2025, 0, i + 1)).toISOString().slice(0, 10)),
  ]);
  const silent = sources.map(([path]) => [`s${path}`, article] as const);
  await publish({ 'audio/_show.md': showFile(), ...Object.fromEntries([...sources, ...silent]) });
  const seen: string[] = [];
  const currents: (string | undefined)[] = [];
  for (let url: string | undefined = feed; url;) {
    const channel: XmlElement = await channelAt(url);
    seen.push(...all(channel, 'item').flatMap((item) => texts(item, 'title')));
    const links = all(channel, 'atom:link').map(({ attributes }) => attributes);
    const older = links.find(({ rel }) => rel === 'prev-archive')?.['href'];
    currents.push(links.find(({ rel }) => rel === 'current')?.['href']);
    expect(texts(channel, 'podcast:guid')).toEqual([minted]);
    url = older === undefined ? undefined : new URL(older).pathname;
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `E${119 - i}`));
  expect(currents).toEqual([undefined, site + feed, site + feed]);
});

it('has no podcast where there is no show: of a tag, of two categories, of a category without a file', async () => {
  await publish({ 'audio/_show.md': showFile(), 'audio/1.md': episode('One', 'tags: [t]\n') });
  for (const path of [
    '/podcast.xml',
    '/tags/t/podcast.xml',
    '/categories/audio/x/podcast.xml',
    '/categories/x/podcast.xml',
    '/search/podcast.xml?q=One',
  ])
    expect((await get(path)).status, path).toBe(404);
});

it('shows the show on the page of its category, with the ways to hear it', async () => {
  await publish({ 'audio/_show.md': showFile('title: Sounds & more\n'), 'audio/1.md': episode('One') });
  const page = await (await get('/categories/audio/')).text();
  expect(page).toContain(
    `<link rel="alternate" type="application/rss+xml" title="Sounds &amp; more" href="${site}${feed}"/>`,
  );
  expect(page).toContain('src="https://feeds.example/files/audio/cover.jpg"');
  expect(page).toContain('About sound');
  const { host } = new URL(site);
  for (const link of [
    `podcast://${host}${feed}`,
    `overcast://x-callback-url/add?url=${encodeURIComponent(site + feed)}`,
    `pktc://subscribe/${host}${feed}`,
    `https://antennapod.org/deeplink/subscribe?url=${encodeURIComponent(site + feed)}`,
  ])
    expect(page).toContain(`href="${link}"`);
  const other = await (await get('/')).text();
  expect(other).not.toContain('podcast://');
  const index = await env.DOCUMENTS.get<IndexDocument>('index', 'json');
  expect(index?.shows).toMatchObject([{ category: 'audio', title: 'Sounds & more' }]);
});

it('leads from the page of an episode to its podcast, from the day of the show to its end', async () => {
  const apps = async (path: string) => {
    const html = await (await get(path)).text();
    const link = new RegExp(`href="podcast://${new URL(site).host}([^"]+)"`).exec(html)?.[1];
    const found =
      /<link rel="alternate" type="application\/rss\+xml" title="[^"]*" href="([^"]+podcast\.xml)"/.exec(
        html,
      );
    expect(found?.[1]).toBe(link && site + link);
    return link;
  };
  await publish({
    'one.md': episode('One'),
    'silent.md': article,
    'both.md': episode('Both').replace('[audio]', '[audio, other]'),
  });
  expect(await apps('/articles/one')).toBeUndefined();
  const before = await get('/articles/one');

  await publish({ 'audio/_show.md': showFile() });
  expect(await apps('/articles/one')).toBe(feed);
  expect(await apps('/articles/both')).toBe(feed);
  expect(await apps('/articles/silent')).toBeUndefined();
  const headers = { 'If-None-Match': before.headers.get('ETag')! };
  expect((await get('/articles/one', { headers })).status).toBe(200);

  // The last category is the one that an article is listed under.
  await publish({ 'other/_show.md': showFile() });
  expect(await apps('/articles/both')).toBe('/categories/other/podcast.xml');
  await publish({ 'audio/_show.md': null, '_show.md': showFile() });
  expect(await apps('/articles/one')).toBe('/podcast.xml');
  await publish({ '_show.md': showFile('category: audio\n') });
  expect(await apps('/articles/one')).toBe(feed);
  await publish({ '_show.md': null });
  expect(await apps('/articles/one')).toBeUndefined();
});

it.each(['AC/DC', '100 %', '%2F', '🎧', 'C++ & "co"', "d'été", '知乎 热榜', 'a?b#c'])(
  'has the show of a category named %j at one address',
  async (name) => {
    const path = `/categories/${encodeURIComponent(name)}/`;
    const source = showFile(`category: ${JSON.stringify(name)}\n`);
    const { 'x/_show.md': empty } = await publish({ 'x/_show.md': source });
    expect(empty).toMatchObject({ status: 'show', problems: [] });
    const { pathname } = new URL(empty!.url!);
    expect(decodeURIComponent(pathname)).toBe(`/categories/${name}/podcast.xml`);
    const page = await get(pathname.replace('podcast.xml', ''));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('还没有单集。');
    const spelled = await get(path);
    expect([200, 308]).toContain(spelled.status);
    const names = `categories: [${JSON.stringify(name)}]`;
    await publish({ 'x/1.md': episode('One').replace('categories: [audio]', names) });
    expect(await titles(pathname)).toEqual(['One']);
    expect(await guid(pathname)).toBe(guidOfFeed(site + pathname));
  },
);

it.each(['en', 'zh-CN'])(
  'shows a show without an article on the page of its category (%s)',
  async (language) => {
    await publish({
      'audio/_show.md': showFile('title: Sounds\n'),
      'other.md': episode('Other').replace('audio', 'x'),
    });
    const headers = { 'Accept-Language': language };
    const response = await get('/categories/audio/', { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('Link')).toBe(`<${site}/categories/audio/>; rel="canonical"`);
    const html = await response.text();
    expect(html).toContain(language === 'en' ? 'No episodes yet.' : '还没有单集。');
    for (const part of ['cover.jpg', 'About sound', `podcast://${new URL(site).host}${feed}`])
      expect(html).toContain(part);
    // The other feeds of the category are there once it has an article.
    expect(html).not.toContain('/categories/audio/rss.xml');
    expect((await get('/categories/audio/rss.xml')).status).toBe(404);
    const again = { headers: { ...headers, 'If-None-Match': response.headers.get('ETag')! } };
    expect((await get('/categories/audio/', again)).status).toBe(304);
    const spelled = await get('/categories/audio');
    expect([spelled.status, spelled.headers.get('Location')]).toEqual([308, `${site}/categories/audio/`]);
    for (const path of ['/categories/none/', '/categories/audio/x/', '/tags/audio/'])
      expect((await get(path)).status, path).toBe(404);
    await publish({ 'audio/_show.md': null });
    expect((await get('/categories/audio/')).status).toBe(404);
  },
);

it('shows a show beyond those that are listed on the page of its category', async () => {
  const listed = Array.from({ length: limits.listedShows }, (_, i) => [`a${i}/_show.md`, showFile()]);
  await publish({ ...Object.fromEntries(listed), 'b/_show.md': showFile('title: Before\n') });
  const index = await env.DOCUMENTS.get<IndexDocument>('index', 'json');
  expect(index?.shows?.map(({ category }) => category)).not.toContain('b');
  const own = 'podcast://feeds.example/categories/b/podcast.xml';
  const empty = await (await get('/categories/b/')).text();
  expect(empty).toContain('Before');
  expect(empty).toContain(own);
  const spelled = await get('/categories/b');
  expect([spelled.status, spelled.headers.get('Location')]).toEqual([308, `${site}/categories/b/`]);
  await publish({ 'b/1.md': episode('One').replace('[audio]', '[b, c]') });
  await publish({ 'b/_show.md': showFile('title: After\n') });
  const page = await (await get('/categories/b/')).text();
  for (const part of ['After', own, 'One']) expect(page).toContain(part);
  expect(await (await get('/categories/c/')).text()).not.toContain('podcast://');
  expect((await get('/categories/none/')).status).toBe(404);
});

it('is in a backup, with its guid', async () => {
  await publish({ 'audio/_show.md': showFile(), 'audio/1.md': episode('One') });
  const response = await post('/api/backup', { kind: 'shows' }, authorization);
  const [, row] = (await response.text()).trim().split('\n');
  expect(JSON.parse(row!)).toMatchObject({ path: 'audio/_show.md', category: 'audio', guid: minted });
});
