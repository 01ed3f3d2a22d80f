/** A site and articles for the tests of rendering. */

import type { Article } from '../../src/article/article.ts';
import type { Site } from '../../src/site/config.ts';
import type { Feed } from '../../src/feed/feed.ts';

export const site: Site = {
  url: 'https://feeds.example',
  title: '热榜 & Co',
  description: 'What people read',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  lineBreaks: 'soft',
  id: '5a8f7b0e-52d1-5f0c-8a52-2b3c0a7e6d11',
  feedMaxAge: 900,
};

/** An article with a bit of everything. */
export function article(changes: Partial<Article> = {}): Article {
  return {
    path: '知乎/微信.md',
    address: '知乎/微信 & 支付宝',
    id: 'urn:uuid:8a1c9f4e-6a53-5c1e-9d0e-0c8a2f7d1b11',
    title: '微信 & 支付宝: <b>互联</b>互通?',
    published: Date.UTC(2021, 11, 1, 12, 17, 44),
    updated: Date.UTC(2021, 11, 3, 1, 2, 3),
    categories: ['社交媒体', 'C/C++ & <.NET>'],
    tags: ['支付', '社交媒体'],
    authors: [{ name: '知乎 & <友>', url: 'https://知乎.example/人?a=1&b=2' }, { name: 'Ada' }],
    summary: 'a < b && b > c',
    html: '<p>正文 &amp; <a href="https://feeds.example/x?a=1&amp;b=2">link</a></p>',
    image: 'https://img.example/a.png?w=1&h=2',
    media: [],
    aliases: [],
    ...changes,
  };
}

/** So many articles, newest first, an hour apart. */
export function articles(count: number, changes: Partial<Article> = {}): Article[] {
  return Array.from({ length: count }, (_, i) => {
    const published = Date.UTC(2026, 0, 1) - i * 3_600_000;
    const name = `a${String(count - i).padStart(5, '0')}`;
    return article({
      id: `urn:test:${name}`,
      address: name,
      title: `Title of ${name}`,
      published,
      updated: published,
      ...changes,
    });
  });
}

export function feedOf(list: readonly Article[], changes: Partial<Feed> = {}): Feed {
  return { site, scope: { kind: 'all' }, articles: list, ...changes };
}
