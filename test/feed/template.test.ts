import { Feed as PackageFeed, type Item as PackageItem } from 'feed';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/feed/formats.ts';
import { atomTemplate, rssTemplate, Template } from '../../src/feed/template.ts';
import { article, feedOf } from './sample.ts';
import { all, one, readXml, texts } from './strict-xml.ts';

/** The same through the package alone: when one of these passes some day, template.ts can do less. */
function byPackage(item: Partial<PackageItem>, format: 'rss2' | 'atom1'): string {
  const feed = new PackageFeed({ title: 't', id: 'urn:x', link: 'https://x.example/', updated: new Date(0) });
  feed.addItem({ title: 't', link: 'https://x.example/a', date: new Date(0), ...item });
  return feed[format]();
}

const itemOf = (changes: Parameters<typeof article>[0]) =>
  one(one(readXml(formats.rss.render(feedOf([article(changes)]))), 'channel'), 'item');
const entryOf = (changes: Parameters<typeof article>[0]) =>
  one(readXml(formats.atom.render(feedOf([article(changes)]))), 'entry');

describe('a defect of the package that doesn’t reach a feed', () => {
  const ends = 'a ]]> b ]]> c';

  it('a second ]]> ends the CDATA section of a text', () => {
    expect(() => readXml(byPackage({ content: ends }, 'rss2'))).toThrow(/^\d+:\d+: /);
    expect(texts(itemOf({ html: ends }), 'content:encoded')).toEqual([ends]);
    expect(texts(entryOf({ html: ends }), 'content')).toEqual([ends]);
    expect(texts(itemOf({ title: ends }), 'title')).toEqual([ends]);
  });

  it('&amp; in a text becomes &', () => {
    const written = byPackage({ category: [{ name: 'AT&amp;T' }] }, 'rss2');
    expect(texts(one(one(readXml(written), 'channel'), 'item'), 'category')).toEqual(['AT&T']);
    expect(texts(itemOf({ categories: ['AT&amp;T'], tags: [] }), 'category')).toEqual(['AT&amp;T']);
  });

  it('< in an attribute stays', () => {
    expect(() => readXml(byPackage({ category: [{ term: '<b>' }] }, 'atom1'))).toThrow(/^\d+:\d+: /);
    expect(one(entryOf({ categories: ['<b>'], tags: [] }), 'category').attributes).toEqual({ term: '<b>' });
  });

  it('an id that is no URL throws, and one that is a URL is rewritten', () => {
    expect(() => byPackage({ id: 'no url' }, 'atom1')).toThrow(/Invalid URL/);
    expect(byPackage({ id: 'HTTP://Example.com' }, 'atom1')).toContain('<id>http://example.com/</id>');
    expect(texts(entryOf({ id: 'no url' }), 'id')).toEqual(['no url']);
    expect(texts(entryOf({ id: 'HTTP://Example.com' }), 'id')).toEqual(['HTTP://Example.com']);
  });

  it('a relative address throws and takes all other items with it', () => {
    expect(() => byPackage({ image: '/a.png' }, 'rss2')).toThrow(/Invalid URL/);
    const broken = article({
      image: '/a.png',
      externalUrl: 'b',
      media: [{ url: '//', type: '' }],
      authors: [{ name: 'a', url: 'c' }],
    });
    for (const { render } of [formats.rss, formats.atom])
      expect(render(feedOf([broken]))).toContain('urn:uuid:8a1c9f4e');
  });

  it('the type of an enclosure is guessed from the last dot', () => {
    const image = 'https://picsum.photos/400/300?random=1664';
    expect(byPackage({ image }, 'rss2')).toContain('type="image//400/300"');
    expect(one(itemOf({ image }), 'enclosure').attributes['type']).toBe('image/jpeg');
    const enclosures = all(entryOf({ image }), 'link').filter(
      ({ attributes }) => attributes['rel'] === 'enclosure',
    );
    expect(enclosures.map(({ attributes }) => attributes['type'])).toEqual(['image/jpeg']);
  });

  it('titles and summaries of Atom are declared to be HTML', () => {
    expect(byPackage({ title: 'a < b' }, 'atom1')).toContain('<title type="html">');
    expect(one(entryOf({ title: 'a < b', summary: 'c < d' }), 'title')).toMatchObject({
      text: 'a < b',
      attributes: {},
    });
    expect(one(entryOf({ title: 'a < b', summary: 'c < d' }), 'summary')).toMatchObject({
      text: 'c < d',
      attributes: {},
    });
  });

  it('a feed without a date gets the time of the clock', () => {
    const feed = new PackageFeed({ title: 't', link: 'https://x.example/' });
    // Whole seconds.
    const before = Date.now() - 1_000;
    const written = Date.parse(/<lastBuildDate>(.*?)</.exec(feed.rss2())![1]!);
    expect([written > before, written <= Date.now()]).toEqual([true, true]);
    expect(formats.rss.render(feedOf([]))).not.toContain('<lastBuildDate>');
  });
});

describe('a template', () => {
  const channel = ['root', 'title', 'home', 'description', 'generator', 'date'];

  it('has a slot for each text that is written, so that another version of the package is seen at once', () => {
    const rss = rssTemplate().slots;
    expect([...rss.head].sort()).toEqual([...channel, 'icon', 'language', 'ttl'].sort());
    expect([...rss.item].sort()).toEqual(['date', 'html', 'id', 'summary', 'title', 'url']);
    const atom = atomTemplate().slots;
    expect([...atom.head].sort()).toEqual([...channel, 'author', 'hub', 'icon', 'id', 'self', 'site'].sort());
    expect([...atom.item].sort()).toEqual(['date', 'entry', 'html', 'id', 'title', 'url']);
  });

  const specimen = [
    '<?xml version="1.0"?>',
    'markup:root;',
    '    <channel>',
    '        <title>slot:title;</title>',
    '        <image>',
    '            <url>slot:icon;</url>',
    '        </image>',
    '        <item>',
    '            <title><![CDATA[slot:title;]]></title>',
    '            <y z="slot:url;"/>',
    '        </item>',
    '    </channel>',
    '</rss>',
  ].join('\n');
  const hostile = '"<&> ]]> slot:title; <![CDATA[slot:url;]]> markup:root; $1';
  const write = (texts: Record<string, string | undefined>, elements: string[] = []) =>
    one(
      readXml(
        new Template(specimen, 'item').write({ texts: { root: '<rss>', title: 't' }, elements: [] }, [
          { texts, elements },
        ]),
      ),
      'channel',
    );

  it('escapes each slot for its position, and leaves text that looks like a slot alone', () => {
    const item = one(write({ title: hostile, url: hostile }), 'item');
    expect(texts(item, 'title')).toEqual([hostile]);
    expect(one(item, 'y').attributes['z']).toBe(hostile);
  });

  it('leaves out an element without text', () => {
    const written = write({ title: hostile });
    expect(all(written, 'image')).toEqual([]);
    expect(one(written, 'item').children.map(({ name }) => name)).toEqual(['title']);
  });

  it('puts complete elements after its own', () => {
    const item = one(write({ title: 't', url: 'u' }, ['<a/>', '<b c="d"/>']), 'item');
    expect(item.children.map(({ name }) => name)).toEqual(['title', 'y', 'a', 'b']);
  });
});
