/**
 * `npm run screenshots`: publishes docs/screenshots/content/, an invented magazine, on a worker of its own and takes the
 * pictures of docs/screenshots/. Images lie on other hosts: here a drawing stands for each, so that the pictures come
 * out the same without a network.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContextOptions } from 'playwright-core';
import { serve } from '../src/cli/local/serve.ts';

const folder = join(import.meta.dirname, 'screenshots');
const root = join(import.meta.dirname, '..');

// Pictures of about 100 KB at most: text is what makes them large.
const desktop = { viewport: { width: 1120, height: 840 } };
const lowDesktop = { viewport: { width: 1120, height: 720 } };
const phone = { viewport: { width: 390, height: 844 } };

const article = '/articles/科技/把博客搬到边缘节点以后';
const magazine = { SITE_TITLE: '慢读', SITE_DESCRIPTION: '一份慢慢读的杂志 · A magazine to read slowly' };

const pictures: readonly { name: string; path: string; options: BrowserContextOptions }[] = [
  { name: 'home', path: '/', options: { ...desktop, locale: 'en' } },
  { name: 'home-zh', path: '/', options: { ...desktop, locale: 'zh-CN' } },
  {
    name: 'category-dark',
    path: '/categories/热榜/',
    options: { ...lowDesktop, locale: 'zh-CN', colorScheme: 'dark' },
  },
  { name: 'article-phone', path: article, options: { ...phone, locale: 'zh-CN' } },
  { name: 'article-phone-dark', path: article, options: { ...phone, locale: 'zh-CN', colorScheme: 'dark' } },
  { name: 'search-phone', path: '/search?q=读书', options: { ...phone, locale: 'zh-CN' } },
];

/** Silhouettes below a sun, 800 × 600. */
const silhouettes = [
  // Hills.
  'M0 600V430L240 230 430 440 560 340 800 530V600z',
  // Houses.
  'M0 600V380H120V260H230V420H330V310L400 250 470 310V460H560V210H680V400H800V600z',
  // The sea.
  'M0 600V420Q100 340 200 400T400 400 600 400 800 380V600z',
];

/** A picture that the address decides. */
function drawing(url: string): string {
  const seed = Array.from(url).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 9973, 7);
  const hue = (seed * 137) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600" viewBox="0 0 800 600">
    <path d="M0 0h800v600H0z" fill="hsl(${hue} 45% 70%)"/>
    <circle cx="600" cy="170" r="70" fill="hsl(${hue} 75% 90%)"/>
    <path d="${silhouettes[seed % silhouettes.length]}" fill="hsl(${hue} 38% 42%)"/></svg>`;
}

const state = mkdtempSync(join(tmpdir(), 'edgefeed-screenshots-'));
const served = await serve({ state, host: '127.0.0.1', port: 0, vars: magazine, onLog: () => {} });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  execFileSync(
    process.execPath,
    [join(root, 'bin/edgefeed.js'), 'publish', '--content', join(folder, 'content'), '--to', served.url],
    { env: { ...process.env, EDGEFEED_TOKEN: served.token }, stdio: 'inherit' },
  );
  mkdirSync(folder, { recursive: true });
  for (const { name, path, options } of pictures) {
    const page = await (await browser.newContext(options)).newPage();
    await page.route(
      (url) => url.origin !== served.url || url.pathname.startsWith('/thumbnails/'),
      (route) =>
        route.fulfill({
          contentType: 'image/svg+xml',
          body: drawing(route.request().url().replace(served.url, '')),
        }),
    );
    await page.goto(served.url + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await served.stop();
  rmSync(state, { recursive: true, force: true });
}
