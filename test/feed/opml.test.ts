import { parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { renderOpml } from '../../src/feed/opml.ts';
import type { Term } from '../../src/site/scope.ts';
import { site } from './sample.ts';
import { all, one, readXml, texts } from './strict-xml.ts';

const terms: Term[] = [
  { kind: 'author', name: 'Ada' },
  { kind: 'all', name: '' },
  { kind: 'category', name: 'C/C++ & .NET' },
  { kind: 'tag', name: '"<\u0008>"' },
  { kind: 'category', name: '知乎热榜' },
];

describe('OPML', () => {
  it('is version 2.0, titled like the site', () => {
    const opml = readXml(renderOpml(site, terms));
    expect(opml.attributes).toEqual({ version: '2.0' });
    expect(texts(one(opml, 'head'), 'title')).toEqual(['热榜 & Co']);
  });

  it('lists everything, then categories, tags and authors in groups, in the order given', () => {
    const outlines = all(one(readXml(renderOpml(site, terms)), 'body'), 'outline');
    expect(
      outlines.map((outline) => [
        outline.attributes['text'],
        ...outline.children.map(({ attributes }) => attributes['text']),
      ]),
    ).toEqual([['热榜 & Co'], ['分类', 'C/C++ & .NET', '知乎热榜'], ['标签', '"<>"'], ['作者', 'Ada']]);
  });

  it('gives each feed a text, a title, its type, its address and that of its page', () => {
    const [, categories] = all(one(readXml(renderOpml(site, terms)), 'body'), 'outline');
    expect(categories!.children[0]!.attributes).toEqual({
      text: 'C/C++ & .NET',
      title: 'C/C++ & .NET — 热榜 & Co',
      type: 'rss',
      description: '「C/C++ & .NET」的最新文章',
      xmlUrl: 'https://feeds.example/categories/C%2FC%2B%2B%20%26%20.NET/rss.xml',
      htmlUrl: 'https://feeds.example/categories/C%2FC%2B%2B%20%26%20.NET/',
    });
  });

  it('says the kind of feeds that share a name, also with the site', () => {
    const shared: Term[] = [
      { kind: 'category', name: 'Notes' },
      { kind: 'category', name: '热榜 & Co' },
      { kind: 'tag', name: 'notes' },
      { kind: 'tag', name: 'Go' },
      { kind: 'author', name: 'Notes' },
    ];
    for (const [language, expected] of [
      ['zh-CN', ['热榜 & Co', 'Notes（分类）', '热榜 & Co（分类）', 'notes（标签）', 'Go', 'Notes（作者）']],
      [
        'en',
        ['热榜 & Co', 'Notes (category)', '热榜 & Co (category)', 'notes (tag)', 'Go', 'Notes (author)'],
      ],
    ] as const) {
      const body = one(readXml(renderOpml({ ...site, language }, shared)), 'body');
      const feeds = all(body, 'outline').flatMap((outline) =>
        outline.attributes['type'] === 'rss' ? [outline] : outline.children,
      );
      expect(feeds.map(({ attributes }) => attributes['text'])).toEqual(expected);
      const titles = feeds.slice(1).map(({ attributes }) => attributes['title']);
      expect(titles).toEqual(expected.slice(1).map((text) => `${text} — 热榜 & Co`));
    }
  });

  it('gives groups no title, which only a feed has', () => {
    const groups = all(one(readXml(renderOpml(site, terms)), 'body'), 'outline').slice(1);
    for (const { attributes } of groups) expect(Object.keys(attributes)).toEqual(['text']);
  });

  it('leaves out groups without a term, and lists everything in any case', () => {
    const outlines = all(
      one(readXml(renderOpml({ ...site, language: 'en' }, [terms[0]!])), 'body'),
      'outline',
    );
    expect(outlines.map(({ attributes }) => attributes['text'])).toEqual(['热榜 & Co', 'Authors']);
  });

  it('is the same text each time', () => {
    expect(renderOpml(site, terms)).toBe(renderOpml(site, terms));
  });

  it('is read by another parser', () => {
    const [everything, categories] = parseOpml(renderOpml(site, terms)).body!.outlines!;
    expect(everything!.xmlUrl).toBe('https://feeds.example/rss.xml');
    expect(categories!.outlines!.map(({ text }) => text)).toEqual(['C/C++ & .NET', '知乎热榜']);
  });
});
