import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { feedFormats, formats } from '../../src/feed/formats.ts';
import { article, feedOf, site } from './sample.ts';

const recording = { url: 'https://img.example/a.mp3', type: 'audio/mpeg', length: 12, duration: 60 };
const list = [
  article(),
  article({ id: 'urn:test:2', media: [recording] }),
  article({ id: 'urn:test:3', language: 'en', image: undefined as never, externalUrl: 'https://x.example/' }),
];
const page = (id: string) => ({ after: { published: 1, id }, take: 3, head: false });
const feeds = [
  feedOf(list),
  feedOf(list, {
    scope: { kind: 'category', names: ['社交媒体'] },
    site: { ...site, hub: 'https://feeds.example/hub', icon: 'https://feeds.example/i.png' },
  }),
  feedOf(list, {
    scope: { kind: 'tag', name: '支付' },
    paging: { self: page('urn:test:9'), older: page('urn:test:8') },
  }),
];

/** The first digits of the SHA-256 of the three documents, as edgefeed has written them before it knew podcasts. */
const digests: Partial<Record<keyof typeof formats, string>> = {
  rss: '49343693b4e9c277',
  atom: 'cf07a7d7c2daf735',
  json: '781e98fcc17a9bdb',
};

/** JSON Feed has got an extension, but nothing else. */
function withoutExtension(document: string): string {
  if (!document.startsWith('{')) return document;
  return JSON.stringify(JSON.parse(document), (key, value: unknown) =>
    key === '_edgefeed' ? undefined : value,
  );
}

it.each(feedFormats)('%s has the bytes that it had before there were podcasts', (format) => {
  const documents = feeds.map((feed) => withoutExtension(formats[format].render(feed))).join('\0');
  expect(createHash('sha256').update(documents).digest('hex').slice(0, 16)).toBe(digests[format]);
});
