import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/feed/formats.ts';
import { article, articles, feedOf } from './sample.ts';

/** What readers live by. Dates in ms. */
interface Read {
  id: string | null | undefined;
  link: string | null | undefined;
  title: string | null | undefined;
  published: number;
}

const list = [
  article(),
  article({
    id: 'https://old.example/?p=1&q=2',
    address: 'c',
    title: 'C/C++ & .NET “x” 😀 a < b > c',
    image: 'https://img.example/a b.webp',
  }),
  article({
    id: 'tag:example.com,2005:x',
    address: 'a/b/ü',
    title: 'No body',
    html: '',
    authors: [],
    language: 'en',
  }),
  article({ guid: '12345', address: 'moved' }),
  ...articles(20),
];
const feed = feedOf(list, { scope: { kind: 'category', names: ['知乎热榜'] } });
const readIn = (format: 'rss' | 'atom' | 'json'): Read[] =>
  list.map(({ id, guid }, i) => ({ ...expected[i]!, id: format === 'atom' ? id : (guid ?? id) }));
const expected: Omit<Read, 'id'>[] = list.map(({ title, published }, i) => ({
  link: (JSON.parse(formats.json.render(feed)) as { items: { url: string }[] }).items[i]!.url,
  title,
  published,
}));
const time = (date: string | Date | null | undefined): number => new Date(date ?? Number.NaN).getTime();
const feedTitle = '知乎热榜 — 热榜 & Co';

describe('read by feedsmith', () => {
  it('RSS holds the ids, links, titles and dates that were published', () => {
    const { title, items } = parseRssFeed(formats.rss.render(feed));
    expect(title).toBe(feedTitle);
    expect(
      items!.map((item) => ({
        id: item.guid?.value,
        link: item.link,
        title: item.title,
        published: time(item.pubDate),
      })),
    ).toEqual(readIn('rss'));
  });

  it('Atom holds the ids, links, titles and dates that were published', () => {
    const { title, entries } = parseAtomFeed(formats.atom.render(feed));
    expect(title).toMatchObject({ value: feedTitle });
    expect(
      entries!.map((entry) => ({
        id: entry.id,
        link: entry.links!.find(({ rel }) => !rel)!.href,
        title: entry.title?.value,
        published: time(entry.published),
      })),
    ).toEqual(readIn('atom'));
  });

  it('JSON Feed holds the ids, links, titles and dates that were published', () => {
    const { title, items } = parseJsonFeed(formats.json.render(feed));
    expect(title).toBe(feedTitle);
    expect(
      items!.map((item) => ({
        id: item.id,
        link: item.url,
        title: item.title,
        published: time(item.date_published),
      })),
    ).toEqual(readIn('json'));
  });

  it('52: RSS holds the image thrice', () => {
    const [item] = parseRssFeed(formats.rss.render(feed)).items!;
    const { image } = JSON.parse(formats.json.render(feedOf(list.slice(0, 1)))).items[0] as { image: string };
    expect(item!.enclosures).toEqual([{ url: image, length: 0, type: 'image/png' }]);
    expect(item!.media!.thumbnails).toMatchObject([{ url: image }]);
    expect(item!.media!.contents).toMatchObject([{ url: image, type: 'image/png', medium: 'image' }]);
  });
});

/** Of no reader here does it change what it reads. */
const removed = [
  { id: 'urn:x:removed', at: Date.UTC(2026, 0, 2) },
  { id: 'https://old.example/?p=1&q', at: Date.UTC(2026, 0, 1) },
];

describe.each([
  ['rss', feed],
  ['atom', feed],
  ['atom', { ...feed, removed }],
] as const)('%s', (format, feed) => {
  const document = formats[format].render(feed);

  it('read by rss-parser holds the ids, links, titles and dates that were published', async () => {
    const { title, items } = await new RssParser<object, { id?: string }>().parseString(document);
    expect(title).toBe(feedTitle);
    expect(
      items.map((item) => ({
        id: item.guid ?? item.id,
        link: item.link,
        title: item.title,
        published: time(item.isoDate),
      })),
    ).toEqual(readIn(format));
  });

  it('read by @rowanmanning/feed-parser holds the ids, links, titles and dates that were published', () => {
    const { title, items } = parseWithRowan(document);
    expect(title).toBe(feedTitle);
    expect(
      items.map((item) => ({
        id: item.id,
        link: item.url,
        title: item.title,
        published: time(item.published),
      })),
    ).toEqual(readIn(format));
  });
});
