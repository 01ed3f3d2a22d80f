/** The feeds of podcasts, held against a schema of what RSS, PSP-1, Apple and the podcast namespace require. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import type { Episode } from '../../src/article/episode.ts';
import { parseArticle } from '../../src/article/parse.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { formatsOfShows } from '../../src/feed/formats.ts';
import { limits } from '../../src/limits.ts';
import { parseShow } from '../../src/show/parse.ts';
import type { PublishedShow } from '../../src/show/show.ts';
import { article, articles, feedOf, site } from '../feed/sample.ts';
import { showFile, wholeShow } from '../show/show-file.ts';
import { installed, TestSite } from './site.ts';

const schema = join(import.meta.dirname, '../feed/podcast.rng');
const missing = 'xmllint is not installed (Debian: libxml2-utils)';

/** What xmllint says of a document; undefined: it is valid. */
function faultOf(xml: string): string | undefined {
  try {
    execFileSync('xmllint', ['--noout', '--nonet', '--relaxng', schema, '-'], {
      input: xml,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return undefined;
  } catch (error) {
    return (error as { stderr: string }).stderr;
  }
}

const options = { siteUrl: site.url, timezone: 'UTC' };
const guid = '9b024349-ccf0-5f69-a609-6b82873eab3c';

function showOf(source: string): PublishedShow {
  const result = parseShow({ path: 'audio/_show.md', source }, options);
  if (result.status === 'error') throw new Error(JSON.stringify(result.problems));
  return { guid, ...result.show };
}

/** An article with audio, as its author writes it. */
function written(front: string, body = 'Notes.'): Article {
  const source = `---\ntitle: T\ndate: 2026-01-02\ncategories: [audio]\n${front}\n---\n${body}\n`;
  const result = parseArticle({ path: 'audio/a.md', source }, options);
  if (result.status !== 'article') throw new Error(JSON.stringify(result.problems));
  return article(result.article);
}

const audio = 'audio: {url: https://media.example/a.mp3, length: 4321, duration: "52:14"}\n';
const medium = { url: 'https://media.example/a.mp3?b=1&c=2', type: 'audio/mpeg' };
const long = '知道 words & <b> of many letters ".'.repeat(150);
const name = long.slice(0, limits.showValue + 1);
const label = long.slice(0, limits.episodeName - 1);

/** Texts as long as they may be. */
const longest: Episode = {
  title: long.slice(0, limits.episodeText),
  season: { number: 0, name: label },
  number: { number: 100.5, display: long.slice(0, limits.episodeDisplay) },
  type: 'trailer',
  explicit: true,
  block: true,
  image: 'https://a.example/封面.jpg',
  transcripts: [
    { url: 'https://a.example/文 本.vtt', type: 'text/vtt', language: 'zh-Hant-TW', rel: 'captions' },
  ],
  chapters: [
    { start: 0, title: 'A' },
    { start: 400_000.5, title: label, href: 'https://b.example/?a=1&b=2', img: 'https://b.example/b.jpg' },
  ],
  persons: [
    { name: label, role: label, group: label, img: 'https://a.example/a', href: 'https://a.example/' },
  ],
  soundbites: [
    { start: 0.001, duration: 0.5 },
    { start: 1, duration: 1, title: label },
  ],
  alternates: [
    { type: 'audio/opus', sources: ['https://a.example/1.opus'] },
    {
      type: 'video/mp4',
      length: 1,
      bitrate: 96_000.5,
      height: 1,
      language: 'de',
      title: long.slice(0, limits.episodeDisplay),
      rel: 'default',
      codecs: 'avc1.42E01E, mp4a.40.2',
      integrity: { type: 'sri', value: 'sha384-ExVqijgYHm15PqQqdXfW95x' },
      isDefault: true,
      sources: ['https://a.example/1.mp4', 'https://b.example/1.mp4'],
    },
  ],
  license: { name: label, url: 'https://a.example/terms' },
  funding: [{ url: 'https://a.example/?a=1&b=2', label }],
  txt: [{ text: long.slice(0, limits.txtText), purpose: label }, { text: 'a' }],
};

const dialects = [
  'podcast: {url: https://a.example/1.mp3, length: 41888234, duration: "52:14", season: 2, episode: 12, type: bonus}',
  'podcast_file: https://a.example/1.mp3\npodcast_bytes: "41,888,234"\nepisode: "70"\nhosts: [Ada]\nguests: [Bo]',
  'episode: {filename: "500YD S1E1, A.mp3", seasonNumber: 1, episodeNumber: 1, size: 61231442, duration: 3283}',
  'file: https://a.example/1.mp3\nlength: "52:14"\nepisode: 0',
  'audio: {mp3: /e/1.mp3, opus: /e/1.opus}\nduration: "00:52:14"\nchapters: ["00:00:00.000 Intro."]',
  'enclosure: https://a.example/1.mp3\nitunes:title: The pilot\nitunes:season: 1\npodcast:license: CC-BY-4.0',
  'video: https://a.example/1.mp4\nlicense: All rights reserved\nhosts: []\nguests: [Bo]',
];

const scope = { kind: 'category' as const, names: ['audio'] as [string] };
const page = (id: string) => ({ after: { published: 1, id }, take: 3, head: false });

/** The shows and episodes of the tests, and the documents that they may become. */
const examples: [
  name: string,
  show: PublishedShow,
  feed: Partial<Feed> & { articles: readonly Article[] },
][] = [
  ['a show with every field', showOf(wholeShow), { articles: [article({ media: [medium] })] }],
  ['a show with what is required', showOf(showFile()), { articles: articles(3, { media: [medium] }) }],
  ['a show without episodes', showOf(showFile()), { articles: [] }],
  ['a show of a whole site', showOf(showFile('category: /\n')), { articles: [], scope: { kind: 'all' } }],
  [
    'persons, licenses and texts in other spellings',
    showOf(
      showFile(
        'hosts: ["[Ada](https://ada.example)"]\ncohosts: Bo\nlicense: CC-BY-4.0\nfunding: [https://a.example, {link: /pay}]\npodcast:txt: a\nowner: Ada\nguid: 9b024349-ccf0-4f69-a609-6b82873eab3c\n',
      ),
    ),
    { articles: [] },
  ],
  [
    'an archive page, counted downloads and a hub',
    showOf(wholeShow),
    {
      articles: [article({ media: [medium] })],
      site: { ...site, podcastPrefix: 'https://op3.dev/e/', hub: 'https://feeds.example/hub' },
      paging: { self: page('urn:test:9'), older: page('urn:test:8'), newer: page('urn:test:7') },
    },
  ],
  [
    'the newest page of an archive',
    showOf(wholeShow),
    { articles: [], paging: { older: page('urn:test:8') } },
  ],
  [
    'texts as long as they may be',
    showOf(
      showFile(`title: ${name}\nauthor: ${name}\ncopyright: ${name}\nupdate-frequency: ${name}\n`).replace(
        'description: About sound',
        `description: ${long}`,
      ),
    ),
    {
      articles: [
        article({
          title: long.slice(0, limits.titleLength),
          summary: long.slice(0, limits.summaryLength),
          media: [{ ...medium, length: 5, duration: 3 }],
          episode: longest,
        }),
      ],
    },
  ],
  ['the front matter of themes', showOf(showFile()), { articles: dialects.map((front) => written(front)) }],
  ['an episode without a text', showOf(showFile()), { articles: [written(audio, '')] }],
];

test.for(examples)('a feed is valid: %s', ([, show, { articles: list, ...changes }], { skip }) => {
  if (!installed('xmllint')) skip(missing);
  const xml = formatsOfShows.podcast.render(feedOf(list, { scope, show, ...changes }));
  expect(faultOf(xml)).toBeUndefined();
});

/** An episode with every element, without texts that an expression could take for another. */
const whole: Article = {
  ...written(
    `${audio}itunes_title: Clouds
season: {number: 2, name: Weather}
episode: {number: 12, display: Day 5}
episode_type: full
explicit: true
block: true
transcript: {url: https://a.example/1.vtt, type: text/vtt, language: en, rel: captions}
chapters: https://a.example/1.chapters.json
guests: [Bo]
soundbite: {start: 73.5, duration: 60, title: Why}
alternate_enclosure: {url: https://a.example/1.opus, length: 77, title: High, default: true}
license: CC-BY-4.0
funding: https://a.example/pay
txt: {text: abc, purpose: verify}`,
  ),
  authors: [],
};

/** How a feed is broken, and the element that xmllint names. */
const faults: [what: string, from: RegExp, to: string, element: string][] = [
  ['no length', / length="4321"/, '', 'enclosure'],
  ['a length in words', / length="4321"/, ' length="4 MB"', 'enclosure'],
  ['no type', / type="audio\/mpeg"\/>/, '/>', 'enclosure'],
  ['an address in Chinese', /media\.example\/a\.mp3/, 'media.example/声音.mp3', 'enclosure'],
  ['two enclosures', /<enclosure[^>]*>/, '$&$&', 'enclosure'],
  ['no guid', /<podcast:guid>[^<]*<\/podcast:guid>/, '', 'guid'],
  ['a guid that is no UUID', /<podcast:guid>[^<]*/, '<podcast:guid>urn:uuid:1', 'guid'],
  ['two locked', /<podcast:locked[^]*?<\/podcast:locked>/, '$&$&', 'locked'],
  ['locked in words', />yes<\/podcast:locked>/, '>maybe</podcast:locked>', 'locked'],
  ['no self', /rel="self"/, 'rel="hub"', 'link'],
  ['no language', /<language>[^<]*<\/language>/, '', 'language'],
  ['a language by its name', /<language>[^<]*/, '<language>English', 'language'],
  ['no category', /<itunes:category[^]*?<itunes:explicit>/, '<itunes:explicit>', 'category'],
  ['explicit in words of old', /<itunes:explicit>false/, '<itunes:explicit>clean', 'explicit'],
  ['complete in lower case', /<itunes:complete>Yes/, '<itunes:complete>yes', 'complete'],
  ['a cover without an address', /<itunes:image href="[^"]*"/, '<itunes:image', 'image'],
  ['a description that is too long', /<description>/, `$&${'x'.repeat(4000)}`, 'description'],
  ['an unknown medium', /<podcast:medium>podcast/, '<podcast:medium>radio', 'medium'],
  ['a person without a name', /<podcast:person>Bo</, '<podcast:person><', 'person'],
  ['funding without an address', /<podcast:funding url="[^"]*"/, '<podcast:funding', 'funding'],
  ['a license in capitals', />cc-by-4\.0</, '>CC-BY-4.0 <', 'license'],
  [
    'a license in words without an address',
    /<podcast:license>[^<]*/,
    '<podcast:license>mine, all mine',
    'license',
  ],
  ['a rule with COUNT and without a start', /BYDAY=MO" dtstart="[^"]*"/, 'COUNT=3"', 'updateFrequency'],
  ['a trailer without a date', /<podcast:trailer pubdate="[^"]*"/, '<podcast:trailer', 'trailer'],
  ['a date in UTC', /GMT<\/pubDate>/, 'UTC</pubDate>', 'pubDate'],
  ['an episode of 0', /<itunes:episode>12/, '<itunes:episode>0', 'episode'],
  ['half an episode for Apple', /<itunes:episode>12/, '<itunes:episode>12.5', 'episode'],
  ['a season in words', />2<\/podcast:season>/, '>two</podcast:season>', 'season'],
  ['a display that is too long', / display="/, `$&${'x'.repeat(32)}`, 'episode'],
  ['a transcript without a type', / type="text\/vtt"/, '', 'transcript'],
  ['two files of chapters', /<podcast:chapters[^>]*>/, '$&$&', 'chapters'],
  ['a soundbite without a duration', / duration="60"/, '', 'soundbite'],
  ['another encoding without a source', /<podcast:source[^>]*>/, '', 'alternateEnclosure'],
  ['an element that no specification has', /<podcast:guid>/, '<podcast:people/>$&', 'people'],
  ['an attribute that no specification has', /<podcast:txt/, '$& name="x"', 'txt'],
];

const valid = (): string =>
  formatsOfShows.podcast.render(feedOf([whole], { scope, show: showOf(wholeShow) }));

test('the schema takes elements in any order', ({ skip }) => {
  if (!installed('xmllint')) skip(missing);
  const [, head = '', inner = '', end = ''] = /^([^]*<item>\n)([^]*\n)( *<\/item>[^]*)$/.exec(valid()) ?? [];
  const lines = inner.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(20);
  expect(faultOf(head + lines.toReversed().join('\n') + end)).toBeUndefined();
  const evenFirst = lines.toSorted((a, b) => (lines.indexOf(a) % 2) - (lines.indexOf(b) % 2));
  expect(faultOf(head + evenFirst.join('\n') + end)).toBeUndefined();
});

test.for(faults)('the schema refuses a feed with %s', ([, from, to, element], { skip }) => {
  if (!installed('xmllint')) skip(missing);
  const xml = valid();
  const broken = xml.replace(from, to);
  expect(broken).not.toBe(xml);
  expect(faultOf(broken)).toMatch(new RegExp(`\\b${element}\\b`));
});

test('the feed that a site answers with is valid', async ({ skip }) => {
  if (!installed('xmllint')) skip(missing);
  await using site = await TestSite.start();
  await site.publish({
    'audio/_show.md': wholeShow,
    'audio/a.md': `---\ntitle: A\ndate: 2026-01-02\ncategories: [audio]\n${audio}episode: 1\n---\nNotes.\n`,
  });
  const xml = await site.text('/categories/audio/podcast.xml');
  expect(xml).toContain('<itunes:episode>1<');
  expect(faultOf(xml)).toBeUndefined();
});
