import { Validator, type Schema } from '@cfworker/json-schema';
import schema from 'jsonfeed-schema/schema-v1.1.json';
import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../src/site/cursor.ts';
import { wholeAppArticle } from '../../src/feed/app-article.ts';
import type { ScopeFacts } from '../../src/feed/extension.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { formats } from '../../src/feed/formats.ts';
import type { JsonFeed } from '../../src/feed/json.ts';
import type { FeedScope } from '../../src/site/scope.ts';
import { article, articles, feedOf, site } from './sample.ts';

const read = (feed: Feed): JsonFeed => JSON.parse(formats.json.render(feed)) as JsonFeed;
const itemOf = (changes: Parameters<typeof article>[0] = {}) => read(feedOf([article(changes)])).items[0]!;

describe('JSON Feed', () => {
  it('28, 29: is version 1.1 with its own address and that of its page', () => {
    expect(read(feedOf([], { scope: { kind: 'tag', name: '标 签' } }))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: '标 签 — 热榜 & Co',
      home_page_url: 'https://feeds.example/tags/%E6%A0%87%20%E7%AD%BE/',
      feed_url: 'https://feeds.example/tags/%E6%A0%87%20%E7%AD%BE/feed.json',
    });
  });

  it('30: gives each item the id that it has in RSS and Atom', () => {
    expect(itemOf().id).toBe(article().id);
    expect(itemOf({ id: '\u0008' }).id).toBe(itemOf().url);
  });

  it('31: has content_html, or content_text for an article without a body', () => {
    expect(itemOf()).toMatchObject({ content_html: article().html });
    expect(itemOf()).not.toHaveProperty('content_text');
    expect(itemOf({ html: '' })).toMatchObject({ content_text: 'a < b && b > c' });
    expect(itemOf({ html: '' })).not.toHaveProperty('content_html');
  });

  it('32: has its authors in an array, on the feed and on items that name some', () => {
    expect(read(feedOf([])).authors).toEqual([{ name: '热榜 & Co', url: 'https://feeds.example/' }]);
    expect(itemOf().authors).toEqual([
      { name: '知乎 & <友>', url: 'https://xn--djqu72h.example/%E4%BA%BA?a=1&b=2' },
      { name: 'Ada' },
    ]);
    expect(itemOf({ authors: [{ name: ' ' }] })).not.toHaveProperty('authors');
  });

  it('33: has title and summary as plain text', () => {
    expect(itemOf()).toMatchObject({ title: article().title, summary: article().summary });
  });

  it('34: leads to the articles just older', () => {
    const older: Cursor = { after: { published: 1, id: 'urn:x' }, take: 7, head: true };
    expect(read(feedOf(articles(1), { paging: { older } })).next_url).toBe(
      'https://feeds.example/archive/1-7h-dXJuOng/feed.json',
    );
    expect(read(feedOf(articles(1)))).not.toHaveProperty('next_url');
  });

  it('35: has its own type', () => {
    expect(formats.json.type).toBe('application/feed+json; charset=utf-8');
  });

  it('36: has all media as attachments with address and type, and size and duration if known', () => {
    const media = [
      { url: 'https://audio.example/a.mp3', type: 'Audio/MPEG', length: 1234, duration: 61.6 },
      { url: 'https://video.example/b.webm', type: 'no type', length: -1, duration: Number.NaN },
    ];
    expect(itemOf({ media }).attachments).toEqual([
      {
        url: 'https://audio.example/a.mp3',
        mime_type: 'audio/mpeg',
        size_in_bytes: 1234,
        duration_in_seconds: 62,
      },
      { url: 'https://video.example/b.webm', mime_type: 'application/octet-stream' },
    ]);
  });

  it('37: names hub, icon and language, and the language of an item that has another', () => {
    const feed = read(
      feedOf([], { site: { ...site, icon: 'https://a.example/i.png', hub: 'https://hub.example/' } }),
    );
    expect(feed).toMatchObject({
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
      icon: 'https://a.example/i.png',
      language: 'zh-CN',
    });
    expect(itemOf({ language: 'en-us' }).language).toBe('en-US');
    expect(itemOf()).not.toHaveProperty('language');
  });

  it('52: has the image at its stable address', () => {
    expect(itemOf().image).toMatch(/^https:\/\/feeds\.example\/thumbnails\/[!-~]+$/);
    expect(itemOf({ image: 'data:image/png;base64,AAAA' })).not.toHaveProperty('image');
  });

  it('writes dates, terms and the address elsewhere', () => {
    expect(itemOf({ externalUrl: 'https://elsewhere.example/é' })).toMatchObject({
      date_published: '2021-12-01T12:17:44.000Z',
      date_modified: '2021-12-03T01:02:03.000Z',
      tags: ['社交媒体', 'C/C++ & <.NET>', '支付'],
      external_url: 'https://elsewhere.example/%C3%A9',
    });
  });

  it('tells categories from tags, and names the address of the page, as /v1 does', () => {
    const { _edgefeed: facts } = itemOf();
    expect(facts).toEqual({
      address: '/articles/知乎/微信 & 支付宝',
      categories: ['社交媒体', 'C/C++ & <.NET>'],
      tags: ['支付', '社交媒体'],
    });
    expect(wholeAppArticle(site.url, article())).toMatchObject(facts);
    expect(itemOf({ categories: ['a\u0008 ', ' '], tags: [] })._edgefeed).toMatchObject({
      categories: ['a'],
      tags: [],
    });
  });

  it.each<[FeedScope, ScopeFacts]>([
    [{ kind: 'all' }, { kind: 'all' }],
    [
      { kind: 'category', names: ['C/C++'] },
      { kind: 'category', name: 'C/C++' },
    ],
    [
      { kind: 'category', names: ['a', 'b'] },
      { kind: 'category', names: ['a', 'b'] },
    ],
    [
      { kind: 'tag', name: '标 签' },
      { kind: 'tag', name: '标 签' },
    ],
    [
      { kind: 'author', name: 'Ada' },
      { kind: 'author', name: 'Ada' },
    ],
    [
      { kind: 'search', query: 'x y' },
      { kind: 'search', query: 'x y' },
    ],
  ])('says whose articles it has: %j', (scope, facts) => {
    expect(read(feedOf([], { scope }))._edgefeed).toEqual(facts);
  });

  it('conforms to a JSON Feed 1.1 schema made by others', () => {
    const validator = new Validator(schema as Schema, '7', false);
    const media = [{ url: 'https://audio.example/a.mp3', type: 'audio/mpeg', length: 1, duration: 1 }];
    const older: Cursor = { after: { published: 1, id: 'urn:x' }, take: 50, head: false };
    const full = read(
      feedOf(
        [
          article({ media, language: 'en', externalUrl: 'https://x.example/' }),
          article({ html: '', authors: [] }),
        ],
        {
          site: { ...site, icon: 'https://a.example/i.png', hub: 'https://hub.example/' },
          paging: { older },
        },
      ),
    );
    expect(validator.validate(full).errors).toEqual([]);
    expect(validator.validate(read(feedOf([]))).errors).toEqual([]);
    expect(validator.validate({ ...full, title: 1 }).valid).toBe(false);
  });
});
