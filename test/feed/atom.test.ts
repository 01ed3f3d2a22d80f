import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../src/site/cursor.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { formats } from '../../src/feed/formats.ts';
import { article, articles, feedOf, site } from './sample.ts';
import { all, one, readXml, texts, type XmlElement } from './strict-xml.ts';

const read = (feed: Feed): XmlElement => readXml(formats.atom.render(feed));
const entryOf = (changes: Parameters<typeof article>[0] = {}): XmlElement =>
  one(read(feedOf([article(changes)])), 'entry');
const linksOf = (element: XmlElement, rel: string) =>
  all(element, 'link')
    .map(({ attributes }) => attributes)
    .filter((attributes) => (attributes['rel'] ?? 'alternate') === rel);

describe('Atom', () => {
  it('names articles that were removed, with their ids and the moments (RFC 6721)', () => {
    const removed = [
      { id: 'urn:x:a&b', at: Date.UTC(2026, 0, 2, 3, 4, 5, 6) },
      { id: 'https://old.example/?p=1', at: Date.UTC(2026, 0, 1) },
    ];
    const feed = read(feedOf(articles(2), { removed }));
    expect(feed.attributes['xmlns:at']).toBe('http://purl.org/atompub/tombstones/1.0');
    expect(all(feed, 'at:deleted-entry').map(({ attributes }) => attributes)).toEqual([
      { ref: 'urn:x:a&b', when: '2026-01-02T03:04:05.006Z' },
      { ref: 'https://old.example/?p=1', when: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(all(feed, 'entry')).toHaveLength(2);
  });

  it('has nothing of removals, not even a namespace, where there are none', () => {
    const document = formats.atom.render(feedOf(articles(2), { removed: [] }));
    expect(document).toBe(formats.atom.render(feedOf(articles(2))));
    expect(document).not.toContain('tombstones');
  });

  it.each(['rss', 'json'] as const)('alone has removals: %s stays as it is', (format) => {
    const removed = [{ id: 'urn:x', at: 1 }];
    expect(formats[format].render(feedOf(articles(2), { removed }))).toBe(
      formats[format].render(feedOf(articles(2))),
    );
  });

  it('18: has exactly one id, title and updated, on the feed and on each entry', () => {
    const feed = read(feedOf(articles(3)));
    for (const element of [feed, ...all(feed, 'entry')]) {
      for (const name of ['id', 'title', 'updated'])
        expect(texts(element, name)).toEqual([expect.stringMatching(/./)]);
    }
    expect(all(feed, 'entry')).toHaveLength(3);
  });

  it('18: has a deterministic updated even without entries', () => {
    expect(texts(read(feedOf([])), 'updated')).toEqual(['1970-01-01T00:00:00.000Z']);
  });

  it('19: has an author on the feed, and on each entry that names one', () => {
    const feed = read(feedOf([article(), article({ authors: [] })]));
    expect(texts(one(feed, 'author'), 'name')).toEqual(['热榜 & Co']);
    const [first, second] = all(feed, 'entry');
    expect(all(first!, 'author').map((author) => texts(author, 'name'))).toEqual([['知乎 & <友>'], ['Ada']]);
    expect(texts(all(first!, 'author')[0]!, 'uri')).toEqual([
      'https://xn--djqu72h.example/%E4%BA%BA?a=1&b=2',
    ]);
    expect(all(second!, 'author')).toEqual([]);
  });

  it('19: writes only valid e-mail addresses', () => {
    const authors = [
      { name: 'a', email: 'a@b.example' },
      { name: 'b', email: 'nobody' },
    ];
    expect(all(entryOf({ authors }), 'author').map((author) => texts(author, 'email'))).toEqual([
      ['a@b.example'],
      [],
    ]);
  });

  it('20: keeps ids byte for byte, those that new URL() would rewrite or refuse too', () => {
    for (const id of ['HTTP://Example.com', 'tag:example.com,2005:a b', 'urn:x:%e4', 'not an address']) {
      expect(texts(entryOf({ id }), 'id')).toEqual([id]);
    }
  });

  it('20: keeps the id of a feed that moved here, on all pages of the feed of everything alone', () => {
    const feedId = 'tag:old.example,2005:/feed?a=1&b=二';
    const moved = { ...site, feedId };
    const self: Cursor = { after: { published: 1, id: 'urn:x' }, take: 50, head: false };
    const feed = { site: moved, scope: { kind: 'all' }, articles: articles(1) } as const;
    for (const each of [feed, { ...feed, paging: { self } }, { ...feed, limit: 5 }])
      expect(texts(read(each), 'id')).toEqual([feedId]);
    for (const scope of [
      { kind: 'tag', name: 'x' },
      { kind: 'search', query: 'x' },
    ] as const)
      expect(texts(read({ ...feed, scope }), 'id')).toEqual(texts(read({ ...feed, site, scope }), 'id'));
    // The other formats have no id of a feed.
    for (const format of ['rss', 'json'] as const)
      expect(formats[format].render(feed)).toBe(formats[format].render({ ...feed, site }));
  });

  it('20: has one absolute id for all pages of a feed, and at every address that the site may have', () => {
    const self: Cursor = { after: { published: 1, id: 'urn:x' }, take: 50, head: false };
    const scope = { kind: 'tag', name: '标签' } as const;
    const moved = { ...site, url: 'https://elsewhere.example' };
    const [id] = texts(read(feedOf([], { scope })), 'id');
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const feed of [feedOf([], { scope, paging: { self } }), feedOf([], { scope, site: moved })]) {
      expect(texts(read(feed), 'id')).toEqual([id]);
    }
    expect(texts(read(feedOf([])), 'id')).not.toEqual([id]);
  });

  it('22: names the address it is fetched from, and one alternate on feed and entry', () => {
    const feed = read(feedOf([article()]));
    expect(linksOf(feed, 'self')).toEqual([{ rel: 'self', href: 'https://feeds.example/atom.xml' }]);
    expect(linksOf(feed, 'alternate')).toEqual([{ rel: 'alternate', href: 'https://feeds.example/' }]);
    expect(linksOf(one(feed, 'entry'), 'alternate')).toEqual([
      { href: expect.stringContaining('/articles/') },
    ]);
  });

  it('23: writes dates as RFC 3339, updated never before published', () => {
    const entry = entryOf();
    expect(texts(entry, 'published')).toEqual(['2021-12-01T12:17:44.000Z']);
    expect(texts(entry, 'updated')).toEqual(['2021-12-03T01:02:03.000Z']);
    expect(texts(entryOf({ updated: 0 }), 'updated')).toEqual(['2021-12-01T12:17:44.000Z']);
  });

  it('24: declares the body as HTML and escapes it once; title and summary are plain text', () => {
    const entry = entryOf();
    expect(one(entry, 'content').attributes).toEqual({ type: 'html' });
    expect(texts(entry, 'content')).toEqual([article().html]);
    expect(one(entry, 'title')).toMatchObject({ text: article().title, attributes: {} });
    expect(one(entry, 'summary')).toMatchObject({ text: article().summary, attributes: {} });
  });

  it('25: gives each category its term', () => {
    const terms = all(entryOf(), 'category').map(({ attributes }) => attributes['term']);
    expect(terms).toEqual(['社交媒体', 'C/C++ & <.NET>', '支付']);
  });

  it('26: names its language, and the language of an entry that has another', () => {
    const feed = read(feedOf([article(), article({ language: 'en-us' }), article()]));
    expect(feed.attributes['xml:lang']).toBe('zh-CN');
    expect(all(feed, 'entry').map(({ attributes }) => attributes['xml:lang'])).toEqual([
      undefined,
      'en-US',
      undefined,
    ]);
  });

  it('27, 39: links the documents of its archive and marks those that belong to it', () => {
    const at = (published: number): Cursor => ({ after: { published, id: 'urn:x' }, take: 50, head: false });
    const href = (page: string) => [
      expect.objectContaining({ href: `https://feeds.example/${page}atom.xml` }),
    ];
    const current = read(feedOf(articles(1), { paging: { older: at(1) } }));
    expect(linksOf(current, 'prev-archive')).toEqual(href('archive/1-50-dXJuOng/'));
    expect(all(current, 'fh:archive')).toEqual([]);
    const page = read(feedOf(articles(1), { paging: { self: at(2), older: at(1), newer: at(3) } }));
    expect(linksOf(page, 'self')).toEqual(href('archive/2-50-dXJuOng/'));
    expect(linksOf(page, 'current')).toEqual(href(''));
    expect(linksOf(page, 'prev-archive')).toEqual(href('archive/1-50-dXJuOng/'));
    expect(linksOf(page, 'next-archive')).toEqual(href('archive/3-50-dXJuOng/'));
    expect(all(page, 'fh:archive')).toHaveLength(1);
  });

  it('52: has the image and all media as enclosures with their own types', () => {
    const media = [
      { url: 'https://audio.example/a.mp3?x=1&y=2', type: 'audio/mpeg', length: 1234 },
      { url: 'https://video.example/b.webm', type: 'video/webm' },
    ];
    expect(linksOf(entryOf({ media }), 'enclosure')).toEqual([
      { rel: 'enclosure', href: 'https://audio.example/a.mp3?x=1&y=2', type: 'audio/mpeg', length: '1234' },
      { rel: 'enclosure', href: 'https://video.example/b.webm', type: 'video/webm' },
      { rel: 'enclosure', href: expect.stringContaining('/thumbnails/'), type: 'image/png' },
    ]);
  });

  it('links the page that the article is about', () => {
    const externalUrl = 'https://elsewhere.example/?a=1&b=2';
    expect(linksOf(entryOf({ externalUrl }), 'related')).toEqual([{ rel: 'related', href: externalUrl }]);
  });

  it('has the icon and the hub of the site', () => {
    const feed = read(
      feedOf([], { site: { ...site, icon: 'https://a.example/i.png', hub: 'https://hub.example/' } }),
    );
    expect(texts(feed, 'icon')).toEqual(['https://a.example/i.png']);
    expect(linksOf(feed, 'hub')).toEqual([{ rel: 'hub', href: 'https://hub.example/' }]);
  });

  it('17: is UTF-8 in its declaration and its Content-Type', () => {
    expect(formats.atom.render(feedOf([]))).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>/);
    expect(formats.atom.type).toBe('application/atom+xml; charset=utf-8');
  });
});
