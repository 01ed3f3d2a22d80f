import { describe, expect, it } from 'vitest';
import { imageType, itemOf } from '../../src/feed/item.ts';
import { mediaType } from '../../src/feed/media-type.ts';
import { article } from './sample.ts';

const item = (changes: Parameters<typeof article>[0] = {}) =>
  itemOf('https://feeds.example', article(changes));

describe('an article as an item', () => {
  it('58: has its title as summary if the body is one image', () => {
    const { summary } = item({ summary: '', html: '<p><img src="https://img.example/a.png"></p>' });
    expect(summary).toBe(article().title);
  });

  it('58: has its address, else its URL, as title if it has none', () => {
    expect(item({ title: '\u0008 ', address: 'a/b' }).title).toBe('a/b');
    expect(item({ title: '', address: '\ufffe' }).title).toBe('https://feeds.example/articles/%EF%BF%BE');
  });

  it('60: stays published when it was, whenever it was updated', () => {
    const { published, updated } = item({ published: 1000, updated: 2000 });
    expect([+published, +updated]).toEqual([1000, 2000]);
  });

  it('23: was never updated before it was published', () => {
    expect(+item({ published: 2000, updated: 1000 }).updated).toBe(2000);
  });

  it('61: keeps its id when address, title and terms change', () => {
    const changed = item({ address: 'elsewhere', title: 'x', categories: [], path: 'y.md' });
    expect(changed.id).toBe(item().id);
    expect(changed.url).not.toBe(item().url);
  });

  it('15, 52: has a stable address for its image', () => {
    const url = 'https://feeds.example/thumbnails/a%20b';
    expect(item({ address: 'a b', image: 'http://img.example/x.webp' }).image).toEqual({
      url,
      type: 'image/webp',
    });
    expect(item({ address: 'a b', image: 'https://img.example/y' }).image).toEqual({
      url,
      type: 'image/jpeg',
    });
  });

  it('36: has media with an absolute address only, and amounts that are amounts', () => {
    const media = [
      { url: '/a.mp3', type: 'audio/mpeg' },
      { url: 'https://a.example/é.mp3', type: 'audio/mpeg', length: 1.6, duration: Infinity },
    ];
    expect(item({ media }).media).toEqual([
      { url: 'https://a.example/%C3%A9.mp3', type: 'audio/mpeg', length: 2 },
    ]);
  });
});

describe('10, 52: a MIME type', () => {
  it.each([
    ['https://a.example/x.PNG?y=z.gif', 'image/png'],
    ['https://a.example/x.svg#y', 'image/svg+xml'],
    ['https://picsum.photos/400/300?random=1664', 'image/jpeg'],
    ['https://a.example/x.mp3', 'image/jpeg'],
    ['https://a.example/x.constructor', 'image/jpeg'],
  ])('of an image follows from its extension: %s is %s', (url, type) => {
    expect(imageType(url)).toBe(type);
  });

  it.each([
    [' Audio/MPEG ', 'audio/mpeg'],
    ['application/vnd.apple.mpegurl', 'application/vnd.apple.mpegurl'],
    ['audio/ogg; codecs=opus', 'audio/ogg'],
    ['text/plain;charset=utf-8', 'text/plain'],
    ['mp3', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('of media is the one in the article, if it is valid: %j is %s', (written, type) => {
    expect(mediaType(written)).toBe(type);
  });
});
