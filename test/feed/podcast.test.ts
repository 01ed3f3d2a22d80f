import { parsePodcastFeed } from './partytime.ts';
import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import { parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { formatsOfShows } from '../../src/feed/formats.ts';
import { parseArticle } from '../../src/article/parse.ts';
import { parseShow } from '../../src/show/parse.ts';
import type { PublishedShow } from '../../src/show/show.ts';
import { wholeShow } from '../show/show-file.ts';
import { article, feedOf, site } from './sample.ts';
import { all, one, readXml, texts } from './strict-xml.ts';

const episode = article({
  media: [{ url: 'https://media.example/a.mp3?b=1&c=2', type: 'audio/mpeg', length: 4321, duration: 90 }],
});

function showOf(source = wholeShow): PublishedShow {
  const result = parseShow({ path: 'audio/_show.md', source }, { siteUrl: site.url, timezone: 'UTC' });
  if (result.status === 'error') throw new Error(JSON.stringify(result.problems));
  return { guid: '9b024349-ccf0-5f69-a609-6b82873eab3c', ...result.show };
}

const scope = { kind: 'category', names: ['audio'] } as const satisfies object;
const render = (show = showOf(), changes = {}) =>
  formatsOfShows.podcast.render(
    feedOf([episode], { scope: { ...scope, names: ['audio'] }, show, ...changes }),
  );

describe('the feed of a podcast', () => {
  it('has every field of the show for an index of podcasts (podcast-partytime)', () => {
    const feed = parsePodcastFeed(render());
    expect(feed).toMatchObject({
      title: '声音日记 & more',
      link: 'https://feeds.example/categories/audio/',
      language: 'zh-CN',
      // It folds white space.
      description: 'Two friends talk about <feeds>. Every week.',
      author: 'Ada & Bo',
      owner: { name: 'Ada', email: 'ada@example.com' },
      itunesImage: 'https://feeds.example/files/audio/cover.jpg',
      explicit: false,
      itunesType: 'serial',
      itunesComplete: true,
      itunesNewFeedUrl: 'https://new.example.com/feed.xml',
      copyright: '© 2026 Ada',
      guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
      locked: true,
      podcastOwner: 'ada@example.com',
      medium: 'podcast',
      podcastFunding: [{ message: 'Support us', url: 'https://example.com/pay?a=1&b=2' }],
      license: { identifier: 'cc-by-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      podcastTxt: [{ purpose: 'verify', value: 'S6lpp-7ZCn8-dZfGc-OoyaG' }],
    });
    expect(feed.podcastPeople?.map(({ name, img, href }) => [name, img, href])).toEqual([
      ['Ada', 'https://example.com/ada.jpg', 'https://example.com/ada'],
      ['Bo', undefined, undefined],
    ]);
    expect(feed.trailers).toMatchObject([
      { url: 'https://feeds.example/files/audio/trailer.mp3', season: 1 },
    ]);
    expect(feed.itunesCategory).toEqual(['Technology', 'Society & Culture > Documentary']);
    expect(feed.items).toMatchObject([
      {
        enclosure: { url: 'https://media.example/a.mp3?b=1&c=2', length: 4321, type: 'audio/mpeg' },
        duration: 90,
        guid: episode.id,
      },
    ]);
  });

  it('has what PSP-1 requires and recommends of a channel, and the elements of the namespace', () => {
    const { itunes, podcast, atom, ...feed } = parseRssFeed(render());
    expect(feed).toMatchObject({ title: '声音日记 & more', language: 'zh-CN' });
    expect(atom?.links).toContainEqual(
      expect.objectContaining({ rel: 'self', href: 'https://feeds.example/categories/audio/podcast.xml' }),
    );
    expect(itunes).toMatchObject({
      categories: [
        { text: 'Technology' },
        { text: 'Society & Culture', categories: [{ text: 'Documentary' }] },
      ],
      image: 'https://feeds.example/files/audio/cover.jpg',
      type: 'serial',
    });
    expect(podcast).toMatchObject({
      guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
      locked: { value: true, owner: 'ada@example.com' },
      updateFrequency: { display: 'Every week', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
    });
  });

  it('says to directories that leave shows out, and to hosts, whom to ask', () => {
    const source = wholeShow.replace('locked: yes', 'locked: {owner: host@example.com}\nblock: yes');
    const xml = render(showOf(source));
    expect(parsePodcastFeed(xml)).toMatchObject({
      itunesBlock: true,
      locked: true,
      podcastOwner: 'host@example.com',
    });
    expect(parseRssFeed(xml)).toMatchObject({
      itunes: { block: true },
      podcast: { locked: { value: true, owner: 'host@example.com' } },
    });
  });

  it('says what Apple requires in its words', () => {
    const channel = one(readXml(render()), 'channel');
    expect(texts(channel, 'itunes:explicit')).toEqual(['false']);
    expect(texts(channel, 'itunes:complete')).toEqual(['Yes']);
    expect(texts(channel, 'podcast:locked')).toEqual(['yes']);
  });

  it('has a title, a language and no optional elements, if the show says nothing of them', () => {
    const source = '---\ndescription: d\ncover: a.png\nitunes-category: History\nexplicit: true\n---\n';
    const channel = one(readXml(render(showOf(source))), 'channel');
    expect(texts(channel, 'title')).toEqual(['audio']);
    expect(texts(channel, 'language')).toEqual(['zh-CN']);
    expect(texts(channel, 'podcast:locked')).toEqual(['no']);
    expect(texts(channel, 'itunes:author')).toEqual([site.title]);
    const optional = 'copyright itunes:owner itunes:type itunes:complete podcast:medium';
    for (const name of optional.split(' ')) expect(all(channel, name)).toEqual([]);
  });

  it('has texts of an item as long as PSP-1 and Apple allow, where other feeds have them whole', () => {
    const title = '知'.repeat(300);
    const summary = 'a < b & 知 '.repeat(400).trim();
    const item = one(
      one(
        readXml(
          formatsOfShows.podcast.render(
            feedOf([{ ...episode, title, summary }], {
              scope: { ...scope, names: ['audio'] },
              show: showOf(),
            }),
          ),
        ),
        'channel',
      ),
      'item',
    );
    expect(texts(item, 'title')).toEqual([`${'知'.repeat(254)}…`]);
    const [description = ''] = texts(item, 'description');
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(4000);
    expect(Buffer.byteLength(description)).toBeGreaterThan(3900);
    expect(description).toMatch(/^a &lt; b &amp; 知 .*…$/);
  });

  it('counts downloads by a prefix of enclosures, and of nothing else', () => {
    const counted = { ...site, podcastPrefix: 'https://op3.dev/e/' };
    const plain = render();
    expect(render(showOf(), { site: counted })).toBe(
      plain.replace('enclosure url="https://media', 'enclosure url="https://op3.dev/e/media'),
    );
    const http = { ...episode, media: [{ url: 'http://media.example/a.mp3', type: 'audio/mpeg' }] };
    const feed = feedOf([http], { scope: { kind: 'all' }, show: showOf(), site: counted });
    expect(formatsOfShows.podcast.render(feed)).toContain(
      'enclosure url="https://op3.dev/e/http://media.example/a.mp3"',
    );
  });

  it('stays well-formed with hostile values', () => {
    const evil = ']]></channel>\u0000\uD800<script>&amp;"\'';
    const hostile: PublishedShow = {
      ...showOf(),
      title: evil,
      description: evil,
      author: evil,
      owner: { name: evil, email: evil },
      copyright: evil,
      guid: evil,
      categories: [{ name: evil, sub: evil }],
      medium: evil,
      funding: [{ url: 'javascript:alert(1)', label: evil }],
      license: { name: evil, url: evil },
      persons: [{ name: evil, role: evil, group: evil, img: evil, href: evil }],
      txt: [{ text: evil, purpose: evil }],
      updateFrequency: { label: evil, rule: evil, start: NaN },
      trailer: { title: evil, url: evil, type: evil, published: 1e20 },
      newFeedUrl: evil,
      language: evil,
    };
    const text = render(hostile);
    const channel = one(readXml(text), 'channel');
    expect(texts(channel, 'title')[0]).toBe(`]]></channel><script>&amp;"'`);
    expect(text).not.toContain('javascript:');
    expect(all(channel, 'item')).toHaveLength(1);
  });
});

/** An episode as its author writes it. */
const written = `---
title: "12: Who owns the clouds?"
date: 2026-11-20T08:00:00Z
categories: [audio]
audio: { src: https://media.example/12.mp3, length: 4321, duration: "52:14" }
itunes_title: Who owns the clouds?
season: { number: 2, name: Weather }
episode: { number: 12.5, display: Day 5 }
episode_type: full
explicit: true
transcripts: [{ url: https://media.example/12.vtt, type: text/vtt, language: en, rel: captions }]
chapters: https://media.example/12.chapters.json
hosts: [{ name: Ada, href: https://ada.example/ }]
guests: [{ name: Bo, img: https://bo.example/bo.jpg }]
soundbites: [{ start: 73.5, duration: 60, title: Why }]
alternate_enclosures: [{ url: https://media.example/12.opus, type: audio/opus, length: 77, bitrate: 96000, codecs: opus, integrity: sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo }]
podcast_license: CC-BY-4.0
funding: { url: https://pay.example/12, text: Pay }
txt: { text: abc, purpose: release }
---

Notes.
`;

describe('an episode', () => {
  const parsed = parseArticle(
    { path: 'audio/12.md', source: written },
    { siteUrl: site.url, timezone: 'UTC' },
  );
  if (parsed.status !== 'article') throw new Error(JSON.stringify(parsed.problems));
  const own = article({ ...parsed.article });
  const xml = (changes: object = {}): string =>
    formatsOfShows.podcast.render(
      feedOf([own], { scope: { ...scope, names: ['audio'] }, show: showOf(), ...changes }),
    );

  it('is read back with all that its author said of it, by an index of podcasts', () => {
    expect(parsed.problems).toEqual([]);
    const [item] = parsePodcastFeed(xml()).items;
    expect(item).toMatchObject({
      enclosure: { url: 'https://media.example/12.mp3', length: 4321, type: 'audio/mpeg' },
      duration: 3134,
      explicit: true,
      podcastSeason: { number: 2, name: 'Weather' },
      podcastEpisode: { number: 12.5, display: 'Day 5' },
      itunesEpisodeType: 'full',
      podcastTranscripts: [
        { url: 'https://media.example/12.vtt', type: 'text/vtt', language: 'en', rel: 'captions' },
      ],
      podcastChapters: { url: 'https://media.example/12.chapters.json', type: 'application/json+chapters' },
      podcastSoundbites: [{ startTime: 73.5, duration: 60, title: 'Why' }],
      license: { identifier: 'cc-by-4.0' },
      alternativeEnclosures: [
        {
          type: 'audio/opus',
          length: 77,
          bitrate: 96_000,
          codecs: 'opus',
          integrity: {
            type: 'sri',
            value: 'sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo',
          },
          source: [{ uri: 'https://media.example/12.opus' }],
        },
      ],
    });
    expect(item!.podcastPeople?.map(({ name, role }) => [name, role])).toEqual([
      ['Ada', 'Host'],
      ['Bo', 'Guest'],
    ]);
  });

  it('by feedsmith, too', () => {
    const [item] = parseRssFeed(xml()).items ?? [];
    expect(item).toMatchObject({
      enclosures: [{ url: 'https://media.example/12.mp3', length: 4321, type: 'audio/mpeg' }],
      itunes: {
        title: 'Who owns the clouds?',
        duration: 3134,
        explicit: true,
        season: 2,
        episodeType: 'full',
      },
      podcast: {
        season: { number: 2, name: 'Weather' },
        episode: { number: 12.5, display: 'Day 5' },
        transcripts: [
          { url: 'https://media.example/12.vtt', type: 'text/vtt', language: 'en', rel: 'captions' },
        ],
        chapters: { url: 'https://media.example/12.chapters.json', type: 'application/json+chapters' },
        soundbites: [{ startTime: 73.5, duration: 60 }],
        license: { display: 'cc-by-4.0' },
        alternateEnclosures: [{ codecs: 'opus', integrity: { type: 'sri' } }],
        txts: [{ display: 'abc', purpose: 'release' }],
      },
    });
    const element = one(one(one(readXml(xml()), 'channel'), 'item'), 'podcast:funding');
    expect(element).toMatchObject({ text: 'Pay', attributes: { url: 'https://pay.example/12' } });
  });

  it('by rss-parser and @rowanmanning/feed-parser, as far as they know podcasts', async () => {
    const { items, itunes } = await new RssParser().parseString(xml());
    expect(itunes).toMatchObject({
      author: 'Ada & Bo',
      explicit: 'false',
      image: 'https://feeds.example/files/audio/cover.jpg',
      owner: { name: 'Ada', email: 'ada@example.com' },
      categories: ['Technology', 'Society & Culture'],
    });
    expect(items).toMatchObject([
      {
        guid: own.id,
        enclosure: { url: 'https://media.example/12.mp3', length: '4321', type: 'audio/mpeg' },
        itunes: { duration: '3134', explicit: 'true', season: '2', episodeType: 'full' },
      },
    ]);
    const read = parseWithRowan(xml());
    expect(read.image?.url).toBe('https://feeds.example/files/audio/cover.jpg');
    expect(
      read.items.flatMap(({ media }) => media.map(({ url, length, mimeType }) => [url, length, mimeType])),
    ).toContainEqual(['https://media.example/12.mp3', 4321, 'audio/mpeg']);
  });

  it('that is a trailer is the one of its show, unless the show names one', () => {
    const trailer = article({ ...own, episode: { type: 'trailer' } });
    const { trailer: _, ...without } = showOf();
    const trailersOf = (show: PublishedShow) =>
      parsePodcastFeed(
        formatsOfShows.podcast.render(
          feedOf([own, trailer], { scope: { ...scope, names: ['audio'] }, show }),
        ),
      ).trailers?.map(({ url }) => url);
    expect(trailersOf(without)).toEqual(['https://media.example/12.mp3']);
    const named = showOf();
    expect(trailersOf(named)).toEqual(['https://feeds.example/files/audio/trailer.mp3']);
    const second = { ...named.trailer!, url: 'https://feeds.example/files/audio/2.mp3', season: 2 };
    expect(trailersOf({ ...named, otherTrailers: [second] })).toEqual([
      'https://feeds.example/files/audio/trailer.mp3',
      'https://feeds.example/files/audio/2.mp3',
    ]);
  });
});
