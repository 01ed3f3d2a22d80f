import { expect, it } from 'vitest';
import { llmsText } from '../../src/markdown/llms.ts';
import type { IndexDocument } from '../../src/store/documents.ts';
import { cardOf } from '../../src/site/card.ts';
import { article, articles, site } from '../feed/sample.ts';

const index: IndexDocument = {
  terms: [
    { kind: 'all', name: '', count: 3 },
    { kind: 'category', name: 'Few', count: 1 },
    { kind: 'category', name: 'C/C++ [x]', count: 2 },
    { kind: 'tag', name: 'rss', count: 1 },
  ],
  newest: articles(2, { summary: 'In short' }).map(cardOf),
  highlights: [
    { name: 'Few', newest: [cardOf(article({ id: 'urn:x', title: 'Old', summary: 'Long ago' }))] },
  ],
  pages: [{ path: '/articles/about', title: 'About' }],
  shows: [{ category: 'Few', title: 'Sounds', description: 'D', image: 'https://feeds.example/files/c.png' }],
};

it('lists articles, categories, pages, feeds and the API', () => {
  expect(llmsText({ ...site, language: 'en' }, index)).toBe(`# 热榜 & Co

> What people read

Add .md to the address of an article to get it as Markdown.

## Newest articles

- [Title of a00002](https://feeds.example/articles/a00002.md): In short
- [Title of a00001](https://feeds.example/articles/a00001.md): In short
- [Old](https://feeds.example/articles/%E7%9F%A5%E4%B9%8E/%E5%BE%AE%E4%BF%A1%20%26%20%E6%94%AF%E4%BB%98%E5%AE%9D.md): Long ago

## Categories

- [C/C++ \\[x\\]](https://feeds.example/categories/C%2FC%2B%2B%20%5Bx%5D/): 2 articles
- [Few](https://feeds.example/categories/Few/): 1 article

## Pages

- [About](https://feeds.example/articles/about.md)

## Feeds

- [RSS](https://feeds.example/rss.xml)
- [Atom](https://feeds.example/atom.xml)
- [JSON Feed](https://feeds.example/feed.json)
- [Sounds](https://feeds.example/categories/Few/podcast.xml): podcast
- [OPML](https://feeds.example/feeds.opml): the feeds of all categories, tags and authors

## API

- [/v1/openapi.json](https://feeds.example/v1/openapi.json): the contract, OpenAPI 3.1
- [/v1/articles](https://feeds.example/v1/articles): articles by category, tag, author, language and date, as JSON
- [/v1/changes](https://feeds.example/v1/changes): everything that is published, then what has changed since
- [/sitemap.xml](https://feeds.example/sitemap.xml): every article
`);
});

it('is in the language of the site, and leaves out what there is none of', () => {
  const text = llmsText(
    { ...site, description: '' },
    { terms: [{ kind: 'category', name: '热榜', count: 2 }], newest: [], highlights: [] },
  );
  expect(text).toMatch(/^# 热榜 & Co\n\n在文章地址末尾加上 \.md/);
  expect(text).toContain('：2 篇文章\n');
  expect(text).not.toContain('最新文章');
  expect(text).not.toContain('页面');
});

it('lists fifty categories at most, the largest ones', () => {
  const terms = Array.from(
    { length: 1000 },
    (_, i) => ({ kind: 'category', name: `c${i}`, count: i }) as const,
  );
  const text = llmsText(site, { terms, newest: [], highlights: [] });
  expect(text.match(/\/categories\//g)).toHaveLength(50);
  expect(text).toContain('/categories/c999/');
});
