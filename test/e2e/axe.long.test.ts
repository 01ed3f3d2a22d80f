/** The accessibility of pages, as axe-core sees it: WCAG 2.2 as far as a machine can tell, and good practice. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, test } from 'vitest';
import { chromiumPath, launch } from './chromium.ts';
import { installed, TestSite } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const matter = (title: string, n: number): string =>
  `---\ntitle: ${title}\ndate: 2024-01-0${n}\nlang: en\nauthor: Ada\ncategories: [Notes, Places]\ntags: [walks]\nimage: https://images.example/${n}.png\n---\n`;

const paragraph = `${'A sentence about a walk along the river, and what there was to see. '.repeat(20)}\n\n`;

const long = [
  matter('A long `walk`', 5),
  paragraph,
  ...['Morning', 'Noon', 'Night'].map((name) => `## ${name}\n\n${paragraph.repeat(2)}`),
  `\`\`\`js\n// A comment\nconst text = 'string', n = 1; ${'wide '.repeat(40)}\n\`\`\`\n\n\`\`\`\nplain\n\`\`\`\n\n`,
  `| ${'a wide cell | '.repeat(12)}\n|${'---|'.repeat(12)}\n| ${'unbreakable_name | '.repeat(12)}\n\n`,
  '$$\n\\frac{1}{2} = \\sum_{k=1}^{n} x_k^2\n$$\n\nIn a line: $x^2 + y_1$.\n\n',
  '> Quoted\n\n> [!NOTE]\n> An alert.\n\n- [x] done\n\n![A bridge](https://images.example/a.png)\n\n',
  '<details><summary>More</summary>Hidden.</details>\n\n',
  '<audio controls src="https://images.example/a.mp3"></audio>\n\n',
  'A note[^1].\n\n[^1]: The note.\n',
].join('');

const sources = {
  'long.md': long,
  'about.md': '---\ntitle: About\nlang: en\n---\nA page.\n',
  ...Object.fromEntries(
    [1, 2, 3, 4].map((n) => [`walks/${n}.md`, `${matter(`Walk ${n}`, n)}A walk by the river.\n`]),
  ),
};

const paths = [
  ['/', 200],
  ['/categories/Notes/', 200],
  ['/tags/walks/', 200],
  ['/articles/long', 200],
  ['/search', 200],
  ['/search?q=river', 200],
  ['/search?q=nothing+of+it', 200],
  ['/status', 200],
  ['/v1/', 200],
  ['/articles/none', 404],
  ['/articles/walks/1', 410],
] as const;

/** All rules that are on by default, and the size of what is pressed, which WCAG 2.2 has new. */
const all = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
/** The rules that the dark may break and the light keep. */
const colours = { runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] };

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><path d="M0 0h8v6H0z"/></svg>';

test('axe finds nothing on any page, light or dark, on a phone or a desktop', async ({ skip }) => {
  if (!installed(chromiumPath)) skip('Chromium is not installed (Debian: chromium)');
  await using site = await TestSite.start({ SITE_LANGUAGE: 'en' });
  await site.publish(sources);
  await site.client.publish(JSON.stringify({ put: [], delete: ['walks/1.md'] }));
  const browser = await launch();
  try {
    // Its script runs beside the page's own, which the Content-Security-Policy would refuse.
    const page = await (await browser.newContext({ bypassCSP: true, locale: 'en' })).newPage();
    await page.route(/\/thumbnails\/|images\.example/, (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: picture }),
    );
    for (const [path, status] of paths) {
      // Loaded on a phone, where code and tables have to be scrolled.
      await page.setViewportSize({ width: 390, height: 844 });
      const response = await page.goto(site.url + path);
      expect({ path, status: response?.status() }).toEqual({ path, status });
      const button = page.locator('.subscribe summary');
      if ((await button.count()) > 0) await button.click();
      await page.evaluate(axe);
      for (const width of [390, 1280])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 844 });
          await page.emulateMedia({ colorScheme });
          const { violations, passes } = await page.evaluate<AxeResults>(
            `axe.run(${JSON.stringify(colorScheme === 'light' ? all : colours)})`,
          );
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          expect({ path, width, colorScheme, found }).toEqual({ path, width, colorScheme, found: [] });
          expect(passes.length).toBeGreaterThan(colorScheme === 'light' ? 15 : 0);
        }
    }
  } finally {
    await browser.close();
  }
});
