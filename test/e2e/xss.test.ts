import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import vectors from '../fixtures/xss/vectors.json' with { type: 'json' };
import { chromiumPath, launch } from './chromium.ts';
import { installed, TestSite } from './site.ts';

interface Vector {
  name: string;
  source: string;
  /** Of the file; `a.html` where it isn't given. */
  path?: string;
}

interface JsonFeed {
  items: { title: string; url: string; content_html: string }[];
  next_url?: string;
}

/** What a page holds that may run, or may make a reader run something. Text of a program, to be run in the page. */
const suspects = `[...document.querySelectorAll('main *, body > *')].flatMap((element) => {
  const found = [];
  if (/^(script|iframe|frame|object|embed|applet|form|base|meta|link|style|svg|math)$/i.test(element.localName)) found.push(element.localName);
  for (const { name, value } of element.attributes) {
    if (/^on|^srcdoc$|^style$|^formaction$/i.test(name)) found.push(name);
    if (/^[\\u0000-\\u0020]*(javascript|vbscript|data):/i.test(value)) found.push(name + '=' + value);
  }
  return found;
})`;

const sources = Object.fromEntries(
  (vectors as Vector[]).map(({ source, path = 'a.html' }, i) => [
    `v/${i}-${path}`,
    `---\ntitle: Vector ${i}\ndate: 2024-01-01 00:00:${String(i % 60).padStart(2, '0')}\n---\n${source}\n`,
  ]),
);

/** Opens something, pokes what can be poked, and tells what ran or may run. */
async function attack(page: Page, open: () => Promise<unknown>): Promise<string[]> {
  const ran: string[] = [];
  const onDialog = (dialog: { message(): string; dismiss(): Promise<void> }) => {
    ran.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  };
  page.on('dialog', onDialog);
  await open();
  await page.evaluate(
    `for (const element of document.querySelectorAll('main *, body > *')) for (const type of ['mouseover', 'focus', 'load', 'error', 'toggle', 'click'])
       if (!(type === 'click' && element.closest('a[href]:not([href^="javascript" i])'))) element.dispatchEvent(new Event(type))`,
  );
  const found = (await page.evaluate(suspects)) as string[];
  page.off('dialog', onDialog);
  return [...ran, ...found];
}

test('no vector runs anything in Chromium, on an article page or out of a feed, even without the CSP', async ({
  skip,
}) => {
  if (!installed(chromiumPath)) skip('Chromium is not installed (Debian: chromium)');
  await using site = await TestSite.start();
  const paths = Object.keys(sources);
  for (let i = 0; i < paths.length; i += 100) {
    const results = await site.publish(
      Object.fromEntries(paths.slice(i, i + 100).map((path) => [path, sources[path]!])),
    );
    expect(results.filter(({ status }) => status !== 'article')).toEqual([]);
  }
  const items: JsonFeed['items'] = [];
  for (let url: string | undefined = `${site.url}/feed.json`; url;) {
    const feed = JSON.parse(await site.text(url.replace(site.url, ''))) as JsonFeed;
    items.push(...feed.items);
    url = feed.next_url;
  }
  expect(items).toHaveLength(paths.length);

  const browser = await launch();
  try {
    // The policy would stop what the sanitiser let through: here it has to hold alone.
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    expect(await attack(page, () => page.setContent('<main><img src=x onerror=alert(1)></main>'))).toContain(
      'dialog: 1',
    );
    const hits: Record<string, string[]> = {};
    for (const { title, url, content_html } of items) {
      const onPage = await attack(page, () => page.goto(url, { waitUntil: 'load' }));
      const inFeed = await attack(page, () =>
        page.setContent(`<main>${content_html}</main>`, { waitUntil: 'load' }),
      );
      // The page's own script and style are not of the article, and formulas are made of its TeX: no feed has any.
      const own = /^(script|style|svg|link|meta|form|math)$/;
      const all = [...onPage.filter((hit) => !own.test(hit)), ...inFeed];
      if (all.length > 0) hits[title] = all;
    }
    expect(hits).toEqual({});
  } finally {
    await browser.close();
  }
}, 180_000);
