import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import type { Site } from '../../src/site/config.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { formats } from '../../src/feed/formats.ts';
import type { JsonFeed } from '../../src/feed/json.ts';
import { article, site } from './sample.ts';
import { all, one, readXml, texts, type XmlElement } from './strict-xml.ts';

/** Texts that have broken feeds, and texts that look like the syntax of the templates. */
const poison = [
  ']]>',
  ']]',
  '>',
  '<',
  '&',
  '&amp;',
  '&#8;',
  '"',
  "'",
  '<![CDATA[',
  '<!--',
  '</title>',
  '<entry>',
  '$&',
  '$1',
]
  .concat([
    'slot:0;',
    'slot:1;',
    'markup:0;',
    '<rights>markup:0;</rights>',
    '<![CDATA[slot:2;]]>',
    '{{',
    '\\',
    '\\u0008',
  ])
  .concat([
    '\u0000',
    '\u0008',
    '\u000b',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u2028',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udc00',
  ])
  .concat([
    '\r',
    '\r\n',
    '\n',
    '\t',
    '\u3000',
    '\ufeff',
    '😀',
    '👨‍👩‍👧',
    '\u{1fffe}',
    '热榜',
    'é',
    'e\u0301',
    'a',
    ' ',
    '/',
    '..',
    '%',
    '%2F',
  ]);

const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...poison) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
  )
  .map((pieces) => pieces.join(''));
const address = fc.oneof(
  text,
  text.map((rest) => `https://x.example/${rest}`),
  fc.webUrl(),
);
const amount = fc.oneof(fc.double(), fc.nat());
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** An article with anything at all in every field; fields that are undefined are left out. */
const hostile: fc.Arbitrary<Article> = fc
  .record({
    path: text,
    address: text,
    id: text,
    title: text,
    published: fc.oneof(fc.double(), fc.maxSafeInteger(), fc.date({ noInvalidDate: true }).map(Number)),
    updated: fc.oneof(fc.double(), fc.maxSafeInteger(), fc.date({ noInvalidDate: true }).map(Number)),
    categories: fc.array(text, { maxLength: 3 }),
    tags: fc.array(text, { maxLength: 3 }),
    authors: fc.array(fc.record({ name: text, url: optional(address), email: optional(text) }), {
      maxLength: 2,
    }),
    summary: text,
    html: text,
    image: optional(address),
    media: fc.array(
      fc.record({ url: address, type: text, length: optional(amount), duration: optional(amount) }),
      {
        maxLength: 2,
      },
    ),
    language: optional(fc.oneof(text, fc.constantFrom('en', 'zh-hant-tw', 'de-DE-u-co-phonebk'))),
    externalUrl: optional(address),
    aliases: fc.constant([]),
  })
  .map((record) => JSON.parse(JSON.stringify(record), (_, value: unknown) => value ?? undefined) as Article);

const hostileFeed: fc.Arbitrary<Feed> = fc.record({
  articles: hostile.map((bad) => [neighbour('before'), bad, neighbour('after')]),
  site: fc
    .record({
      title: text,
      description: text,
      language: fc.constantFrom('zh-CN', 'en', 'x'),
      hub: address,
      icon: address,
    })
    .map((fields): Site => ({ ...site, ...fields })),
  scope: fc.oneof(
    fc.constant({ kind: 'all' } as const),
    fc.record({ kind: fc.constantFrom('tag', 'author'), name: text }),
    fc.record({ kind: fc.constant('category'), names: fc.tuple(text, text) }),
  ),
});

const neighbour = (name: string): Article =>
  article({ id: `urn:test:${name}`, address: name, title: `${name} & <b>` });

/** What XML 1.0 has no place for, by its definition of Char. */
const cleaned = (value: string): string =>
  Array.from(value)
    .filter((character) => {
      const point = character.codePointAt(0)!;
      if (point < 0x20) return '\t\n\r'.includes(character);
      return !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
    })
    .join('');
const line = (value: string): string => cleaned(value).replace(/\s+/gu, ' ').trim();
const lines = (value: string): string => cleaned(value).replace(/\r\n?/g, '\n');
const unescapeHtml = (html: string): string =>
  html.replace(
    /&(amp|lt|gt|quot);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]!,
  );

const checked = { numRuns: 200 };

describe('an article with any texts', () => {
  it('54, 55: RSS is well-formed, keeps its texts, and harms no other item', () => {
    fc.assert(
      fc.property(hostileFeed, (feed) => {
        const [before, item, after] = all(one(readXml(formats.rss.render(feed)), 'channel'), 'item');
        const bad = feed.articles[1]!;
        const { id, title, summary } = saidOf(bad, one(item!, 'link').text);
        expect(one(item!, 'guid').text).toBe(id);
        expect(one(item!, 'title').text).toBe(title);
        expect(unescapeHtml(one(item!, 'description').text)).toBe(summary);
        expect(texts(item!, 'content:encoded').join('')).toBe(lines(bad.html));
        expect(texts(item!, 'category')).toEqual(termsOf(bad));
        expect(texts(item!, 'dc:creator')).toEqual(namesOf(bad));
        expect([before, after].map((element) => withoutFeed(element!))).toEqual(
          ['before', 'after'].map(aloneInRss),
        );
      }),
      checked,
    );
  });

  it('54, 55: Atom is well-formed, keeps its texts, and harms no other item', () => {
    fc.assert(
      fc.property(hostileFeed, (feed) => {
        const [before, entry, after] = all(readXml(formats.atom.render(feed)), 'entry');
        const bad = feed.articles[1]!;
        const { id, title, summary } = saidOf(bad, all(entry!, 'link')[0]!.attributes['href']!);
        expect(one(entry!, 'id').text).toBe(id);
        expect(one(entry!, 'title').text).toBe(title);
        expect(one(entry!, 'summary').text).toBe(summary);
        expect(texts(entry!, 'content').join('')).toBe(lines(bad.html));
        expect(all(entry!, 'category').map(({ attributes }) => attributes['term'])).toEqual(termsOf(bad));
        expect(all(entry!, 'author').map((author) => one(author, 'name').text)).toEqual(namesOf(bad));
        expect([before, after].map((element) => withoutFeed(element!))).toEqual(
          ['before', 'after'].map(aloneInAtom),
        );
      }),
      checked,
    );
  });

  it('54: JSON Feed keeps its texts, and harms no other item', () => {
    fc.assert(
      fc.property(hostileFeed, (feed) => {
        const [before, item, after] = (JSON.parse(formats.json.render(feed)) as JsonFeed).items;
        const bad = feed.articles[1]!;
        expect(item).toMatchObject(saidOf(bad, item!.url));
        expect(item!.content_html ?? '').toBe(lines(bad.html));
        expect(item!.tags ?? []).toEqual(termsOf(bad));
        expect([before, after]).toEqual(['before', 'after'].map(aloneInJson));
      }),
      checked,
    );
  });

  it('15, 54: no document holds a forbidden character, and no address of an item one that isn’t ASCII', () => {
    fc.assert(
      fc.property(hostileFeed, (feed) => {
        for (const { render } of Object.values(formats)) {
          const document = render(feed);
          expect(cleaned(document)).toBe(document);
        }
        const { items } = JSON.parse(formats.json.render(feed)) as JsonFeed;
        for (const { url, image, external_url, attachments = [] } of items) {
          for (const found of [url, image, external_url, ...attachments.map((media) => media.url)]) {
            expect(found ?? 'https://none.example/').toMatch(/^https?:\/\/[!-~]+$/);
          }
        }
      }),
      checked,
    );
  });
});

/** The expected text of an item: the original, cleaned; if nothing is left, its substitute. */
function saidOf(
  { id, title, address, summary }: Article,
  url: string,
): { id: string; title: string; summary: string } {
  const called = line(title) || line(address) || url;
  return { id: line(id) || url, title: called, summary: line(summary) || called };
}

function termsOf({ categories, tags }: Article): string[] {
  return [...new Set([...categories, ...tags].map(line))].filter(Boolean);
}

function namesOf({ authors }: Article): string[] {
  return authors.map(({ name }) => line(name)).filter(Boolean);
}

/** An item's own elements: the texts between them have no meaning. */
function withoutFeed({ name, attributes, children }: XmlElement): unknown {
  return {
    name,
    attributes,
    children: children.map((child) => (child.children[0] ? withoutFeed(child) : child)),
  };
}

const alone = (name: string): Feed => ({ site, scope: { kind: 'all' }, articles: [neighbour(name)] });
const aloneInRss = (name: string): unknown =>
  withoutFeed(one(one(readXml(formats.rss.render(alone(name))), 'channel'), 'item'));
const aloneInAtom = (name: string): unknown =>
  withoutFeed(one(readXml(formats.atom.render(alone(name))), 'entry'));
const aloneInJson = (name: string): unknown =>
  (JSON.parse(formats.json.render(alone(name))) as JsonFeed).items[0];
