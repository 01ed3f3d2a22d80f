import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath, launch } from './chromium.ts';
import { wav } from './media.ts';
import { readServer } from '../../src/cli/local/server.ts';
import { installed, TestSite } from './site.ts';
import { soon } from '../soon.ts';

const article = (n: number, title: string) =>
  `---\ntitle: ${title}\ndate: 2024-01-${String((n % 28) + 1).padStart(2, '0')} 08:00\ncategories: [社交媒体, 知乎热榜]\ntags: [新闻]\nauthor: 知乎\nimage: https://images.example/${n}.png\n---\n正文第 ${n} 段，说的是淘宝与微信。\n\nFeeds are *read* in readers, number ${n}.\n`;

const sources = Object.fromEntries(
  Array.from({ length: 30 }, (_, i) => [`热榜/${i}.md`, article(i, `第 ${i} 篇`)]),
);

sources['热榜/code.md'] =
  `---\ntitle: 代码\ndate: 2023-01-01\n---\n\`\`\`\n${'wide '.repeat(60)}\n\`\`\`\n\n\`\`\`\nnarrow\n\`\`\`\n`;

sources['broken.md'] =
  `---\ntitle: 「断图」\ndate: 2023-01-02\ncategories: [断]\nimage: https://broken.example/cover.png\n---\n![A cat on a roof](https://broken.example/a.png) and ![](https://broken.example/b.png)\n\n[![](https://broken.example/c.png)](https://broken.example/c.html)\n\n<img src="https://broken.example/d.png" width="300" height="200">\n\n${'Words.\n\n'.repeat(200)}![Far below](https://broken.example/e.png) ![](https://images.example/f.png)\n`;
sources['lead.md'] = '---\ntitle: Lead\ndate: 2023-01-03\nimage: https://broken.example/l.png\n---\nText.\n';

sources['sized.md'] =
  '---\ntitle: Sized\ndate: 2023-01-04\n---\n<img src="https://images.example/s.png" width="800" height="400">\n';

const paragraphs = `${'Words that say what the part is about, and what it is not about. '.repeat(20)}\n\n`;
sources['long.md'] =
  `---\ntitle: Long \`code\`\ndate: 2023-01-05\nlang: en\n---\n${['One', 'Two', 'Three'].map((name) => `## ${name}\n\n${paragraphs.repeat(2)}`).join('')}\`\`\`js\n// A comment\nconst text = 'string', n = 1; ${'wide '.repeat(40)}\n\`\`\`\n\n\`\`\`diff\n+ a\n- b\n\`\`\`\n\n\`\`\`html\n<!DOCTYPE html><a href="b">c</a>\n\`\`\`\n\n| ${'a wide cell | '.repeat(12)}\n|${'---|'.repeat(12)}\n| ${'unbreakable_name_of_something | '.repeat(12)}\n\n${'verylongword'.repeat(40)}\n\n> Quoted\n\n$x^2 + y_1$\n\n<audio controls src="https://images.example/a.mp3"></audio>\n\nA note[^1].\n\n[^1]: The note.\n`;

sources['zh.md'] = `---\ntitle: 中文\ndate: 2023-01-06\n---\n${'一行大约有三十六个字。'.repeat(20)}\n`;

sources['pod.md'] =
  `---\ntitle: Clouds\ndate: 2023-01-07\nlang: en\naudio: {url: https://sounds.example/a.wav, duration: 6}\nseason: 2\nepisode: 12\nguests:\n- {name: ${'Very'.repeat(30)}, href: https://bo.example, img: https://images.example/bo.png}\nchapters:\n- {start: 0, title: Intro}\n- {start: 3, title: ${'Verylongword'.repeat(20)}}\ntranscript: https://sounds.example/a.vtt\n---\nText.\n`;

const pixel = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><path d="M0 0h8v6H0z"/></svg>';

const run = promisify(execFile);

/** Publishes a content folder, files and all, as the command line does. */
async function publishFolder({ folder, url }: TestSite, files: Record<string, string>): Promise<void> {
  const content = join(folder, 'content');
  mkdirSync(content, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(content, name), text);
  const { token } = readServer(join(folder, 'state'))!;
  const bin = join(import.meta.dirname, '../../bin/edgefeed.js');
  await run(process.execPath, [bin, 'publish', '--content', content, '--to', url], {
    env: { ...process.env, EDGEFEED_TOKEN: token },
  });
}

interface Visit {
  page: Page;
  /** What the browser complained about. */
  complaints: string[];
  /** Hosts of what was asked for elsewhere, with the type of the resource. */
  elsewhere: Set<string>;
}

describe('pages in Chromium', () => {
  const present = installed(chromiumPath);
  let site: TestSite;
  let browser: Browser;

  beforeEach(({ skip }) => {
    if (!present) skip('Chromium is not installed (Debian: chromium)');
  });

  beforeAll(async () => {
    if (!present) return;
    site = await TestSite.start();
    await site.publish(sources);
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
  });

  async function visit(options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const elsewhere = new Set<string>();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      const { host } = new URL(request.url());
      if (host !== new URL(site.url).host) elsewhere.add(`${request.resourceType()} ${host}`);
    });
    // Images lie on hosts that no test can reach.
    await page.route(/\/thumbnails\/|images\.example/, (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: pixel }),
    );
    return { page, complaints, elsewhere };
  }

  const paths = [
    '/',
    '/categories/知乎热榜/',
    '/articles/热榜/7',
    '/articles/热榜/code',
    '/search?q=淘宝',
    '/status',
    '/tags/新闻/',
    '/articles/long',
    '/articles/pod',
  ];

  test('no page makes the browser complain, and none asks other hosts for anything but images', async () => {
    const { page, complaints, elsewhere } = await visit();
    for (const path of paths) {
      const response = await page.goto(site.url + path);
      expect({ path, status: response?.status() }).toEqual({ path, status: 200 });
      await page.waitForLoadState('load');
    }
    expect(complaints).toEqual([]);
    expect([...elsewhere].filter((request) => !request.startsWith('image '))).toEqual([]);
  });

  test('no page is wider than the screen of a phone', async () => {
    const { page } = await visit({ viewport: { width: 390, height: 844 } });
    for (const path of paths) {
      await page.goto(site.url + path);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect({ path, width }).toEqual({ path, width: 390 });
    }
  });

  test('each feed that a category offers is there, behind its button and for readers that look for it', async () => {
    const { page } = await visit();
    await page.goto(`${site.url}/categories/知乎热榜/`);
    const hrefs = (selector: string) =>
      page.evaluate<string[]>(`[...document.querySelectorAll('${selector}')].map(({ href }) => href)`);
    const buttons = await hrefs('.subscribe a[type]');
    const found = await hrefs('link[rel=alternate]');
    // The site's feeds come first.
    expect(found).toHaveLength(2 * buttons.length);
    expect(found.slice(buttons.length)).toEqual(buttons);
    expect(buttons.map((url) => url.split('/').at(-1))).toEqual(['rss.xml', 'atom.xml', 'feed.json']);
    for (const url of buttons) expect((await fetch(url)).status).toBe(200);
  });

  test('a button copies the address of the feed, and says so', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${site.url}/categories/知乎热榜/`);
    await page.locator('.subscribe summary').click();
    await page.locator('button[data-copy]').click();
    await page.locator('button', { hasText: '已复制' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `${site.url}/categories/${encodeURIComponent('知乎热榜')}/rss.xml`,
    );
  });

  test('without scripts everything is there but the copy button', async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    await page.goto(`${site.url}/categories/知乎热榜/`);
    await page.locator('.subscribe summary').click();
    expect(await page.locator('.subscribe a[type]').first().isVisible()).toBe(true);
    expect(await page.locator('.subscribe a[href^="feed://"]').isVisible()).toBe(true);
    expect(await page.locator('button[data-copy]').isVisible()).toBe(false);
    expect(await page.locator('.items > li').count()).toBe(24);
  });

  test('the ways to subscribe open where the screen has room, and close at Escape and at a click beside', async () => {
    const { page } = await visit();
    const places = ['/', '/categories/知乎热榜/', '/articles/热榜/7', '/search?q=淘宝'].flatMap((path) =>
      [390, 660, 1280].map((width) => ({ path, width })),
    );
    for (const { path, width } of places) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(site.url + path);
      const summary = page.locator('.subscribe summary');
      const panel = page.locator('.subscribe > div');
      await summary.focus();
      await page.keyboard.press('Enter');
      const box = (await panel.boundingBox())!;
      expect({ path, width, fits: box.x >= 0 && box.x + box.width <= width }).toEqual({
        path,
        width,
        fits: true,
      });
      await page.keyboard.press('Tab');
      await page.keyboard.press('Escape');
      expect(await panel.isVisible()).toBe(false);
      expect(await summary.evaluate('document.activeElement.localName')).toBe('summary');
      await summary.click();
      await page
        .locator('h1')
        .first()
        .click({ position: { x: 1, y: 1 } });
      expect(await panel.isVisible()).toBe(false);
    }
  });

  test('nothing moves once the HTML of a page is there, whatever its pictures do', async () => {
    for (const width of [1280, 390]) {
      const { page } = await visit({ viewport: { width, height: 844 } });
      // A slow machine may paint a part of the HTML, and lays out the rest in the first frame after it is parsed.
      await page.addInitScript(`addEventListener('DOMContentLoaded', () =>
        requestAnimationFrame(() => requestAnimationFrame(() => { laidOut = performance.now(); })))`);
      let failing = false;
      await page.route(/\/thumbnails\//, async (route) => {
        // A picture that is there before could move nothing.
        await page.waitForFunction('typeof laidOut === "number"');
        failing = !failing;
        if (failing) await route.abort();
        else await route.fulfill({ contentType: 'image/svg+xml', body: pixel });
      });
      for (const path of ['/', '/categories/知乎热榜/', '/search?q=淘宝', '/status']) {
        await page.goto(site.url + path, { waitUntil: 'load' });
        await page.waitForFunction(
          'typeof laidOut === "number" && [...document.images].every((i) => i.complete || i.loading === "lazy")',
        );
        const shift = await page.evaluate<number>(`new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (entry.startTime >= laidOut) sum += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })`);
        expect({ path, width, shift }).toEqual({ path, width, shift: 0 });
      }
    }
  });

  test('a page at twice the size, which is one of half the width, needs no scrolling sideways', async () => {
    const { page } = await visit({ viewport: { width: 640, height: 450 } });
    for (const path of paths) {
      await page.goto(site.url + path);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect({ path, width }).toEqual({ path, width: 640 });
    }
  });

  /** Fails every picture of a page, as a host does that is gone. */
  async function withoutPictures(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const { page } = await visit(options);
    await page.route(/\/thumbnails\/|\.example/, (route) => route.abort());
    return page;
  }

  test('a picture of a body that does not load becomes its text, or nothing at all', async () => {
    const page = await withoutPictures();
    await page.goto(`${site.url}/articles/broken`);
    await page.locator('.body .missing', { hasText: 'A cat on a roof' }).waitFor();
    // Those far below have not been asked for.
    await expect.poll(async () => page.locator('.body img:not([loading])').count(), soon).toBe(0);
    expect(await page.locator('.body a').count()).toBe(0);
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.locator('.body .missing', { hasText: 'Far below' }).waitFor();
    await expect.poll(async () => page.locator('.body img').count(), soon).toBe(0);
  });

  test('a thumbnail that does not load becomes a letter', async () => {
    const page = await withoutPictures();
    await page.goto(`${site.url}/categories/断/`);
    await page.locator('.items .letter', { hasText: '断' }).waitFor();
    await page.goto(site.url);
    await page.locator('.lead-item .letter', { hasText: '第' }).waitFor();
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await expect.poll(async () => page.locator('main img').count(), soon).toBe(0);
  });

  test('the picture at the head of an article vanishes if it does not load', async () => {
    const page = await withoutPictures();
    await page.goto(`${site.url}/articles/lead`);
    await expect.poll(async () => page.locator('img.lead').count(), soon).toBe(0);
  });

  test('a picture whose size is known has its place before it has loaded', async () => {
    const { page } = await visit({ viewport: { width: 390, height: 844 } });
    // Never answered.
    await page.route(/images\.example/, () => {});
    await page.goto(`${site.url}/articles/sized`, { waitUntil: 'domcontentloaded' });
    const box = await page.locator('.body img').boundingBox();
    expect(box?.width).toBe(350);
    expect(box?.height).toBe(175);
  });

  test('a picture that loads stays, also an SVG without a size', async () => {
    const { page } = await visit();
    await page.route(/broken/, (route) =>
      route.request().isNavigationRequest()
        ? route.continue()
        : route.fulfill({
            contentType: 'image/svg+xml',
            body: '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h8v6H0z"/></svg>',
          }),
    );
    await page.goto(`${site.url}/articles/broken`);
    await page.waitForLoadState('load');
    await page.evaluate('Promise.all([...document.images].filter((i) => i.complete).map((i) => i.decode()))');
    expect(await page.locator('.body img').count()).toBe(6);
    expect(await page.locator('.missing').count()).toBe(0);
  });

  test('the keyboard alone skips to the text, searches in Chinese, and opens what was found', async () => {
    const { page } = await visit();
    await page.goto(site.url);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#main');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('淘宝');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    expect(await page.locator('.items mark', { hasText: '淘宝' }).count()).toBeGreaterThan(0);
    await page.locator('.items a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/articles\//);
  });

  test('the keyboard scrolls code that is wider than the screen, and stops at no other', async () => {
    const { page } = await visit({ viewport: { width: 390, height: 844 } });
    await page.goto(`${site.url}/articles/热榜/code`);
    const stops = await page.evaluate<number[]>(
      '[...document.querySelectorAll(".body pre")].map(({ tabIndex }) => tabIndex)',
    );
    expect(stops).toEqual([0, -1]);
    await page.locator('.body pre').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(async () => page.evaluate<number>('document.querySelector(".body pre").scrollLeft'), soon)
      .toBeGreaterThan(0);
  });

  test('code is copied as it is, and its colours and those around it can be read in the light and in the dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await visit({ colorScheme, permissions: ['clipboard-read', 'clipboard-write'] });
      await page.goto(`${site.url}/articles/long`);
      const weak = await page.evaluate<string[]>(`(() => {
        const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
        const luminance = (color) => {
          const [r, g, b] = channels(color).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (element) => {
          const color = getComputedStyle(element).backgroundColor;
          return channels(color)[3] === 0 ? behind(element.parentElement) : color;
        };
        return [...document.querySelectorAll('article :is(p, li, a, h2, td, th, time, code, code span, button, blockquote, summary)')].flatMap((element) => {
          // Browsers that play the sound show no link in its place, and give it no style.
          if (element.closest('audio, video')) return [];
          const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          return contrast < 4.5 ? [element.outerHTML.slice(0, 80) + ' ' + contrast] : [];
        });
      })()`);
      expect(weak).toEqual([]);
      // Names in code look like code, not like the name of the site.
      const fonts = await page.evaluate<string[]>(
        '[...new Set([...document.querySelectorAll(".code code, .code code span")].map((e) => getComputedStyle(e).font))]',
      );
      expect(fonts.filter((font) => !/^(?:italic )?14px/.test(font))).toEqual([]);
      for (const kind of ['keyword', 'string', 'number', 'comment', 'name', 'meta', 'inserted', 'deleted'])
        expect({ kind, count: await page.locator(`.code .${kind}`).count() }).not.toEqual({ kind, count: 0 });
      const button = page.locator('.code button').first();
      await button.click();
      await page.locator('.code button', { hasText: '已复制' }).waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toMatch(
        /^\/\/ A comment\nconst text = 'string', n = 1; wide /,
      );
    }
  });

  test('contents stand beside a long text where there is room, and a note leads back', async () => {
    const { page } = await visit({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${site.url}/articles/long`);
    expect(await page.locator('.contents a').allTextContents()).toEqual(['One', 'Two', 'Three']);
    const [beside, text] = [
      await page.locator('.contents').boundingBox(),
      await page.locator('.body').boundingBox(),
    ];
    expect(beside!.x).toBeGreaterThan(text!.x + text!.width);
    await page.evaluate('scrollTo(0, 1200)');
    expect((await page.locator('.contents a').first().boundingBox())!.y).toBeGreaterThan(0);
    await page.locator('.contents a', { hasText: 'Two' }).click();
    expect(decodeURI(page.url())).toBe(`${site.url}/articles/long#user-content-two`);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.locator('.contents ol').isVisible()).toBe(false);
    await page.locator('.contents summary').click();
    expect(await page.locator('.contents ol').isVisible()).toBe(true);

    await page.locator('.footnote-ref a').click();
    await page.getByRole('link', { name: '返回正文' }).click();
    expect(page.url()).toBe(`${site.url}/articles/long#user-content-fnref1`);
  });

  test('a sound has a player as wide as the text', async () => {
    const { page } = await visit();
    await page.goto(`${site.url}/articles/long`);
    const box = (await page.locator('.body audio').boundingBox())!;
    expect(box.height).toBeGreaterThan(30);
    expect(box.width).toBe((await page.locator('.body').boundingBox())!.width);
  });

  test('an episode loads nothing until it is played, and its chapters seek', async () => {
    const { page, complaints, elsewhere } = await visit();
    await page.route(/sounds\.example/, (route) =>
      route.fulfill({ contentType: 'audio/wav', body: wav(6), headers: { 'Accept-Ranges': 'bytes' } }),
    );
    await page.goto(`${site.url}/articles/pod`);
    await page.waitForLoadState('load');
    expect([...elsewhere].filter((request) => !request.startsWith('image '))).toEqual([]);
    expect(await page.locator('.episode > p').textContent()).toBe('第 2 季 · 第 12 集 · 0:06');
    const chapter = page.locator('.chapters a', { hasText: '0:03' });
    await chapter.click();
    await expect
      .poll(async () => page.evaluate<number>('document.querySelector("audio").currentTime'), {
        timeout: 20_000,
      })
      .toBeGreaterThanOrEqual(3);
    expect(page.url()).toBe(`${site.url}/articles/pod`);
    expect(complaints).toEqual([]);
    const without = await visit({ javaScriptEnabled: false });
    await without.page.goto(`${site.url}/articles/pod`);
    expect(await without.page.locator('.chapters a').nth(1).getAttribute('href')).toBe(
      'https://sounds.example/a.wav#t=3',
    );
  });

  test('a line of an article has 60 to 75 letters, or 34 to 38 ideographs', async () => {
    const { page } = await visit({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${site.url}/articles/long`);
    // Fonts differ in width: in ems of the text, of which a letter takes about half.
    const ems =
      'document.querySelector(".body p").clientWidth / parseFloat(getComputedStyle(document.querySelector(".body p")).fontSize)';
    expect(await page.evaluate<number>(ems)).toBeCloseTo(32.4, 0);
    await page.goto(`${site.url}/articles/zh`);
    expect(await page.evaluate<number>(ems)).toBeCloseTo(36, 0);
  });

  test('a printed article is black on white without what leads elsewhere, and cuts no line of code', async () => {
    const { page } = await visit({ colorScheme: 'dark' });
    await page.goto(`${site.url}/articles/热榜/code`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const { background, color, cut } = await page.evaluate<Record<string, unknown>>(`({
      background: getComputedStyle(document.body).backgroundColor,
      color: getComputedStyle(document.body).color,
      cut: [...document.querySelectorAll('pre')].some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
    })`);
    expect({ background, color, cut }).toEqual({
      background: 'rgb(255, 255, 255)',
      color: 'rgb(0, 0, 0)',
      cut: false,
    });
    for (const part of ['body > header', 'article > footer', 'body > footer']) {
      expect({ part, shown: await page.locator(part).isVisible() }).toEqual({ part, shown: false });
    }
  });

  test('the status tells what was published, and when it was live', async () => {
    const { page } = await visit({ locale: 'en-GB' });
    await page.goto(`${site.url}/status`);
    const [when, what, liveAfter] = await page
      .locator('.publishes tbody tr')
      .first()
      .locator('td')
      .allTextContents();
    expect(when).toMatch(/20\d\d/);
    expect(what).toBe('37 new');
    expect(liveAfter).toMatch(/^[\d.]+s$/);
  });

  test('an address where nothing is leads to the home page and to the search', async () => {
    const { page } = await visit({ locale: 'en-GB' });
    expect((await page.goto(`${site.url}/articles/none`))?.status()).toBe(404);
    expect(await page.locator('h1').textContent()).toBe('Page not found');
    expect(await page.locator('.items > li').count()).toBe(3);
    await page.locator('main input').fill('淘宝');
    await page.locator('main button', { hasText: 'Search' }).click();
    await page.waitForURL(/\/search\?q=/);
  });

  test('a search in English finds words by their beginning', async () => {
    const { page } = await visit({ locale: 'en-GB' });
    // A phone has no field at the top of pages, but a link to this one.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(site.url);
    await page.locator('.find').click();
    await page.locator('main input').fill('reader number');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    expect(await page.locator('h1').textContent()).toBe('Search: reader number');
    expect(await page.locator('.items mark', { hasText: 'reader' }).count()).toBeGreaterThan(0);
  });

  test('a list leads back to the first article, and an article to the one before it', async () => {
    const { page } = await visit();
    await page.goto(`${site.url}/categories/知乎热榜/`);
    await page.locator('.paging a[rel=next]').click();
    await page.waitForURL(/\/archive\//);
    expect(await page.locator('.items > li').count()).toBe(6);
    await page.locator('.items a').first().click();
    const title = await page.locator('h1').textContent();
    const older = await page.locator('.around a[rel=prev] span').textContent();
    await page.locator('.around a[rel=prev]').click();
    await page.locator('h1', { hasText: older! }).waitFor();
    expect(await page.locator('.around a[rel=next] span').textContent()).toBe(title);
  });

  test('a site has its own logo, colour and style sheet, which loads nothing from elsewhere', async () => {
    const vars = { SITE_LOGO: '/files/logo.svg', ACCENT: '#0b5fff', STYLE_SHEET: '/files/_style.css' };
    const { page } = await visit();
    const refused = new Set<string>();
    page.on('requestfailed', (request) => {
      if (request.url().includes('evil.example'))
        refused.add(`${request.resourceType()} ${request.failure()?.errorText}`);
    });
    await using own = await TestSite.start(vars);
    const sheet = (font: string) =>
      `@import url(https://evil.example/x.css);@font-face{font-family:x;src:url(https://evil.example/x.woff2)}.brand{font-family:x,${font}}`;
    const put = async (source: string) => {
      await publishFolder(own, { '_style.css': source, 'logo.svg': pixel });
      await page.goto(own.url, { waitUntil: 'load' });
      expect(await page.locator('h1 img').count()).toBe(1);
      return page.evaluate<string>('getComputedStyle(document.querySelector("h1")).fontFamily');
    };
    await page.goto(own.url);
    expect(await page.locator('link[rel=stylesheet]').count()).toBe(0);
    // Its name stands for a logo that does not load.
    await page.locator('h1 .missing', { hasText: 'edgefeed' }).waitFor();
    expect(await page.evaluate('getComputedStyle(document.querySelector("summary")).backgroundColor')).toBe(
      'rgb(11, 95, 255)',
    );
    expect(await put(sheet('cursive'))).toBe('x, cursive');
    // The file may be kept for a day; its address changes with it.
    expect(await put(sheet('fantasy'))).toBe('x, fantasy');
    expect([...refused]).toEqual(['stylesheet csp', 'font csp']);
    const large = `${sheet('serif')}/*${'x'.repeat(64 * 1024)}*/`;
    expect(await put(large)).not.toContain('x, serif');
  });

  test('pages are dark for who likes the dark, and light for all others', async () => {
    const lightness = async (colorScheme: 'light' | 'dark') => {
      const { page } = await visit({ colorScheme });
      await page.goto(site.url);
      const color = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      return Math.min(...(color.match(/\d+/g) ?? []).map(Number));
    };
    expect(await lightness('light')).toBeGreaterThan(240);
    expect(await lightness('dark')).toBeLessThan(40);
  });
});
