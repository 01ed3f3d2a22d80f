import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import type { Episode } from '../../src/article/episode.ts';
import { formats } from '../../src/feed/formats.ts';
import { itemOf } from '../../src/feed/item.ts';
import { renderJson, type JsonFeed } from '../../src/feed/json.ts';
import { episodeElements, trailerOf } from '../../src/feed/rss/episode.ts';
import { estimateBytes, jsonSizes, textsOf } from '../../src/feed/size.ts';
import { withFacts } from '../../src/feed/with-facts.ts';
import { jsonItem } from '../../src/feed/json.ts';
import { article, feedOf, site } from './sample.ts';
import { all, one, readXml, texts, type XmlElement } from './strict-xml.ts';

const medium = { url: 'https://a.example/1.mp3', type: 'audio/mpeg', length: 5, duration: 3134 };

/** Every field. */
const whole: Episode = {
  title: 'Clouds & <rain>',
  season: { number: 2, name: 'Weather "2"' },
  number: { number: 12, display: 'Day 5' },
  type: 'bonus',
  explicit: false,
  image: 'https://a.example/c.jpg',
  transcripts: [
    { url: 'https://a.example/1.vtt', type: 'text/vtt', language: 'en-GB', rel: 'captions' },
    { url: 'https://a.example/1.html', type: 'text/html' },
  ],
  chaptersFile: { url: 'https://a.example/1.chapters.json', type: 'application/json+chapters' },
  persons: [
    { name: 'Ada & Co', href: 'https://ada.example/?a=1&b=2', img: 'https://ada.example/a.jpg' },
    { name: 'Bo', role: 'guest', group: 'writing' },
  ],
  soundbites: [
    { start: 73.5, duration: 60, title: 'Why <not>' },
    { start: 1, duration: 2 },
  ],
  alternates: [
    {
      type: 'audio/opus',
      length: 7,
      bitrate: 96_000,
      height: 1,
      language: 'de',
      title: 'High',
      rel: 'x',
      isDefault: true,
      sources: ['https://a.example/1.opus', 'https://b.example/1.opus'],
    },
  ],
  license: { name: 'CC-BY-4.0', url: 'https://a.example/license' },
  block: true,
};

/** The elements of an item, as the feed of a podcast has them. */
function elementsOf(changes: Partial<Article>): XmlElement {
  const elements = episodeElements(itemOf(site.url, article({ media: [medium], ...changes }))).join('');
  const namespaces =
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"';
  return readXml(`<item ${namespaces}>${elements}</item>`);
}
const attributesOf = (item: XmlElement, name: string) => all(item, name).map(({ attributes }) => attributes);

describe('the elements of an episode', () => {
  const item = elementsOf({ episode: whole });

  it('of Apple Podcasts', () => {
    expect(texts(item, 'itunes:title')).toEqual(['Clouds & <rain>']);
    expect(texts(item, 'itunes:duration')).toEqual(['3134']);
    expect(texts(item, 'itunes:explicit')).toEqual(['false']);
    expect(texts(item, 'itunes:season')).toEqual(['2']);
    expect(texts(item, 'itunes:episode')).toEqual(['12']);
    expect(texts(item, 'itunes:episodeType')).toEqual(['bonus']);
    expect(attributesOf(item, 'itunes:image')).toEqual([{ href: 'https://a.example/c.jpg' }]);
    expect(texts(item, 'itunes:block')).toEqual(['Yes']);
  });

  it('of the podcast namespace: season and episode with their names', () => {
    expect(one(item, 'podcast:season')).toMatchObject({ text: '2', attributes: { name: 'Weather "2"' } });
    expect(one(item, 'podcast:episode')).toMatchObject({ text: '12', attributes: { display: 'Day 5' } });
  });

  it('of the podcast namespace: transcripts and chapters with their types', () => {
    expect(attributesOf(item, 'podcast:transcript')).toEqual([
      { url: 'https://a.example/1.vtt', type: 'text/vtt', language: 'en-GB', rel: 'captions' },
      { url: 'https://a.example/1.html', type: 'text/html' },
    ]);
    expect(attributesOf(item, 'podcast:chapters')).toEqual([whole.chaptersFile]);
  });

  it('of the podcast namespace: persons, soundbites, a license', () => {
    expect(all(item, 'podcast:person').map(({ text, attributes }) => [text, attributes])).toEqual([
      ['Ada & Co', { href: 'https://ada.example/?a=1&b=2', img: 'https://ada.example/a.jpg' }],
      ['Bo', { role: 'guest', group: 'writing' }],
    ]);
    expect(all(item, 'podcast:soundbite').map(({ text, attributes }) => [text, attributes])).toEqual([
      ['Why <not>', { startTime: '73.5', duration: '60' }],
      ['', { startTime: '1', duration: '2' }],
    ]);
    expect(one(item, 'podcast:license')).toMatchObject({
      text: 'cc-by-4.0',
      attributes: { url: 'https://a.example/license' },
    });
  });

  it('of the podcast namespace: the same in other encodings, each with its sources', () => {
    const alternate = one(item, 'podcast:alternateEnclosure');
    expect(alternate.attributes).toEqual({
      type: 'audio/opus',
      length: '7',
      bitrate: '96000',
      height: '1',
      lang: 'de',
      title: 'High',
      rel: 'x',
      default: 'true',
    });
    expect(attributesOf(alternate, 'podcast:source')).toEqual([
      { uri: 'https://a.example/1.opus' },
      { uri: 'https://b.example/1.opus' },
    ]);
  });

  it('are the duration and the cover alone, if nothing more is known', () => {
    const { children } = elementsOf({ image: 'https://img.example/a.png' });
    expect(children.map(({ name }) => name)).toEqual(['itunes:duration', 'itunes:image']);
    expect(children[1]!.attributes).toEqual({ href: 'https://img.example/a.png' });
  });

  it('have the image of the article as cover, unless it is known not to be square', () => {
    const coverOf = (width: number, height: number) =>
      attributesOf(
        elementsOf({ imageFacts: { type: 'image/jpeg', bytes: 1, width, height } }),
        'itunes:image',
      );
    expect(coverOf(3000, 3000)).toHaveLength(1);
    expect(coverOf(1200, 630)).toEqual([]);
  });

  it('have numbers that Apple Podcasts does not know in the podcast namespace alone', () => {
    const episode = { season: { number: 0 }, number: { number: 100.5 } };
    const { children } = elementsOf({ episode, image: undefined as never });
    expect(children.map(({ name, text }) => [name, text])).toEqual([
      ['itunes:duration', '3134'],
      ['podcast:season', '0'],
      ['podcast:episode', '100.5'],
    ]);
  });

  it('have chapters of the front matter as Podlove Simple Chapters', () => {
    const chapters = [
      { start: 0, title: 'Intro' },
      { start: 3723.5, title: 'A & B', href: 'https://b.example/', img: 'https://b.example/b.jpg' },
    ];
    const list = one(elementsOf({ episode: { chapters } }), 'psc:chapters');
    expect(list.attributes['version']).toBe('1.2');
    expect(attributesOf(list, 'psc:chapter')).toEqual([
      { start: '00:00:00.000', title: 'Intro' },
      { start: '01:02:03.500', title: 'A & B', href: 'https://b.example/', image: 'https://b.example/b.jpg' },
    ]);
  });

  it('have the authors as hosts beside guests, since they replace the persons of the show', () => {
    const persons = [{ name: 'Bo', role: 'guest' }];
    const authors = [{ name: 'Ada', url: 'https://ada.example/' }, { name: 'Cy' }];
    expect(texts(elementsOf({ episode: { persons }, authors }), 'podcast:person')).toEqual([
      'Ada',
      'Cy',
      'Bo',
    ]);
    const hosted = [...persons, { name: 'Di', role: 'co-host' }];
    expect(texts(elementsOf({ episode: { persons: hosted }, authors }), 'podcast:person')).toEqual([
      'Bo',
      'Di',
    ]);
  });

  it.each([
    [{ name: 'CC-BY-4.0' }, ['cc-by-4.0']],
    [{ name: 'CC-BY-4.0', url: 'https://a.example/' }, ['cc-by-4.0']],
    [{ name: 'MIT' }, ['mit']],
    [{ name: 'My-Terms-1', url: 'https://a.example/' }, ['My-Terms-1']],
    [{ name: 'All rights reserved', url: 'https://a.example/' }, ['All rights reserved']],
    [{ name: 'All rights reserved' }, []],
  ])('have a license as the podcast namespace asks for it: %j', (license, expected) => {
    expect(texts(elementsOf({ episode: { license } }), 'podcast:license')).toEqual(expected);
  });

  it('have the links for funding and the texts of an episode', () => {
    const episode = {
      funding: [{ url: 'https://a.example/?a=1&b=2', label: 'Pay & <b>' }],
      txt: [{ text: 'a <b>', purpose: 'verify' }, { text: '\u0008' }],
    };
    const item = elementsOf({ episode });
    expect(one(item, 'podcast:funding')).toMatchObject({
      text: 'Pay & <b>',
      attributes: { url: 'https://a.example/?a=1&b=2' },
    });
    expect(one(item, 'podcast:txt')).toMatchObject({ text: 'a <b>', attributes: { purpose: 'verify' } });
  });

  it('are well-formed, whatever was stored', () => {
    const bad = "\u0008]]>\uFFFE&lt;\"<x y='z'>\uD800";
    const item = elementsOf({
      episode: {
        title: bad,
        season: { number: 1, name: bad },
        number: { number: 1, display: bad },
        image: 'javascript:alert(1)',
        transcripts: [
          { url: 'data:,', type: bad },
          { url: 'https://a.example/"<>', type: bad, language: bad },
        ],
        chaptersFile: { url: bad, type: bad },
        persons: [{ name: bad, role: bad, group: bad, img: bad, href: bad }, { name: '\u0008' }],
        soundbites: [{ start: 1, duration: 1, title: bad }],
        alternates: [{ type: bad, title: bad, rel: bad, sources: [bad, 'https://a.example/<a>'] }],
        license: { name: bad, url: bad },
      },
    });
    expect(attributesOf(item, 'podcast:transcript')).toEqual([
      { url: 'https://a.example/%22%3C%3E', type: 'application/octet-stream' },
    ]);
    expect(all(item, 'podcast:person')).toHaveLength(3);
    expect(all(item, 'podcast:chapters')).toEqual([]);
  });
});

describe('a trailer', () => {
  const trailer = (changes: Partial<Article>) =>
    trailerOf(itemOf(site.url, article({ media: [medium], ...changes })));

  it('has a title as long as the podcast namespace allows', () => {
    const title = 'word '.repeat(100).trim();
    expect(trailer({ title, episode: { type: 'trailer' } })?.title).toMatch(/^(?:word ){24}word…$/);
  });

  it('is what the channel says of it', () => {
    expect(trailer({ title: 'Soon', episode: { type: 'trailer', season: { number: 2 } } })).toEqual({
      title: 'Soon',
      url: medium.url,
      type: 'audio/mpeg',
      length: 5,
      published: article().published,
      season: 2,
    });
  });

  it('is none without audio, and no other episode is one', () => {
    expect(trailer({ episode: { type: 'full' } })).toBeUndefined();
    expect(trailer({ episode: { type: 'trailer' }, media: [] })).toBeUndefined();
  });
});

describe('an episode in the ordinary feeds', () => {
  const given = article({ media: [medium], episode: whole });

  it('changes nothing of RSS and Atom', () => {
    const plain = article({ media: [medium] });
    for (const format of ['rss', 'atom'] as const)
      expect(formats[format].render(feedOf([given]))).toBe(formats[format].render(feedOf([plain])));
  });

  it('is an extension of JSON Feed', () => {
    const { items } = JSON.parse(renderJson(feedOf([given, article()]))) as JsonFeed;
    expect(items[1]).not.toHaveProperty('_podcast');
    expect(items[0]!._podcast).toEqual({
      title: 'Clouds & <rain>',
      season: { number: 2, name: 'Weather "2"' },
      episode: { number: 12, display: 'Day 5' },
      type: 'bonus',
      explicit: false,
      image: 'https://a.example/c.jpg',
      transcripts: [
        { url: 'https://a.example/1.vtt', mime_type: 'text/vtt', language: 'en-GB', rel: 'captions' },
        { url: 'https://a.example/1.html', mime_type: 'text/html' },
      ],
      chapters_url: 'https://a.example/1.chapters.json',
      persons: whole.persons,
      soundbites: whole.soundbites,
      license: whole.license,
      alternates: [
        {
          mime_type: 'audio/opus',
          size_in_bytes: 7,
          bitrate: 96_000,
          height: 1,
          language: 'de',
          title: 'High',
          rel: 'x',
          default: true,
          sources: ['https://a.example/1.opus', 'https://b.example/1.opus'],
        },
      ],
      block: true,
    });
  });

  it('has its chapters with addresses', () => {
    const chapters = [{ start: 1.5, title: 'A', href: 'https://b.example/', img: 'https://b.example/b.jpg' }];
    expect(jsonItem(site.url, article({ media: [medium], episode: { chapters } }))._podcast).toEqual({
      chapters: [{ start: 1.5, title: 'A', url: 'https://b.example/', image: 'https://b.example/b.jpg' }],
    });
  });

  it('is not larger than estimated', () => {
    const many = {
      ...whole,
      persons: Array.from({ length: 100 }, (_, i) => ({ name: `人"\\${i}`, href: `https://a.example/${i}` })),
    };
    const large = article({ media: [medium], episode: many });
    const bytes = Buffer.byteLength(JSON.stringify(jsonItem(site.url, large)));
    expect(bytes).toBeLessThanOrEqual(estimateBytes(large, textsOf(large), jsonSizes));
    for (const episode of [many, whole, { soundbites: [{ start: 1, duration: 2 }] }]) {
      const elements = episodeElements(itemOf(site.url, { ...large, episode })).join('');
      expect(Buffer.byteLength(elements)).toBeLessThanOrEqual(jsonSizes.episode(episode));
    }
  });
});

describe('files beside an episode', () => {
  const files = `${site.url}/files`;
  const facts = { type: 'text/vtt', bytes: 5 };
  const audio = { url: `${files}/pod/one.mp3`, type: 'audio/mpeg' };
  const filled = (known: string[], changes: Partial<Article> = {}): Episode | undefined => {
    const given = article({
      path: 'posts/a.md',
      image: undefined as never,
      html: '',
      media: [audio],
      ...changes,
    });
    return withFacts(site.url, given, (address) => (known.includes(address) ? facts : undefined)).episode;
  };
  const vtt = (url: string) => ({ url, type: 'text/vtt', rel: 'captions' });

  it('are found by the name of the audio, and by that of the article', () => {
    expect(
      filled([
        `${files}/pod/one.vtt`,
        `${files}/pod/one.srt`,
        `${files}/pod/one.chapters.json`,
        `${files}/posts/a.vtt`,
      ]),
    ).toEqual({
      transcripts: [
        vtt(`${files}/pod/one.vtt`),
        { url: `${files}/pod/one.srt`, type: 'application/x-subrip', rel: 'captions' },
        vtt(`${files}/posts/a.vtt`),
      ],
      chaptersFile: { url: `${files}/pod/one.chapters.json`, type: 'application/json+chapters' },
    });
  });

  it('are found beside the article of audio elsewhere', () => {
    const media = [{ url: 'https://cdn.example/x.mp3', type: 'audio/mpeg' }];
    expect(filled([`${files}/posts/a.vtt`], { media })).toEqual({
      transcripts: [vtt(`${files}/posts/a.vtt`)],
    });
  });

  it('are found where the audio really is, as in an asset folder of Hexo', () => {
    const media = [{ url: `${files}/posts/x.mp3`, type: 'audio/mpeg' }];
    expect(filled([`${files}/posts/a/x.mp3`, `${files}/posts/a/x.vtt`], { media })).toEqual({
      transcripts: [vtt(`${files}/posts/a/x.vtt`)],
    });
  });

  it('count only where the article names none', () => {
    const known = [`${files}/pod/one.vtt`, `${files}/pod/one.chapters.json`];
    const episode = {
      transcripts: [{ url: 'https://a.example/1.txt', type: 'text/plain' }],
      chapters: [{ start: 0, title: 'A' }],
    };
    expect(filled(known, { episode })).toEqual(episode);
  });

  it('are none of an article without audio, or without such files', () => {
    expect(filled([`${files}/posts/a.vtt`], { media: [] })).toBeUndefined();
    expect(filled([])).toBeUndefined();
  });

  it('that the article names get the addresses where they are, and lengths', () => {
    const known = [`${files}/posts/a/c.jpg`, `${files}/posts/a/1.vtt`, `${files}/posts/a/1.opus`];
    const episode: Episode = {
      image: `${files}/posts/c.jpg`,
      transcripts: [{ url: `${files}/posts/1.vtt`, type: 'text/vtt' }],
      alternates: [{ type: 'audio/opus', sources: [`${files}/posts/1.opus`, 'https://b.example/1.opus'] }],
    };
    expect(filled(known, { episode })).toEqual({
      image: `${files}/posts/a/c.jpg`,
      transcripts: [{ url: `${files}/posts/a/1.vtt`, type: 'text/vtt' }],
      alternates: [
        { type: 'text/vtt', length: 5, sources: [`${files}/posts/a/1.opus`, 'https://b.example/1.opus'] },
      ],
    });
  });
});
