/** Documents of feeds, read by the command and by parsers that others wrote. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { afterAll, describe, expect, test } from 'vitest';
import { entryOf, type FeedEntry } from '../../../src/cli/compare/entry.ts';
import { readDocument } from '../../../src/cli/compare/read/read.ts';
import { readLenient } from '../../../src/cli/compare/read/lenient.ts';
import { Workspace } from '../workspace.ts';

const work = new Workspace();
afterAll(() => work[Symbol.dispose]());

const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures', name);

async function read(text: string | Buffer, address?: string) {
  const file = join(work.folder, 'feed');
  writeFileSync(file, text);
  const broken: string[] = [];
  const source = { file, ...(address !== undefined && { address }) };
  const { head, entries } = await readDocument(source, { broken: (_, why) => broken.push(why) });
  return { head, entries: entries.map(entryOf), broken };
}

const rss = (items: string, channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${channel}${items}</channel></rss>`;

const keys = ({ entries }: { entries: readonly FeedEntry[] }): string[] => entries.map(({ key }) => key);

describe('feedsmith and rss-parser read the same ids', () => {
  const names = [
    'compare/ids.xml',
    'import/rss.xml',
    'import/atom.xml',
    'import/rdf.xml',
    'import/feed.json',
  ];

  test.each(names)('in %s', async (name) => {
    const text = readFileSync(fixture(name), 'utf8');
    const { entries, broken } = await read(text);
    expect(broken).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
    const document = parseFeed(text);
    const ids =
      document.format === 'atom'
        ? document.feed.entries!.map(({ id }) => id)
        : document.format === 'rss'
          ? document.feed.items!.map(({ guid, link }) => guid?.value ?? link)
          : document.format === 'rdf'
            ? document.feed.items!.map(({ rdf }) => rdf?.about)
            : document.feed.items!.map(({ id, url }) => id ?? url);
    const found = entries.map(({ key, by }) => (by === 'title' ? undefined : key));
    expect(found).toEqual(ids.map((id) => id?.trim()));
  });

  test('rss-parser', async () => {
    const text = readFileSync(fixture('compare/ids.xml'), 'utf8');
    const { items } = await new RssParser().parseString(text);
    expect(keys(await read(text))).toEqual(items.map(({ guid }) => guid!.trim()));
  });
});

test('dates are instants, whatever their form and zone', async () => {
  const dates = [
    'Thu, 02 Jan 2025 03:04:05 GMT',
    'Thu, 02 Jan 2025 11:04:05 +0800',
    '2 Jan 2025 03:04:05',
    'Wed, 01 Jan 2025 22:04:05 EST',
    '2025-01-02T03:04:05Z',
    '2025-01-02T03:04:05',
    '2025-01-02 03:04:05',
    '2025-01-02T08:34:05.000+05:30',
  ];
  const { entries } = await read(
    rss(dates.map((date) => `<item><pubDate>${date}</pubDate></item>`).join('')),
  );
  expect(entries.map(({ date }) => date)).toEqual(dates.map(() => Date.UTC(2025, 0, 2, 3, 4, 5)));
  const none = ['yesterday', 'Item 12', '{{ date }}', '', '32 Foo 2025'];
  const others = await read(rss(none.map((date) => `<item><pubDate>${date}</pubDate></item>`).join('')));
  expect(others.entries.map(({ date }) => date)).toEqual(none.map(() => undefined));
  const days = await read(
    rss('<item><pubDate>2 Jan 2025</pubDate></item><item><dc:date>2025-01-02</dc:date></item>'),
  );
  expect(days.entries.map(({ date }) => date)).toEqual([Date.UTC(2025, 0, 2), Date.UTC(2025, 0, 2)]);
});

test('an id is that of the entry, not of a part of it', async () => {
  const { entries, head } =
    await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/blog/">
    <id>urn:feed</id><link rel="prev-archive" href="archive/1"/><link rel="self" href="/atom.xml"/>
    <entry xml:base="2025/"><source><id>urn:source</id><link href="/source"/></source><id> urn:1 </id>
      <link rel="enclosure" href="a.mp3"/><link href="post"/><updated>2025-01-02T03:04:05Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><id>no</id></div></content></entry>
    <entry><id>urn:2</id><link rel="alternate" href="//b.example/x"/></entry></feed>`);
  expect(entries.map(({ key, link }) => [key, link])).toEqual([
    ['urn:1', 'https://a.example/blog/2025/post'],
    ['urn:2', 'https://b.example/x'],
  ]);
  expect(head.links).toEqual({
    'prev-archive': 'https://a.example/blog/archive/1',
    self: 'https://a.example/atom.xml',
  });
});

test('without an id readers take the link, which may be a guid or relative, and without a link the text', async () => {
  const { entries } = await read(
    rss(
      '<item><link> /one </link><title>A</title></item><item><guid>https://a.example/two</guid></item>' +
        '<item><guid isPermaLink="false">https://a.example/3</guid></item><item><guid> </guid><title>B</title></item>' +
        '<item><atom:link href="/five"/><atom:link rel="replies" href="/no"/></item>',
    ),
    'https://a.example/feed.xml',
  );
  expect(entries.map(({ key, by, link }) => [key, by, link])).toEqual([
    ['https://a.example/one', 'link', 'https://a.example/one'],
    ['https://a.example/two', 'id', 'https://a.example/two'],
    ['https://a.example/3', 'id', undefined],
    ['B\0', 'title', undefined],
    ['https://a.example/five', 'link', 'https://a.example/five'],
  ]);
});

test('the link of an entry that FeedBurner delivers is the one that it replaced', async () => {
  const { entries } =
    await read(`<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item>
    <link>https://feedproxy.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink></item>
    </channel></rss>`);
  expect(entries).toMatchObject([{ key: 'https://a.example/1', by: 'link' }]);
});

test('a prefix without a namespace, an entity of HTML and another encoding hinder no reading', async () => {
  const text = `<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel>
    <item><guid>caf\u00e9</guid><title>a&nbsp;b</title><media:x>1</media:x></item></channel></rss>`;
  const { entries, broken } = await read(Buffer.from(text, 'latin1'));
  expect(entries).toMatchObject([{ key: 'café', title: 'a&nbsp;b' }]);
  expect(broken).toEqual([]);
});

test('what is not well-formed is read as lenient readers read it, and named by its line', async () => {
  const text = rss('<item><guid>https://a.example/?a=1&b=2</guid></item>\n<item><guid>two</guid></item>');

  const found = await read(text);
  expect(found.broken).toEqual(['line 2: unclosed tag: guid']);
  expect(keys(found)).toEqual(['https://a.example/?a=1&b=2', 'two']);
  expect(found.entries).toEqual(readLenient(text, undefined).entries.map(entryOf));
});

describe('a document that is no feed is refused, with what it is', () => {
  test.each([
    ['', 'an empty document'],
    ['hello', 'line 1: no feed'],
    ['<html><body>no</body></html>', 'a web page that names no feed'],
    [
      `<!DOCTYPE html><head><link rel="stylesheet" href="/s.css"><link rel=alternate type="application/atom+xml" href='/a.xml?b&amp;c'></head>`,
      'a web page. Its feed is at https://a.example/a.xml?b&c: compare that',
    ],
    ['{"a": 1}', 'JSON, but no JSON Feed'],
    ['{"version": "https://jsonfeed.org/version/1.1", "items": [', 'line 1: not well-formed JSON'],
    ['<rss><channel><item></channel></rss>', 'line 1: unexpected close tag'],
    [
      '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>',
      'the export of WordPress',
    ],
    [`<feed ${Array.from({ length: 10_001 }, (_, i) => `a${i}=""`).join(' ')}/>`, 'too many attributes'],
    [`<rss>${'<a>'.repeat(1_001)}`, 'too deep within one another'],
    [`<rss><channel>${'<item/>'.repeat(200_001)}`, 'line 1: more than 200,000 entries'],
    [`{"items": [${'['.repeat(3_000_000)}`, 'more than 3,000,000 objects and lists'],
    [`{"items": [${'{},'.repeat(200_000)}{}]}`, 'more than 200,000 entries'],
    [`{"items": [${' '.repeat(50_000_000)}]}`, '50 MB of JSON are more than the 50 MB that are read'],
  ])('%#', async (text, why) => {
    await expect(read(text, 'https://a.example/')).rejects.toThrow(why);
  });
});

test('values of JSON that are of another type are left out, and numbers are ids', async () => {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    items: [{ id: 7 }, null, 'x', { id: {}, url: '/a' }],
  };
  const { entries } = await read(JSON.stringify(feed), 'https://a.example/feed.json');
  expect(entries.map(({ key, by }) => [key, by])).toEqual([
    ['7', 'id'],
    ['https://a.example/a', 'link'],
  ]);
});

test('a feed says its id, its site and its own address, read strictly and as lenient readers do', async () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><author><name>A</name><uri>x</uri></author><id> urn:f </id><link href="/"/><link rel="self" href="/atom.xml"/><entry><id>urn:e</id><link href="/e"/></entry></feed>`;
  const own = `<link>https://a.example/</link><image><link>https://other.example/</link></image><atom:link rel="self" href="/rss.xml"/>`;
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: '/',
    feed_url: '/feed.json',
    items: [],
  };
  const at = 'https://a.example/feed';
  const page = { alternate: 'https://a.example/' };
  for (const [text, id, self] of [
    [atom, 'urn:f', 'https://a.example/atom.xml'],
    [rss('<item><link>https://a.example/e</link></item>', own), undefined, 'https://a.example/rss.xml'],
    [JSON.stringify(json), undefined, 'https://a.example/feed.json'],
  ] as const) {
    const { head } = await read(text, at);
    expect([head.id, head.links]).toEqual([id, { ...page, self }]);
    if (text.startsWith('{')) continue;
    const lenient = readLenient(text, at).head;
    expect([lenient.id, lenient.links]).toEqual([id, { ...page, self }]);
  }
});

test('bytes that are not in the encoding are reported', async () => {
  const { broken } = await read(Buffer.from(rss('\n<item><guid>\xe9</guid></item>'), 'latin1'));
  expect(broken).toEqual(['line 2: bytes that are not in the encoding utf-8']);
});
