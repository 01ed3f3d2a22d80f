import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
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
  await using site = await TestSite.start({ TIMEZONE: 'Asia/Shanghai' });
  await site.publish(Object.fromEntries([1, 2, 3].map((n) => [`${n}.md`, article(n)])));
  const paths = ['/rss.xml', '/categories/知乎热榜/atom.xml', '/tags/新闻/rss.xml', '/authors/知乎/atom.xml'];
  const guids = new Set<unknown>();
  for (const [i, path] of paths.entries()) {
    // A subscriber each: newsboat knows an article again by its guid, in whichever feed it has seen it.
    const { items, etag } = await subscribe(join(site.folder, `newsboat-${i}`), site.url + encodeURI(path));
    expect(items.map(({ title }) => title)).toEqual(['第 1 篇', '第 2 篇', '第 3 篇']);
    expect(items[0]).toMatchObject({ pubDate: Date.UTC(2024, 4, 1, 0) / 1000 });
    expect(etag).toMatch(/^W\/"/);
    for (const { guid } of items) guids.add(guid);
  }
  // The same article has the same id in every feed and format.
  expect(guids.size).toBe(3);
});

/** Polls twice, as a reader does, and tells what newsboat then has. */
async function subscribe(home: string, feed: string) {
  mkdirSync(home);
  writeFileSync(join(home, 'urls'), `${feed}\n`);
  writeFileSync(join(home, 'config'), '');
  const files = ['-u', join(home, 'urls'), '-c', join(home, 'cache.db'), '-C', join(home, 'config')];
  for (let poll = 0; poll < 2; poll++) {
    await promisify(execFile)('newsboat', ['-q', ...files, '-x', 'reload'], {
      env: { ...process.env, HOME: home, LC_ALL: 'C.UTF-8' },
    });
  }
  using cache = new DatabaseSync(join(home, 'cache.db'));
  const items = cache.prepare('SELECT guid, title, pubDate FROM rss_item ORDER BY pubDate').all();
  const { etag } = cache.prepare('SELECT etag FROM rss_feed').get() as { etag: string };
  return { items, etag };
}
