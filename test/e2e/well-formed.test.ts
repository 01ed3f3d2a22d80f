import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { installed, TestSite } from './site.ts';

/** What XML can't hold, or what ends what it stands in. */
const hostile = ']]> < & "quoted" \' 😀 \u0008 \uFFFE \uD800 &amp; </title> <![CDATA[ \u0000';

const category = 'C/C++ & .NET <];]>';

/** An article whose every field is hostile; a JSON string is a YAML string too. */
const article = (title: string, body: string) => `---
title: ${JSON.stringify(title)}
categories: [${JSON.stringify(category)}, 知乎热榜]
tags: [${JSON.stringify(hostile)}]
author: ${JSON.stringify(hostile)}
summary: ${JSON.stringify(hostile)}
image: 'https://images.example/?a=1&b="<>'
date: 2024-05-01
---
${body}
`;

test('xmllint accepts every feed, whatever stands in titles and bodies', async ({ skip }) => {
  if (!installed('xmllint')) skip('xmllint is not installed (Debian: libxml2-utils)');
  await using site = await TestSite.start();
  const results = await site.publish({
    'hostile.md': article(hostile, hostile),
    'page.html': article(`HTML ${hostile}`, `<div>${hostile}</div>`),
    'harmless.md': article('Harmless', 'Text'),
  });
  expect(results.map(({ status }) => status)).toEqual(['article', 'article', 'article']);
  for (const scope of ['', `/categories/${encodeURIComponent(category)}`]) {
    for (const file of ['rss.xml', 'atom.xml']) {
      const xml = await site.text(`${scope}/${file}`);
      expect(execFileSync('xmllint', ['--noout', '--nonet', '-'], { input: xml, encoding: 'utf8' })).toBe('');
      expect(xml).toContain('Harmless');
      expect(xml).toContain('😀');
    }
    const { items } = JSON.parse(await site.text(`${scope}/feed.json`)) as { items: unknown[] };
    expect(items).toHaveLength(3);
  }
  const opml = await site.text('/feeds.opml');
  execFileSync('xmllint', ['--noout', '--nonet', '-'], { input: opml });
  expect(opml).toContain(encodeURIComponent(category));
});
