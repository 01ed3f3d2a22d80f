import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { installed, TestSite } from './site.ts';

const article = (n: number) => `---
title: 第 ${n} 篇
categories: [社交媒体, 知乎热榜]
tags: [新闻]
author: 知乎
date: 2024-05-${String(n).padStart(2, '0')} 08:00
---
正文 ${n}
`;

test('newsboat subscribes to a category, a tag and an author, and finds every article once', async ({
  skip,
}) => {
  if (!installed('newsboat')) skip('newsboat is not installed (Debian: newsboat)');
  await using site = await TestSite.start();
  await site.publish(Object.fromEntries([1, 2, 3].map((n) => [`${n}.md`, article(n)])));
  const feeds = [
    '/rss.xml',
    '/categories/知乎热榜/atom.xml',
    '/tags/新闻/rss.xml',
    '/authors/知乎/atom.xml',
  ].map((path) => site.url + encodeURI(path));

  const home = join(site.folder, 'newsboat');
  mkdirSync(home);
  writeFileSync(join(home, 'urls'), feeds.map((feed) => `${feed}\n`).join(''));
  writeFileSync(join(home, 'config'), '');
  const files = ['-u', join(home, 'urls'), '-c', join(home, 'cache.db'), '-C', join(home, 'config')];
  const reload = () =>
    execFileSync('newsboat', ['-q', ...files, '-x', 'reload'], {
      env: { ...process.env, HOME: home, LC_ALL: 'C.UTF-8' },
    });
  reload();
  reload();

  using cache = new DatabaseSync(join(home, 'cache.db'));
  const items = cache.prepare('SELECT feedurl, guid, title, pubDate FROM rss_item ORDER BY pubDate').all();
  for (const feed of feeds) {
    const found = items.filter(({ feedurl }) => feedurl === feed);
    expect(found.map(({ title }) => title)).toEqual(['第 1 篇', '第 2 篇', '第 3 篇']);
    expect(found[0]).toMatchObject({
      pubDate: Date.UTC(2024, 4, 1, 0) / 1000,
      guid: expect.stringMatching(/^urn:uuid:/),
    });
  }
  // The same article has the same id in every feed and format.
  expect(new Set(items.map(({ guid }) => guid)).size).toBe(3);
  const { etag } = cache.prepare('SELECT etag FROM rss_feed WHERE rssurl = ?').get(feeds[0]!) as {
    etag: string;
  };
  expect(etag).toMatch(/^W\/"/);
});
