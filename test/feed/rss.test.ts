import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../src/site/cursor.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { formats } from '../../src/feed/formats.ts';
import { article, articles, feedOf, site } from './sample.ts';
import { all, one, readXml, texts, type XmlElement } from './strict-xml.ts';

const channelOf = (feed: Feed): XmlElement => one(readXml(formats.rss.render(feed)), 'channel');
const itemOf = (changes: Parameters<typeof article>[0] = {}): XmlElement =>
  one(channelOf(feedOf([article(changes)])), 'item');
const links = (channel: XmlElement): Record<string, string> =>
  Object.fromEntries(
    all(channel, 'atom:link').map(({ attributes }) => [attributes['rel'], attributes['href']!]),
  );

describe('RSS', () => {
  it('1: is version 2.0 with one channel that has a title, a link and a description', () => {
    const rss = readXml(formats.rss.render(feedOf([article()])));
    expect(rss.attributes['version']).toBe('2.0');
    const channel = one(rss, 'channel');
    expect(texts(channel, 'title')).toEqual(['热榜 & Co']);
    expect(texts(channel, 'link')).toEqual(['https://feeds.example/']);
    expect(texts(channel, 'description')).toEqual(['What people read']);
  });

  it('2: gives every item a title and a description, even an article without any text', () => {
    const item = itemOf({ title: ' \u0008', summary: '', html: '' });
    expect(texts(item, 'title')).toEqual(['知乎/微信 & 支付宝']);
    expect(texts(item, 'description')).toEqual(['知乎/微信 &amp; 支付宝']);
  });

  it('3: gives every item its id as a guid that is no permalink', () => {
    const { text, attributes } = one(itemOf(), 'guid');
    expect(text).toBe('urn:uuid:8a1c9f4e-6a53-5c1e-9d0e-0c8a2f7d1b11');
    expect(attributes).toEqual({ isPermaLink: 'false' });
  });

  it('4: writes dates with their weekday, a four-digit year and GMT', () => {
    expect(texts(itemOf(), 'pubDate')).toEqual(['Wed, 01 Dec 2021 12:17:44 GMT']);
    expect(texts(itemOf({ published: Date.UTC(2030, 1, 3) }), 'pubDate')).toEqual([
      'Sun, 03 Feb 2030 00:00:00 GMT',
    ]);
  });

  it('6: has the newest change among the articles as its lastBuildDate', () => {
    const list = [
      article({ updated: Date.UTC(2022, 0, 1) }),
      article({ updated: Date.UTC(2024, 0, 1) }),
      article(),
    ];
    expect(texts(channelOf(feedOf(list)), 'lastBuildDate')).toEqual(['Mon, 01 Jan 2024 00:00:00 GMT']);
  });

  it('6: has no lastBuildDate without articles', () => {
    const channel = channelOf(feedOf([]));
    expect(all(channel, 'lastBuildDate')).toEqual([]);
    expect(all(channel, 'item')).toEqual([]);
  });

  it('7: writes titles as plain text, escaped once', () => {
    expect(texts(itemOf({ title: 'AT&amp;T <i>&</i> ]]> ]]>' }), 'title')).toEqual([
      'AT&amp;T <i>&</i> ]]> ]]>',
    ]);
  });

  it('8: has the summary as description before the body as content:encoded, both HTML', () => {
    const item = itemOf();
    expect(texts(item, 'description')).toEqual(['a &lt; b &amp;&amp; b &gt; c']);
    expect(texts(item, 'content:encoded')).toEqual([article().html]);
    const names = item.children.map(({ name }) => name);
    expect(names.indexOf('description')).toBeLessThan(names.indexOf('content:encoded'));
  });

  it('8: has no content:encoded for an article without a body', () => {
    const item = itemOf({ html: '' });
    expect(texts(item, 'description')).toEqual(['a &lt; b &amp;&amp; b &gt; c']);
    expect(all(item, 'content:encoded')).toEqual([]);
  });

  it('9: names the address it is fetched from, also with a limit', () => {
    expect(links(channelOf(feedOf([])))['self']).toBe('https://feeds.example/rss.xml');
    const scope = { kind: 'category', names: ['知乎热榜'] } as const;
    expect(links(channelOf(feedOf([], { scope: { ...scope, names: ['知乎热榜'] }, limit: 7 })))['self']).toBe(
      'https://feeds.example/categories/%E7%9F%A5%E4%B9%8E%E7%83%AD%E6%A6%9C/rss.xml?limit=7',
    );
  });

  it('10: has one enclosure with url, length and type, audio before the image', () => {
    const media = [
      { url: 'https://audio.example/a.mp3?x=1&y=2', type: 'audio/mpeg', length: 1234, duration: 61.6 },
      { url: 'https://audio.example/b.mp4', type: 'video/mp4' },
    ];
    const item = itemOf({ media });
    const enclosure = { url: 'https://audio.example/a.mp3?x=1&y=2', length: '1234', type: 'audio/mpeg' };
    expect(one(item, 'enclosure').attributes).toEqual(enclosure);
    expect(one(itemOf({ media: media.slice(1) }), 'enclosure').attributes['length']).toBe('0');
  });

  it('has plain texts with hex references, as the RSS Profile asks', () => {
    const changes = { title: 'Vec<T> & co', categories: ['<X>'], tags: [], authors: [{ name: 'A & B' }] };
    const written = formats.rss.render(feedOf([article(changes)]));
    expect(written).toContain('<title>Vec&#x3C;T&gt; &#x26; co</title>');
    expect(written).toContain('<category>&#x3C;X&gt;</category>');
    expect(written).toContain('<dc:creator>A &#x26; B</dc:creator>');
    expect(texts(itemOf(changes), 'title')).toEqual(['Vec<T> & co']);
  });

  it('names an image as the body shows it, so that readers do not show it twice', () => {
    const image = 'https://img.example/a.png?x=1&y=2';
    const item = itemOf({ image, html: '<p><img src="https://img.example/a.png?x=1&amp;y=2"></p>' });
    expect(one(item, 'enclosure').attributes['url']).toBe(image);
    expect(one(item, 'media:content').attributes['url']).toBe(image);
    expect(one(item, 'media:thumbnail').attributes['url']).toBe(image);
    const other = itemOf({ image, html: '<p>No picture.</p>' });
    expect(one(other, 'enclosure').attributes['url']).toMatch(/^https:\/\/feeds\.example\/thumbnails\//);
  });

  it('10: has no enclosure without image and media', () => {
    const item = itemOf({ image: '/relative.png', media: [{ url: 'nowhere', type: 'audio/mpeg' }] });
    expect(item.children.filter(({ name }) => /enclosure|media:/.test(name))).toEqual([]);
  });

  it('11: names authors in dc:creator, and never writes an author', () => {
    const item = itemOf();
    expect(texts(item, 'dc:creator')).toEqual(['知乎 & <友>', 'Ada']);
    expect(all(item, 'author')).toEqual([]);
  });

  it('12: has a channel image with the title and link of the channel, if the site has an icon', () => {
    const icon = 'https://feeds.example/icon.png';
    const image = one(channelOf(feedOf([], { site: { ...site, icon } })), 'image');
    expect(image.children.map(({ name, text }) => [name, text])).toEqual([
      ['title', '热榜 & Co'],
      ['url', icon],
      ['link', 'https://feeds.example/'],
    ]);
    expect(all(channelOf(feedOf([])), 'image')).toEqual([]);
  });

  it('13: names its language, and the language of an item that has another', () => {
    expect(texts(channelOf(feedOf([])), 'language')).toEqual(['zh-CN']);
    expect(texts(itemOf({ language: 'en-us' }), 'dc:language')).toEqual(['en-US']);
    expect(texts(itemOf({ language: '中文' }), 'dc:language')).toEqual([]);
  });

  it('14: has a ttl of its max-age, in minutes', () => {
    expect(texts(channelOf(feedOf([])), 'ttl')).toEqual(['15']);
  });

  it('15: has absolute ASCII addresses only, percent-encoded once', () => {
    const document = formats.rss.render(
      feedOf([article()], {
        scope: { kind: 'author', name: '作/者 %20' },
        site: { ...site, hub: 'https://hub.例.example/' },
      }),
    );
    expect(document).toContain('https://feeds.example/authors/%E4%BD%9C%2F%E8%80%85%20%2520/rss.xml');
    expect(document).toContain(
      'https://feeds.example/articles/%E7%9F%A5%E4%B9%8E/%E5%BE%AE%E4%BF%A1%20%26%20',
    );
    const addresses = document.match(/https?:[^"<\s]+/g)!;
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => /[^!-~]/.test(address))).toEqual([]);
  });

  it('16, 53: declares each prefix on its root, Media RSS by its exact name', () => {
    expect(readXml(formats.rss.render(feedOf([article()]))).attributes).toEqual({
      version: '2.0',
      'xmlns:atom': 'http://www.w3.org/2005/Atom',
      'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:fh': 'http://purl.org/syndication/history/1.0',
      'xmlns:media': 'http://search.yahoo.com/mrss/',
    });
  });

  it('17: begins with the XML declaration, and is UTF-8 there and in its Content-Type', () => {
    expect(formats.rss.render(feedOf([]))).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>/);
    expect(formats.rss.type).toBe('application/rss+xml; charset=utf-8');
  });

  it('52: has the image as enclosure, media:thumbnail and media:content, with the type of the image itself', () => {
    const item = itemOf();
    const url =
      'https://feeds.example/thumbnails/%E7%9F%A5%E4%B9%8E/%E5%BE%AE%E4%BF%A1%20%26%20%E6%94%AF%E4%BB%98%E5%AE%9D';
    expect(one(item, 'enclosure').attributes).toEqual({ url, type: 'image/png', length: '0' });
    expect(one(item, 'media:thumbnail').attributes).toEqual({ url });
    expect(one(item, 'media:content').attributes).toEqual({ url, type: 'image/png', medium: 'image' });
  });

  it('lists categories, then tags, each once', () => {
    expect(texts(itemOf(), 'category')).toEqual(['社交媒体', 'C/C++ & <.NET>', '支付']);
  });

  it('names the hub in the subscription document, and nowhere else', () => {
    const withHub = { site: { ...site, hub: 'https://hub.example/?a=1&b=2' } };
    expect(links(channelOf(feedOf([], withHub)))['hub']).toBe('https://hub.example/?a=1&b=2');
    expect(links(channelOf(feedOf([], { ...withHub, limit: 3 })))).not.toHaveProperty('hub');
    const self: Cursor = { after: { published: 1, id: 'urn:x' }, take: 50, head: false };
    expect(links(channelOf(feedOf([], { ...withHub, paging: { self } })))).not.toHaveProperty('hub');
  });

  it('27, 39: leads from the subscription document to the archive', () => {
    const [last] = articles(1);
    const older: Cursor = { after: last!, take: 3, head: true };
    const channel = channelOf(feedOf([last!], { paging: { older } }));
    expect(links(channel)).toEqual({
      self: 'https://feeds.example/rss.xml',
      'prev-archive': 'https://feeds.example/archive/1767225600000-3h-dXJuOnRlc3Q6YTAwMDAx/rss.xml',
    });
    expect(all(channel, 'fh:archive')).toEqual([]);
  });

  it('39: marks an archive document and links it with its neighbours and the current feed', () => {
    const at = (published: number): Cursor => ({ after: { published, id: 'urn:x' }, take: 50, head: false });
    const scope = { kind: 'tag', name: 'x' } as const;
    const channel = channelOf(
      feedOf(articles(2), { scope, paging: { self: at(2), older: at(1), newer: at(3) } }),
    );
    expect(all(channel, 'fh:archive')).toHaveLength(1);
    expect(links(channel)).toEqual({
      self: 'https://feeds.example/tags/x/archive/2-50-dXJuOng/rss.xml',
      current: 'https://feeds.example/tags/x/rss.xml',
      'prev-archive': 'https://feeds.example/tags/x/archive/1-50-dXJuOng/rss.xml',
      'next-archive': 'https://feeds.example/tags/x/archive/3-50-dXJuOng/rss.xml',
    });
  });

  it('has its metadata before its items', () => {
    const names = channelOf(feedOf(articles(1))).children.map(({ name }) => name);
    expect(names.lastIndexOf('atom:link')).toBeLessThan(names.indexOf('item'));
  });
});
