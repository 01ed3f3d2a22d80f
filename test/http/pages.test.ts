import { gzipSync } from 'node:zlib';
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { get, publish, site } from './publish.ts';
import { soon } from '../soon.ts';

beforeEach(async () => reset());

const article = (n: number, extra = '') =>
  `---\ntitle: 第 ${n} 篇\ndate: 2024-01-01 00:00:${String(n).padStart(2, '0')}\ncategories: [社交媒体, 知乎]\n${extra}---\n正文 ${n}\n`;

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.md`, article(i)]));

const html = async (path: string, init?: RequestInit) => (await get(path, init)).text();
const titles = (page: string) =>
  Array.from(page.matchAll(/<h3[^>]*><a [^>]*>(.*?)<\/a><\/h3>/g), ([, title]) => title);
const link = (page: string, rel: string) => new RegExp(`<link rel="${rel}" href="([^"]+)"`).exec(page)?.[1];

describe('lists', () => {
  it('lead page by page back to the first article, and forth again', async () => {
    await publish(many(60));
    const seen: (string | undefined)[] = [];
    const pages: string[] = [];
    for (let url: string | undefined = `${site}/categories/知乎/`; url;) {
      const page = await html(url.replace(site, ''));
      pages.push(url);
      seen.push(...titles(page));
      url = link(page, 'next');
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => `第 ${59 - i} 篇`));
    const back: string[] = [];
    for (let url: string | undefined = pages.at(-1); url;) {
      back.push(decodeURI(url));
      url = link(await html(url.replace(site, '')), 'prev');
    }
    expect(back).toEqual(pages.map(decodeURI).reverse());
  });

  it('offer the categories that narrow them down', async () => {
    await publish({ ...many(2), 'x.md': article(9, 'tags: [t]\n').replace('社交媒体', '互联网') });
    const page = await html('/categories/知乎/');
    expect(page).toContain('href="/categories/知乎/社交媒体/"');
    expect(page).toContain('href="/categories/知乎/互联网/"');
    expect(titles(await html('/categories/知乎/互联网/'))).toEqual(['第 9 篇']);
    // What all of them are in narrows nothing down.
    expect(await html('/categories/互联网/')).not.toContain('/categories/互联网/知乎/');
  });

  it('have the first paragraphs, and feeds the summaries as before', async () => {
    const begun = (n: number) => article(n).replace('正文', '## 小标题\n\n正文');
    await publish(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.md`, begun(i)])));
    const first = await html('/categories/知乎/');
    const second = await html(link(first, 'next')!.replace(site, ''));
    expect(first).toContain('<p dir="auto">正文 29</p>');
    expect(second).toContain('<p dir="auto">正文 0</p>');
    expect(first + second).not.toContain('小标题');
    const { items } = await (
      await get('/categories/知乎/feed.json')
    ).json<{ items: { summary: string }[] }>();
    expect(items[0]!.summary).toBe('小标题 正文 29');
  });

  it('do not page where there is nothing', async () => {
    await publish(many(1));
    expect((await get('/categories/知乎/archive/0-24-eA/')).status).toBe(404);
    expect((await get('/categories/知乎/archive/nonsense/')).status).toBe(404);
  });
});

describe('the home page', () => {
  it('leads with the newest article, and shows each article and each picture once', async () => {
    const image = (n: number) => `image: https://images.example/${n === 3 ? 4 : n}.png\n`;
    await publish(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => {
          const source = article(n, image(n));
          return [`${n}.md`, n < 6 ? source.replace('知乎', '旧文') : source];
        }),
      ),
    );
    const page = await html('/');
    expect(/<div class="lead-item".*?<h3[^>]*><a [^>]*>(.*?)<\/a>/s.exec(page)?.[1]).toBe('第 19 篇');
    const links = [...page.matchAll(/<a href="(\/articles\/[^"]+)"/g)].map(([, path]) => path);
    expect(links).toHaveLength(11 + 2);
    expect(new Set(links).size).toBe(links.length);
    expect(page).toContain('<a href="/categories/知乎/">知乎</a>');
    expect(page.match(/<summary>/g)).toHaveLength(1);
    // Two articles with one picture, of which the newer shows it; the other has its letter.
    const older = link(page, 'next')!.replace(site, '');
    const list = await html(older);
    expect(list).toContain('src="/thumbnails/4"');
    expect(list).not.toContain('src="/thumbnails/3"');
  });

  it('names the site once, in its heading', async () => {
    await publish(many(1));
    const page = await html('/');
    expect(page).toMatch(/<h1 class="brand"[^>]*><a href="\/">edgefeed<\/a><\/h1>/);
    expect(page.split('<body>')[1]!.match(/>edgefeed</g)).toHaveLength(1);
    expect(await html('/articles/0')).toMatch(/<p class="brand"[^>]*><a href="\/">edgefeed<\/a><\/p>/);
  });
});

describe('an address where nothing is', () => {
  const ask = async (path: string) => get(path, { headers: { Accept: 'text/html' } });

  it('shows the newest articles, and a search for the last word of the address', async () => {
    await publish({ ...many(5), 'gone.md': article(9) });
    await publish({ 'gone.md': null });
    for (const [path, status, words] of [
      ['/articles/old/%E6%B7%98%E5%AE%9D-a.html', 404, '淘宝 a'],
      ['/articles/gone', 410, 'gone'],
      ['/nowhere/%3Cscript%3E', 404, 'script'],
    ] as const) {
      const response = await ask(path);
      const page = await response.text();
      expect({ path, status: response.status }).toEqual({ path, status });
      expect(titles(page)).toEqual(['第 4 篇', '第 3 篇', '第 2 篇']);
      expect(page).toContain(`name="q" value="${words}"`);
      expect(page.match(/role="search"/g)).toHaveLength(1);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    }
    // What a browser is not shown is not read.
    expect(await (await get('/articles/none')).text()).toMatch(/^Not found\. /);
  });
});

it('sends pages of 15 KB at most, compressed, also where titles are as long as questions on Zhihu', async () => {
  const title = (n: number) =>
    `第 ${n} 问：微信可直接打开淘宝页面并用支付宝完成支付，各大互联网平台互联互通要实现了吗？`;
  const text = '正文说的是淘宝与微信的互联互通，链接属于读者。'.repeat(20);
  const source = (n: number) =>
    `---\ntitle: ${title(n)}\ndate: 2024-01-01\ncategories: [社交媒体, 知乎热榜, 分类${n % 40}]\ntags: [标签${n % 40}]\nauthor: 作者${n % 20}\nimage: https://images.example/${n}.png\n---\n${text}\n`;
  await publish(
    Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`社交媒体/知乎热榜/${title(n)}.md`, source(n)])),
  );
  const older = link(await html('/categories/知乎热榜/'), 'next')!.replace(site, '');
  for (const path of ['/', '/categories/知乎热榜/', older, '/search?q=淘宝', '/status']) {
    const bytes = gzipSync(await html(path)).byteLength;
    expect({ path, fits: bytes <= 15_000 }).toEqual({ path, fits: true });
  }
});

describe('an article', () => {
  it('leads to those before and after it in its last category', async () => {
    await publish(many(3));
    const page = await html('/articles/1');
    expect(page).toMatch(/<a href="\/articles\/0" rel="prev">/);
    expect(page).toMatch(/<a href="\/articles\/2" rel="next">/);
    // Who comes between is shown by those beside it, and who goes is not.
    await publish({ 'between.md': article(1).replace('00:01', '00:01.5').replace('第 1 篇', '中间') });
    expect(await html('/articles/1')).toMatch(/<a href="\/articles\/between" rel="next">/);
    await publish({ 'between.md': null });
    expect(await html('/articles/1')).toMatch(/<a href="\/articles\/2" rel="next">/);
  });

  it('has a heading above its footnotes, and none in what only looks like them', async () => {
    const body =
      'Text[^1] `<section class="footnotes">` ![<section class="footnotes">](/a.png)\n\n[^1]: Note\n';
    await publish({ 'a.md': `---\ntitle: T\n---\n${body}` });
    const page = await html('/articles/a');
    expect(page.match(/<h2 class="aside" lang="zh-CN">脚注<\/h2>/g)).toHaveLength(1);
    expect(page).toMatch(/<section class="footnotes"><h2 .*?<\/h2>\s*<ol/);
  });

  it('aligns the cells of its tables by a class, and in feeds by the attribute', async () => {
    const table = '| a | b |\n|:-:|--:|\n| align="left" | <td align="left"> |\n';
    await publish({ 'table.md': `---\ntitle: Table\ndate: 2024-01-01\n---\n${table}` });
    const page = await (await get('/articles/table')).text();
    expect(page).toContain('<th class="center">a</th>');
    expect(page).toContain('<td class="right">');
    expect(page).toContain('<td class="center">align=&quot;left&quot;</td>'.replaceAll('&quot;', '"'));
    expect(page).not.toMatch(/<t[dh][^>]* align=/);
    expect(await (await get('/feed.json')).text()).toContain('align=\\"right\\"');
  });

  it('describes itself to machines, and nothing in it ends the description', async () => {
    const source = `---\ntitle: "</script><b>T"\ndate: 2024-01-01\nauthor: 知乎\nimage: https://img.example/a.png\n---\nText\n`;
    await publish({ 'a.md': source });
    const page = await html('/articles/a');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'BlogPosting',
      headline: '</script>T',
      author: [{ '@type': 'Person', name: '知乎' }],
      image: `${site}/thumbnails/a`,
    });
    expect(page).toContain(`<meta property="og:image" content="${site}/thumbnails/a"/>`);
  });
});

describe('languages', () => {
  it('are chosen by the reader, and caches are told so', async () => {
    await publish(many(1));
    const ask = async (language?: string) =>
      get('/', language === undefined ? {} : { headers: { 'Accept-Language': language } });
    for (const [wanted, got] of [
      ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
      ['zh-TW', 'zh'],
      ['fr, en;q=0.1', 'en'],
      ['en;q=0, de', 'zh'],
      [undefined, 'zh'],
    ] as const) {
      const response = await ask(wanted);
      expect({ wanted, got: response.headers.get('Content-Language') }).toEqual({ wanted, got });
      expect(response.headers.get('Vary')).toBe('Accept-Encoding, Accept-Language');
      expect(await response.text()).toContain(got === 'en' ? 'Latest articles' : '最新文章');
    }
    expect((await ask('en')).headers.get('ETag')).not.toBe((await ask('zh')).headers.get('ETag'));
  });

  it('keep the language of an article apart from that of the page', async () => {
    await publish({ 'a.md': article(1, 'lang: ja\n') });
    const page = await html('/articles/a', { headers: { 'Accept-Language': 'en' } });
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<h1 lang="ja">');
    expect(page).toContain('<div class="body" lang="ja" data-');
  });

  it('say nothing about that of a text which cannot be in the language of the site', async () => {
    await publish({ 'a.md': article(1), 'b.md': '---\ntitle: Plain English\n---\nNothing else.\n' });
    expect(await html('/articles/a')).toContain('<div class="body" lang="zh-CN" data-');
    const page = await html('/articles/b');
    expect(page).toContain('<div class="body" lang="" dir="auto" data-');
    expect(page).not.toContain('inLanguage');
    expect(page).not.toContain('og:locale');
  });
});

describe('searching', () => {
  it('answers with a page that is not listed, and with the same search as feeds', async () => {
    await publish(many(2));
    // The index follows when the feeds are written.
    await vi.waitFor(async () => {
      const page = await html('/search?q=%E6%AD%A3%E6%96%87');
      expect(page).toContain('<meta name="robots" content="noindex"/>');
      expect(page).toContain('<mark>正文</mark>');
    }, soon);
    for (const [file, type] of [
      ['rss.xml', 'application/rss+xml; charset=utf-8'],
      ['atom.xml', 'application/atom+xml; charset=utf-8'],
      ['feed.json', 'application/feed+json; charset=utf-8'],
    ] as const) {
      const response = await get(`/search/${file}?q=%E6%AD%A3%E6%96%87`);
      expect(response.headers.get('Content-Type')).toBe(type);
      expect(response.headers.get('Link')).toContain(
        `<${site}/search/${file}?q=%E6%AD%A3%E6%96%87>; rel="self"`,
      );
      expect(await response.text()).toContain('第 1 篇');
      const again = await get(`/search/${file}?q=%E6%AD%A3%E6%96%87`, {
        headers: { 'If-None-Match': response.headers.get('ETag')! },
      });
      expect(again.status).toBe(304);
    }
  });

  it('marks what was found, whatever punctuation it has', async () => {
    await publish({ 'a.md': '---\ntitle: A well-known {x} \\d+\n---\nOr&nbsp;so, a/b “c” d—e.\n' });
    await vi.waitFor(async () => expect(await html('/search?q=known')).toContain('</mark>'), soon);
    for (const query of [
      'well-known',
      '{x}',
      '\\d+',
      'a/b',
      '“c”',
      'd—e',
      'x -',
      'known ]',
      'known )(',
      'a [z-',
    ]) {
      const response = await get(`/search?q=${encodeURIComponent(query)}`);
      expect({ query, status: response.status }).toEqual({ query, status: 200 });
    }
    expect(await html('/search?q=well-known')).toContain('A <mark>well-known</mark> {x}');
  });

  it('leads from page to page, and takes a number that is none for the first one', async () => {
    await publish(many(42));
    // The index takes 25 articles at a time.
    await vi.waitFor(async () => {
      const { cards } = await env.CATALOG.getByName('catalog').search('正文', 3);
      expect(cards).toHaveLength(12);
    }, soon);
    const [first, second, third] = await Promise.all(
      ['', '&page=2', '&page=3'].map(async (page) => html(`/search?q=正文${page}`)),
    );
    const q = encodeURIComponent('正文');
    expect(link(first!, 'next')).toBe(`${site}/search?q=${q}&amp;page=2`);
    expect([link(second!, 'prev'), link(second!, 'next')]).toEqual([
      `${site}/search?q=${q}`,
      `${site}/search?q=${q}&amp;page=3`,
    ]);
    expect(link(third!, 'next')).toBeUndefined();
    expect([first, second, third].flatMap((page) => titles(page!))).toHaveLength(42);
    for (const page of ['1', '0', '-1', '11', '1e9', 'abc', '2.5', '02', '', '%00', '٢']) {
      expect(await html(`/search?q=正文&page=${page}`), page).toBe(first);
    }
    const beyond = await html('/search?q=正文&page=10');
    expect(titles(beyond)).toEqual([]);
    expect(beyond).toContain('没有更多文章了');
  });

  it('offers what may have been meant, and escapes it', async () => {
    const tag = '"><script>alert(1)</script>';
    await publish({
      'a.md': `---\ntitle: Kubernetes\ndate: 2024-01-01\ntags: ['${tag}', 'kube & co']\n---\nText.\n`,
    });
    await vi.waitFor(
      async () => expect(await html('/search?q=kubernetse')).toContain('href="/search?q=kubernetes"'),
      soon,
    );
    expect(await html('/search?q=kube%20zzz')).toContain('<span lang="zh-CN">kube &amp; co</span>');
    const page = await html(`/search?q=${encodeURIComponent(tag)}`);
    expect(page).not.toContain('<script>alert');
  });

  it.each([
    ['8 KB of words', 'a1 '.repeat(2_000)],
    ['8 KB of one word', 'x'.repeat(7_900)],
    ['operators', 'a AND OR NOT NEAR( title: ^ * + - {b}:'],
    ['quotes', '"a" \'b\' “c” "'],
    ['NULs', 'a\0b\0'],
    ['emoji', '👩‍👩‍👧🦊🏳️‍🌈'],
    ['marks', `a${'\u0301'.repeat(90)} \u0301`],
    ['right to left', 'שלום \u202eمرحبا'],
    ['a star', '*'],
    ['what becomes longer', '\ufdfa'.repeat(90)],
    ['lone surrogates', '\ud83d \udd8a'],
    ['letters of a word each', 'zq xq yq wq vq uq tq sq'],
    ['a clause', '我们认为这个世界上没有什么是不可能的'.repeat(5)],
  ])('answers %s', async (_, query) => {
    await publish(many(1));
    const q = encodeURIComponent(query.toWellFormed()).slice(0, 8_000).replace(/%.?$/, '');
    for (const path of ['/search', '/search/rss.xml']) {
      const response = await get(`${path}?q=${q}`);
      // Nothing is left of what no text has.
      expect([200, path === '/search' ? 200 : 400]).toContain(response.status);
    }
  });

  it('writes what was asked for as text', async () => {
    const page = await html('/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E');
    expect(page).not.toContain('<script>alert');
  });

  it('asks for words before it gives a feed, and takes no other file', async () => {
    expect((await get('/search')).status).toBe(200);
    expect((await get('/search/rss.xml')).status).toBe(400);
    expect((await get('/search/rss.xml?q=%20')).status).toBe(400);
    expect((await get('/search/other?q=a')).status).toBe(404);
  });
});

it('a search shows a picture once, though several of its articles have it', async () => {
  await reset();
  const source = (day: number) =>
    `---\ntitle: Twin ${day}\ndate: 2024-01-0${day}\nimage: https://pictures.example/one.png\n---\nText`;
  await publish({ '1.md': source(1), '2.md': source(2) });
  await vi.waitFor(async () => expect((await html('/search?q=twin')).match(/<h3/g)).toHaveLength(2), soon);
  expect((await html('/search?q=twin')).match(/<img[^>]*\/thumbnails\/[^"]*/g)).toEqual([
    expect.stringContaining('/thumbnails/2'),
  ]);
});

describe('what programs ask for', () => {
  it('is a sitemap with every page, and robots.txt that names it', async () => {
    await publish(many(2));
    const sitemap = await html('/sitemap.xml');
    for (const path of ['/', '/articles/0', `/categories/${encodeURIComponent('知乎')}/`]) {
      expect(sitemap).toContain(`<loc>${site}${path}</loc>`);
    }
    expect(await html('/robots.txt')).toContain(`Sitemap: ${site}/sitemap.xml`);
    expect((await get('/sitemaps/2.xml')).status).toBe(404);
  });

  it('is an icon and a manifest that names it', async () => {
    expect((await get('/favicon.ico')).headers.get('Location')).toBe(`${site}/favicon.svg`);
    expect((await get('/favicon.svg')).headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8');
    const manifest = await (await get('/manifest.webmanifest')).json<{ icons: { src: string }[] }>();
    expect(manifest.icons[0]?.src).toBe('/favicon.svg');
  });
});

it('tells on the status page what everybody may know, and nothing of what is to come', async () => {
  await publish({ ...many(2), 'later.md': '---\ntitle: Later\ndate: 2999-01-01\ntags: [secret]\n---\nText' });
  const report = await (await get('/status.json')).json();
  expect(report).toMatchObject({
    articles: 2,
    feeds: 3,
    waiting: 0,
    failing: 0,
    months: [{ month: '2023-12', articles: 2, feeds: 2 }],
  });
  expect(await html('/status')).toContain('<svg');
});
