/** Feeds at the addresses of other generators. */

import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { call } from './app.ts';
import { countingCatalog } from './counting.ts';
import { article, follow } from './links.ts';
import { publish } from './publish.ts';

beforeAll(async () => {
  await reset();
  await publish({
    'a.md': article(
      'A',
      'categories: [News, "My Notes"]\ntags: [Web Dev]\nauthor: Ada Lovelace\naliases: [/atom]\n',
    ),
    'b.md': article('B', 'categories: [Parent, Child]\n'),
  });
});

describe('an old address of a feed leads to the feed in its format', () => {
  it.each([
    // WordPress
    ['/feed/', '/rss.xml'],
    ['/feed', '/rss.xml'],
    ['/feed/rss2/', '/rss.xml'],
    ['/feed/rdf/', '/rss.xml'],
    ['/feed/atom/', '/atom.xml'],
    ['/feed/json', '/feed.json'],
    ['/wp-rss2.php', '/rss.xml'],
    ['/wp-atom.php', '/atom.xml'],
    ['/?feed=rss2', '/rss.xml'],
    ['/?feed=rss', '/rss.xml'],
    ['/?feed=atom', '/atom.xml'],
    ['/?utm_source=x&feed=atom', '/atom.xml'],
    ['/index.php?feed=rss2', undefined],
    ['/?feed=comments-rss2', 200],
    ['/?feed=rss2&p=5', 200],
    ['/?feed=toString', 200],
    ['/category/news/', '/categories/News/'],
    ['/category/news/feed/', '/categories/News/rss.xml'],
    ['/category/my-notes/feed/atom/', '/categories/My%20Notes/atom.xml'],
    ['/category/parent/child/feed/', '/categories/Child/rss.xml'],
    ['/category/parent/child/', '/categories/Child/'],
    ['/category/nothing/feed/', undefined],
    ['/tag/web-dev/feed/', '/tags/Web%20Dev/rss.xml'],
    ['/author/ada-lovelace/feed/', '/authors/Ada%20Lovelace/rss.xml'],
    ['/author/ada-lovelace/', '/authors/Ada%20Lovelace/'],
    ['/comments/feed/', undefined],
    ['/articles/a/feed', undefined],
    // Ghost
    ['/rss/', '/rss.xml'],
    ['/rss', '/rss.xml'],
    ['/tag/web-dev/rss/', '/tags/Web%20Dev/rss.xml'],
    ['/author/ada-lovelace/rss/', '/authors/Ada%20Lovelace/rss.xml'],
    // Hexo
    ['/rss2.xml', '/rss.xml'],
    ['/atom.xml', 200],
    // Jekyll
    ['/feed.xml', '/atom.xml'],
    ['/feed/by_tag/web-dev.xml', '/tags/Web%20Dev/atom.xml'],
    ['/feed/news.xml', '/categories/News/atom.xml'],
    // Eleventy
    ['/feed/feed.xml', '/atom.xml'],
    ['/feed/feed.json', '/feed.json'],
    // Hugo
    ['/index.xml', '/rss.xml'],
    ['/posts/index.xml', '/rss.xml'],
    ['/categories/my-notes/index.xml', '/categories/My%20Notes/rss.xml'],
    ['/categories/My%20Notes/index.xml', '/categories/My%20Notes/rss.xml'],
    ['/tags/web-dev/index.xml', '/tags/Web%20Dev/rss.xml'],
    ['/tags/web-dev/', '/tags/Web%20Dev/'],
    // Zola and Astro
    ['/tags/web-dev/atom.xml', '/tags/Web%20Dev/atom.xml'],
    ['/rss.xml', 200],
    // Pelican
    ['/feeds/all.atom.xml', '/atom.xml'],
    ['/feeds/all.rss.xml', '/rss.xml'],
    ['/feeds/news.atom.xml', '/categories/News/atom.xml'],
    ['/feeds/ada-lovelace.atom.xml', '/authors/Ada%20Lovelace/atom.xml'],
    ['/category/my-notes.html', '/categories/My%20Notes/'],
    ['/tag/web-dev.html', '/tags/Web%20Dev/'],
    // An alias comes first.
    ['/atom', '/articles/a'],
    ['/atom/', '/articles/a'],
  ])('%s: %s', async (path, expected) => {
    const answer =
      expected === undefined ? '404' : typeof expected === 'number' ? String(expected) : `301 ${expected}`;
    expect(await follow(path)).toBe(answer);
  });
});

it('feeds of all articles cost the catalog nothing, and readers who poll them nothing but memory', async () => {
  const app = createApp();
  const { CATALOG, calls } = countingCatalog();
  for (let i = 0; i < 3; i++) {
    for (const path of ['/feed/', '/feed?cat=1', '/feed.xml', '/rss//', '/?feed=rss2']) {
      const response = await call(app, path, {}, { MEMO_SECONDS: '60', CATALOG });
      expect(response.status).toBe(301);
    }
  }
  expect(calls).toEqual([]);
});
