/** Podcasts: what feeds and WordPress say of episodes, in the front matter and back. */

import { array, assert, constantFrom, option, property, record, string } from 'fast-check';
import { parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/article/episode.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { tidyText } from '../../../src/article/text.ts';
import type { Entry } from '../../../src/cli/import/entry.ts';
import { entryOfRss } from '../../../src/cli/import/readers/rss.ts';
import { readPowerPress } from '../../../src/cli/import/wordpress/powerpress.ts';
import { articleOf } from '../../../src/cli/import/write/article.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'UTC' };
const url = 'https://cdn.example/1.mp3';

function read(entry: Entry) {
  const { source, ending } = articleOf(entry, '<p>Text.</p>', 'fallback');
  const result = parseArticle({ path: `2026-01-02-a${ending}`, source }, options);
  if (result.status !== 'article') throw new Error(JSON.stringify(result.problems));
  return { ...result, source };
}

function entryOf(item: string): Entry {
  const namespaces = [
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    'xmlns:podcast="https://podcastindex.org/namespace/1.0"',
    'xmlns:psc="http://podlove.org/simple-chapters"',
  ].join(' ');
  const xml = `<rss version="2.0" ${namespaces}><channel><title>T</title><item><title>One</title><pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate>${item}</item></channel></rss>`;
  const feed = parseRssFeed(xml);
  const context = { home: 'https://a.example', base: 'https://a.example', onlyTags: false };
  return entryOfRss(feed.items![0]!, context, xml);
}

const enclosure = `<enclosure url="${url}" length="41888234" type="audio/mpeg"/>`;

describe('a feed of a podcast', () => {
  it('keeps all that it says of an episode', () => {
    const entry = entryOf(`${enclosure}
      <itunes:title>The pilot</itunes:title>
      <itunes:duration>52:14</itunes:duration>
      <itunes:explicit>true</itunes:explicit>
      <itunes:episodeType>Bonus</itunes:episodeType>
      <itunes:season>2</itunes:season>
      <itunes:episode>12</itunes:episode>
      <itunes:image href="https://a.example/c.jpg"/>
      <itunes:block>Yes</itunes:block>
      <podcast:season name="Weather">2</podcast:season>
      <podcast:episode display="Day 5">12</podcast:episode>
      <podcast:transcript url="https://a.example/1.srt" type="application/srt" language="en" rel="captions"/>
      <podcast:transcript url="/1.html" type="text/html"/>
      <podcast:chapters url="https://a.example/1.json" type="application/json+chapters"/>
      <podcast:person role="Guest" group="Cast" img="https://a.example/bo.jpg" href="https://bo.example/">Bo &amp; Co</podcast:person>
      <podcast:soundbite startTime="73.5" duration="60">Why</podcast:soundbite>
      <podcast:license url="https://a.example/license">my-license</podcast:license>
      <podcast:funding url="https://pay.example/ada">Pay &amp; *thank*</podcast:funding><podcast:funding url="/pay"/><podcast:funding url="mailto:a@b.example">No</podcast:funding>
      <podcast:txt purpose="verify">a &lt;b&gt; *c*</podcast:txt>
      <podcast:alternateEnclosure type="audio/opus" length="7" bitrate="96000" title="High" codecs="opus" default="true"><podcast:integrity type="sri" value="sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo"/>
        <podcast:source uri="https://a.example/1.opus"/><podcast:source uri="ipfs://x"/>
      </podcast:alternateEnclosure>`);
    const { article, problems } = read(entry);
    expect(problems).toEqual([]);
    expect(article.media).toEqual([{ url, type: 'audio/mpeg', length: 41_888_234, duration: 3134 }]);
    expect(article.image).toBe('https://a.example/c.jpg');
    expect(article.episode).toEqual({
      title: 'The pilot',
      season: { number: 2, name: 'Weather' },
      number: { number: 12, display: 'Day 5' },
      type: 'bonus',
      explicit: true,
      transcripts: [
        { url: 'https://a.example/1.srt', type: 'application/srt', language: 'en', rel: 'captions' },
        { url: 'https://a.example/1.html', type: 'text/html' },
      ],
      chaptersFile: { url: 'https://a.example/1.json', type: 'application/json+chapters' },
      persons: [
        {
          name: 'Bo & Co',
          role: 'guest',
          group: 'cast',
          img: 'https://a.example/bo.jpg',
          href: 'https://bo.example/',
        },
      ],
      soundbites: [{ start: 73.5, duration: 60, title: 'Why' }],
      alternates: [
        {
          type: 'audio/opus',
          length: 7,
          bitrate: 96_000,
          title: 'High',
          codecs: 'opus',
          integrity: {
            type: 'sri',
            value: 'sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo',
          },
          isDefault: true,
          sources: ['https://a.example/1.opus'],
        },
      ],
      license: { name: 'my-license', url: 'https://a.example/license' },
      funding: [
        { url: 'https://pay.example/ada', label: 'Pay & *thank*' },
        { url: 'https://a.example/pay', label: 'a.example' },
      ],
      txt: [{ text: 'a <b> *c*', purpose: 'verify' }],
      block: true,
    });
  });

  it('keeps chapters of Podlove', () => {
    const entry = entryOf(
      `${enclosure}<psc:chapters version="1.2"><psc:chapter start="00:12:30.500" title="Rain" href="https://a.example/r"/><psc:chapter start="x" title="y"/></psc:chapters>`,
    );
    expect(read(entry).article.episode).toEqual({
      chapters: [{ start: 750.5, title: 'Rain', href: 'https://a.example/r' }],
    });
  });

  it('says nothing of an entry without audio, or without such elements', () => {
    expect(entryOf('<itunes:season>2</itunes:season>')).not.toHaveProperty('episode');
    expect(read(entryOf(enclosure)).source).not.toContain('podcast:');
  });
});

describe('PowerPress', () => {
  it('keeps duration, numbers, kind and the mark for adults', () => {
    const stored =
      'a:7:{s:8:"duration";s:8:"00:52:14";s:6:"season";s:1:"2";s:10:"episode_no";s:2:"12";s:12:"episode_type";s:7:"trailer";s:8:"explicit";s:1:"1";s:13:"episode_title";s:9:"The pilot";s:5:"block";i:1;}';
    expect(readPowerPress(stored)).toEqual({
      duration: 3134,
      episode: {
        title: 'The pilot',
        season: { number: 2 },
        number: { number: 12 },
        type: 'trailer',
        explicit: true,
        block: true,
      },
    });
  });

  it.each([
    '',
    'a:0:{}',
    'a:1:{s:8:"duration";s:0:"";}',
    's:6:"season";s:3:"two";',
    's:8:"explicit";s:1:"0";',
  ])('says nothing in %j', (stored) => {
    expect(readPowerPress(stored)).toEqual({});
  });
});

describe('an episode that is written and read again', () => {
  const text = string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map(tidyText)
    .filter((name) => name !== '');
  const marked = constantFrom(
    'a: b',
    '#1',
    '<b>x',
    '&amp;',
    '[x](https://a.example)',
    'true',
    '12',
    '---',
    "it's",
    '"q"',
  );
  const name = option(marked, { nil: undefined }).chain((some) =>
    some === undefined ? text : constantFrom(some),
  );

  it('has the same title, season, number and persons', () => {
    assert(
      property(
        record({
          title: name,
          season: record({ number: constantFrom(0, 1, 30), name }),
          number: record({ number: constantFrom(0, 1, 100.5), display: name }),
          persons: array(record({ name, role: constantFrom('guest', 'host') }), {
            minLength: 1,
            maxLength: 3,
          }),
          explicit: constantFrom(true, false),
        }),
        (episode) => {
          const entry: Entry = {
            title: 'A',
            html: '',
            published: '2026-01-02T03:04:05Z',
            categories: [],
            tags: [],
            authors: [],
            enclosures: [{ url }],
            aliases: [],
            episode,
          };
          const persons = new Map(episode.persons.map((person) => [person.name + person.role, person]));
          expect(read(entry).article.episode).toEqual({
            ...episode,
            persons: [...persons.values()],
          } satisfies Episode);
        },
      ),
      { numRuns: 200 },
    );
  });
});
