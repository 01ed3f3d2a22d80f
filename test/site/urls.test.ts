import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../src/site/cursor.ts';
import { feedUrl, pageUrl } from '../../src/site/urls.ts';
import { channelOf } from '../../src/feed/channel.ts';
import { feedOf, site } from '../feed/sample.ts';

const scope = { kind: 'author', name: '作/者' } as const;
const page: Cursor = { after: { published: 1, id: 'urn:x' }, take: 50, head: false };

describe('a document', () => {
  it('15: lies below the page of its scope', () => {
    expect(pageUrl(site, scope)).toBe('https://feeds.example/authors/%E4%BD%9C%2F%E8%80%85/');
    expect(feedUrl(site, scope, 'atom.xml')).toBe(
      'https://feeds.example/authors/%E4%BD%9C%2F%E8%80%85/atom.xml',
    );
    expect(feedUrl(site, { kind: 'all' }, 'feed.json', page)).toBe(
      'https://feeds.example/archive/1-50-dXJuOng/feed.json',
    );
  });

  it('9: is fetched from the address of its page of the archive, or with its limit', () => {
    expect(channelOf(feedOf([]), 'rss.xml').self).toBe('https://feeds.example/rss.xml');
    expect(channelOf(feedOf([], { limit: 200 }), 'rss.xml').self).toBe(
      'https://feeds.example/rss.xml?limit=200',
    );
    expect(channelOf(feedOf([], { paging: { self: page, older: page } }), 'rss.xml').self).toBe(
      'https://feeds.example/archive/1-50-dXJuOng/rss.xml',
    );
  });
});
