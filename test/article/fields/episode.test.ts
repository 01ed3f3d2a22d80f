import { assert, describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/article/episode.ts';
import type { Media, ParsedArticle } from '../../../src/article/article.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { limits } from '../../../src/limits.ts';

const site = { siteUrl: 'https://feeds.example', timezone: 'UTC' };

function parse(front: string, path = 'x/a.md') {
  const result = parseArticle(
    { path, source: `---\ntitle: T\ndate: 2026-01-02\n${front}\n---\nText.\n` },
    site,
  );
  assert(result.status === 'article', JSON.stringify(result.problems).slice(0, 500));
  return result;
}

const articleOf = (front: string): ParsedArticle => parse(front).article;
/** Of an article that has audio. */
const episodeOf = (front: string): Episode | undefined =>
  articleOf(`audio: https://a.example/1.mp3\n${front}`).episode;
const warningsOf = (front: string) =>
  parse(`audio: {url: https://a.example/1.mp3, length: 5, duration: 5}\n${front}`).problems.map(
    ({ code, line, message }) => `${line} ${code} ${message}`,
  );

const url = 'https://a.example/1.mp3';

describe('the dialects of podcasts', () => {
  it.each<[name: string, front: string, media: Partial<Media>, episode: Episode | undefined]>([
    [
      'a map of its own',
      `podcast:
  url: ${url}
  length: 41888234
  duration: "52:14"
  season: 2
  episode: 12
  type: bonus
  explicit: no
  image: https://a.example/c.jpg`,
      { url, type: 'audio/mpeg', length: 41_888_234, duration: 3134 },
      {
        season: { number: 2 },
        number: { number: 12 },
        type: 'bonus',
        explicit: false,
        image: 'https://a.example/c.jpg',
      },
    ],
    [
      'an enclosure with fields of the episode',
      `enclosure: {url: ${url}, length: 5, type: audio/mpeg, season: 2, episode: 3}`,
      { url, length: 5, type: 'audio/mpeg' },
      { season: { number: 2 }, number: { number: 3 } },
    ],
    [
      'Hugo castanet',
      `podcast_file: ${url}
podcast_duration: "1:02:03"
podcast_bytes: "41,888,234"
episode: "70"
season: 3
explicit: "no"
hosts: [Ada, mstratton]
guests: [Bo]
images: [img/e70.jpg]`,
      { url, length: 41_888_234, duration: 3723 },
      {
        season: { number: 3 },
        number: { number: 70 },
        explicit: false,
        persons: [
          { name: 'Ada', role: 'host' },
          { name: 'mstratton', role: 'host' },
          { name: 'Bo', role: 'guest' },
        ],
      },
    ],
    [
      'Eleventy Podcaster',
      `episode:
  filename: 500YD S1E1, Entering a New Phase.mp3
  seasonNumber: 1
  episodeNumber: 1
  size: 61231442
  duration: 3283
  explicit: no
  episodeType: full`,
      {
        url: 'https://feeds.example/files/x/500YD%20S1E1%2C%20Entering%20a%20New%20Phase.mp3',
        length: 61_231_442,
        duration: 3283,
      },
      { season: { number: 1 }, number: { number: 1 }, explicit: false, type: 'full' },
    ],
    [
      'a theme of Jekyll with a file',
      `file: ${url}\nlength: "52:14"\nepisode: 4`,
      { url, duration: 3134 },
      { number: { number: 4 } },
    ],
    [
      'a theme of Jekyll with a duration beside its audio',
      `audio: ${url}\nduration: PT52M14S\nlength: 41888234`,
      { url, length: 41_888_234, duration: 3134 },
      undefined,
    ],
    [
      'Octopod',
      `audio:
  mp3: /episodes/1.mp3
  opus: /episodes/1.opus
duration: "00:52:14"
explicit: clean
chapters:
- '00:00:00.000 Intro.'
- '00:12:30.500 News: a look back'`,
      { url: 'https://feeds.example/episodes/1.mp3', duration: 3134 },
      {
        explicit: false,
        chapters: [
          { start: 0, title: 'Intro.' },
          { start: 750.5, title: 'News: a look back' },
        ],
        alternates: [{ type: 'audio/ogg', sources: ['https://feeds.example/episodes/1.opus'] }],
      },
    ],
    [
      'keys with the names of namespaces',
      `enclosure: ${url}
itunes:title: The pilot
itunes:duration: 3134
itunes:season: 1
itunes:episode: 2
itunes:episodeType: Trailer
itunes:explicit: "true"
itunes:image: {href: https://a.example/c.png}
itunes:block: yes
podcast:transcript: {url: https://a.example/1.srt, type: application/srt, language: en_GB, rel: captions}
podcast:chapters: {url: https://a.example/1.json, type: application/json+chapters}
podcast:person: {name: Ada, role: Guest, group: Writing, img: https://a.example/a.jpg, href: https://ada.example/}
podcast:soundbite: {startTime: 73.0, duration: 60.5, title: Why}
podcast:license: CC-BY-4.0`,
      { url, duration: 3134 },
      {
        title: 'The pilot',
        season: { number: 1 },
        number: { number: 2 },
        type: 'trailer',
        explicit: true,
        image: 'https://a.example/c.png',
        block: true,
        transcripts: [
          { url: 'https://a.example/1.srt', type: 'application/srt', language: 'en-GB', rel: 'captions' },
        ],
        chaptersFile: { url: 'https://a.example/1.json', type: 'application/json+chapters' },
        persons: [
          {
            name: 'Ada',
            role: 'guest',
            group: 'writing',
            img: 'https://a.example/a.jpg',
            href: 'https://ada.example/',
          },
        ],
        soundbites: [{ start: 73, duration: 60.5, title: 'Why' }],
        license: { name: 'CC-BY-4.0' },
      },
    ],
    [
      'a map of Apple Podcasts',
      `video: https://a.example/1.mp4\nitunes: {title: One, episode: 1, duration: 61}`,
      { url: 'https://a.example/1.mp4', type: 'video/mp4', duration: 61 },
      { title: 'One', number: { number: 1 } },
    ],
    [
      'audio inside of a podcast',
      `podcast: {audio: {url: ${url}, bytes: 7}, number: 100.5, display: "Day 5"}`,
      { url, length: 7 },
      { number: { number: 100.5, display: 'Day 5' } },
    ],
    [
      'the custom field of WordPress',
      `enclosure: |\n  ${url}\n  41888234\n  audio/mpeg\n  a:1:{s:8:"duration";s:8:"00:52:14";}`,
      { url, type: 'audio/mpeg', length: 41_888_234, duration: 3134 },
      undefined,
    ],
    [
      'a map whose length is a duration, with another key for the bytes',
      `audio: {url: ${url}, length: "52:14", bytes: 5}`,
      { url, length: 5, duration: 3134 },
      undefined,
    ],
  ])('%s', (_, front, media, episode) => {
    const article = articleOf(front);
    expect(parse(front).problems).toEqual([]);
    expect(article.media).toHaveLength(1);
    expect(article.media[0]).toMatchObject(media);
    expect(article.episode).toEqual(episode);
  });

  it('of Hugo may stand below params', () => {
    expect(articleOf(`audio: ${url}\nparams: {season: 2, guests: [Bo]}`).episode).toEqual({
      season: { number: 2 },
      persons: [{ name: 'Bo', role: 'guest' }],
    });
  });
});

describe('an article without audio and video', () => {
  it.each([
    'season: 2\nepisode: 3\nexplicit: yes\nhosts: [Ada]\nlicense: MIT\nduration: 5 min',
    'podcast: my-show\nfile: a.pdf\nepisode: pilot',
    'podcast: {url: https://a.example/show/, season: 2}',
    'chapters: [One, Two]\ntranscript: some text that was said',
  ])('is no episode, and has no warning: %j', (front) => {
    const { article, problems } = parse(front);
    expect(article.media).toEqual([]);
    expect('episode' in article).toBe(false);
    expect(problems).toEqual([]);
  });
});

describe('an article with audio', () => {
  it('is as it was before there were episodes, unless it has one of their fields', () => {
    const { article } = parse(`audio: {url: ${url}, length: 5}`);
    expect(Object.keys(article)).not.toContain('episode');
    expect(article.media).toEqual([{ url, type: 'audio/mpeg', length: 5 }]);
  });

  it('keeps its audio beside keys of themes', () => {
    expect(articleOf(`audio: ${url}\npodcast_file: https://b.example/2.mp3`).media).toEqual([
      { url, type: 'audio/mpeg' },
    ]);
  });

  it('keeps what its own map says of length and duration', () => {
    const front = `audio: {url: ${url}, length: 5, duration: 6}\npodcast_bytes: 7\nduration: 8`;
    expect(articleOf(front).media).toEqual([{ url, type: 'audio/mpeg', length: 5, duration: 6 }]);
  });

  it('that is a video is not as long as a recipe takes', () => {
    expect(articleOf('video: https://a.example/1.mp4\nduration: PT30M').media[0]).not.toHaveProperty(
      'duration',
    );
  });
});

describe('a duration', () => {
  it.each([
    ['3134', 3134],
    ['"52:14"', 3134],
    ['"1:02:03"', 3723],
    ['"00:52:14.6"', 3135],
    ['PT52M14S', 3134],
    ['PT1H2M3.9S', 3723],
    ['52 min', 3120],
    ['1h 2m 3s', 3723],
    ['1 hour 2 minutes', 3720],
  ])('may be %s', (written, seconds) => {
    expect(articleOf(`audio: ${url}\nitunes_duration: ${written}`).media[0]).toMatchObject({
      duration: seconds,
    });
  });

  it.each([
    [
      'audio',
      `audio: {url: "${url}", length: 5, duration: "1:75:00"}`,
      'the duration "1:75:00" of "audio"',
      '2:15:00',
      4,
    ],
    [
      'theme',
      `podcast_file: ${url}\npodcast_bytes: 5\npodcast_duration: "12:75"`,
      'the duration "12:75" of "podcast_duration"',
      '0:13:15',
      6,
    ],
  ])('that runs over is told (%s)', (_, front, what, clock, line) => {
    const { problems } = parse(front);
    expect(problems.map((one) => `${one.line} ${one.code} ${one.message}`)).toContain(
      `${line} enclosure ${what} has more than 59 minutes or seconds, so it was read as ${clock}; write it so`,
    );
  });

  it.each(['"90:00"', '100:00:00', '3134', '"0:59:59.9"'])('%s does not run over', (written) => {
    const { problems } = parse(`audio: {url: "${url}", length: 5, duration: ${written}}`);
    expect(JSON.stringify(problems)).not.toContain('more than 59');
  });

  it('is told where a chapter or a soundbite runs over', () => {
    expect(
      warningsOf('chapters: ["0:75:00 Rain"]\nsoundbites: {start: "1:60", duration: 30}\nexplicit: false'),
    ).toEqual([
      '5 episode the time "0:75:00" in "chapters" has more than 59 minutes or seconds, so it was read as 1:15:00; write it so',
      '6 episode the time "1:60" in "soundbites" has more than 59 minutes or seconds, so it was read as 0:02:00; write it so',
    ]);
  });

  it.each(['PT', 'soon', '1:2:3:4', '"52:14 min"', '""'])('is not read from %s', (written) => {
    expect(articleOf(`audio: ${url}\nitunes_duration: ${written}`).media[0]).not.toHaveProperty('duration');
  });
});

describe('season and number', () => {
  it.each<[string, Pick<Episode, 'season' | 'number'>]>([
    ['season: Season 2', { season: { number: 2 } }],
    ['season: S02', { season: { number: 2 } }],
    ['season: {number: 2, name: Winter}', { season: { number: 2, name: 'Winter' } }],
    ['season: 2\nseason_name: Winter', { season: { number: 2, name: 'Winter' } }],
    ['episode: "#12"', { number: { number: 12 } }],
    ['episode: Episode 12', { number: { number: 12 } }],
    ['episode: 0', { number: { number: 0 } }],
    ['episode: S02E05', { season: { number: 2 }, number: { number: 5 } }],
    ['season: 3\nepisode: s2e5', { season: { number: 3 }, number: { number: 5 } }],
    ['episode: 5\nepisode_display: Ch. 5', { number: { number: 5, display: 'Ch. 5' } }],
    ['episode: {number: 5, display: Ch. 5}', { number: { number: 5, display: 'Ch. 5' } }],
  ])('are read from %j', (front, expected) => {
    expect(episodeOf(front)).toEqual(expected);
  });
});

describe('persons', () => {
  it.each<[string, Episode['persons']]>([
    ['hosts: Ada', [{ name: 'Ada', role: 'host' }]],
    [
      'host: {name: Ada, url: https://ada.example}',
      [{ name: 'Ada', role: 'host', href: 'https://ada.example/' }],
    ],
    ['guests: ["[Bo](https://bo.example/)"]', [{ name: 'Bo', role: 'guest', href: 'https://bo.example/' }]],
    [
      'persons: [Ada, {name: Bo, role: Editor}]\nguests: [Bo]',
      [{ name: 'Ada' }, { name: 'Bo', role: 'editor' }, { name: 'Bo', role: 'guest' }],
    ],
    [
      'guests: [{name: Bo, image: bo.jpg}, Bo]',
      [{ name: 'Bo', role: 'guest', img: 'https://feeds.example/files/x/bo.jpg' }],
    ],
  ])('of %j', (front, persons) => {
    expect(episodeOf(front)?.persons).toEqual(persons);
  });
});

describe('a role', () => {
  it.each([
    ['Guest', 'guest'],
    ['cohost', 'co-host'],
    ['Co Host', 'co-host'],
    ['Cover-Art Designer', 'cover art designer'],
  ])('of %j is that of the Podcast Taxonomy', (written, role) => {
    const front = `persons: [{name: Ada, role: ${written}, group: audio post production}]`;
    expect(episodeOf(front)?.persons).toEqual([{ name: 'Ada', role, group: 'audio post-production' }]);
    expect(warningsOf(front)).toEqual([]);
  });
});

describe('files of an episode', () => {
  it('have their types by their endings', () => {
    expect(episodeOf('transcript: [a.vtt, a.srt, a.json, a.html, a.txt, https://a.example/page]')).toEqual({
      transcripts: [
        { url: 'https://feeds.example/files/x/a.vtt', type: 'text/vtt' },
        { url: 'https://feeds.example/files/x/a.srt', type: 'application/x-subrip' },
        { url: 'https://feeds.example/files/x/a.json', type: 'application/json' },
        { url: 'https://feeds.example/files/x/a.html', type: 'text/html' },
        { url: 'https://feeds.example/files/x/a.txt', type: 'text/plain' },
        { url: 'https://a.example/page', type: 'text/html' },
      ],
    });
    expect(episodeOf('chapters: a.chapters.json')?.chaptersFile).toEqual({
      url: 'https://feeds.example/files/x/a.chapters.json',
      type: 'application/json+chapters',
    });
  });

  it('may be the same in other encodings', () => {
    const front = `alternate_enclosures:
- {type: audio/opus, length: 32400000, bitrate: 96000, title: High quality, sources: [https://a.example/1.opus, {uri: https://b.example/1.opus}]}
- {url: https://a.example/1080.mp4, height: 1080, lang: de, rel: video, default: true}
- sources: []`;
    expect(episodeOf(front)?.alternates).toEqual([
      {
        type: 'audio/opus',
        length: 32_400_000,
        bitrate: 96_000,
        title: 'High quality',
        sources: ['https://a.example/1.opus', 'https://b.example/1.opus'],
      },
      {
        type: 'video/mp4',
        height: 1080,
        language: 'de',
        rel: 'video',
        isDefault: true,
        sources: ['https://a.example/1080.mp4'],
      },
    ]);
  });

  it('are looked for by the name of the audio and of the article, without a warning if there are none', () => {
    const { notes, problems } = parse('audio: ../media/one.mp3\nepisode: 1');
    assert(notes);
    expect(problems).toEqual([]);
    expect(notes.files.map(({ path }) => path)).toEqual(['media/one.mp3']);
    expect(notes.beside).toEqual([
      'media/one.vtt',
      'media/one.srt',
      'media/one.chapters.json',
      'x/a.vtt',
      'x/a.srt',
      'x/a.chapters.json',
    ]);
  });
});

describe('a license', () => {
  it.each<[string, Episode['license']]>([
    ['license: CC-BY-4.0', { name: 'CC-BY-4.0' }],
    [
      'license: https://creativecommons.org/licenses/by-sa/4.0/deed.de',
      { name: 'cc-by-sa-4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/deed.de' },
    ],
    ['license: {name: Mine, url: https://a.example/terms}', { name: 'Mine', url: 'https://a.example/terms' }],
    ['license: {url: https://a.example/terms}', { name: 'a.example', url: 'https://a.example/terms' }],
  ])('of %j', (front, license) => {
    expect(episodeOf(front)?.license).toEqual(license);
  });
});

describe('chapters', () => {
  it.each<[string, Episode['chapters']]>([
    [
      'chapters: [{start: 90, title: B}, {start: 0, title: A}]',
      [
        { start: 0, title: 'A' },
        { start: 90, title: 'B' },
      ],
    ],
    [
      'chapters: [{startTime: "1:30", title: B, url: https://b.example, img: b.jpg}]',
      [{ start: 90, title: 'B', href: 'https://b.example/', img: 'https://feeds.example/files/x/b.jpg' }],
    ],
    [
      'chapters: |\n  0:00 Intro\n  (1:02:03) - Outro',
      [
        { start: 0, title: 'Intro' },
        { start: 3723, title: 'Outro' },
      ],
    ],
  ])('of %j', (front, chapters) => {
    expect(episodeOf(front)?.chapters).toEqual(chapters);
  });
});

describe('what cannot be read', () => {
  it.each([
    [
      'season: winter',
      '5 episode "season" is "winter", which has no number, so it was left out; write one, like 2 or {number: 2, name: Winter}',
    ],
    [
      'episode: pilot',
      '5 episode "episode" is "pilot", which is no number, so it was left out; write one, like 12 or {number: 12, display: Day 5}',
    ],
    [
      'episode: [1, 2]',
      '5 episode the list "episode" is no number, so it was left out; write one, like 12 or {number: 12, display: Day 5}',
    ],
    [
      'episode_type: special',
      '5 episode "episode_type" is "special", which is no type of an episode, so it was left out; write full, trailer or bonus',
    ],
    [
      'explicit: maybe',
      '5 episode "explicit" is "maybe", which is no answer, so it was left out; write true or false',
    ],
    [
      'guests: [{role: guest}]',
      '5 episode a person in "guests" has no name, so it was left out; write one, like {name: Ada, role: guest}',
    ],
    [
      'transcript: So much was said that day',
      '5 episode "transcript" is "So much was said that day", which has no address of a file, so it was left out; write one, like https://example.com/a.vtt',
    ],
    [
      'guests: [{name: Ada, role: Podcaster}]',
      '5 episode "role" is "Podcaster", no role of the Podcast Taxonomy, so that apps may not know it; write one of https://podcasttaxonomy.com, such as host or guest',
    ],
    [
      'guests: [{name: Ada, group: Staff}]',
      '5 episode "group" is "Staff", no group of the Podcast Taxonomy, so that apps may not know it; write one of https://podcasttaxonomy.com, such as cast or writing',
    ],
    [
      'soundbites: [{start: 5, duration: 300}]',
      '5 episode a soundbite in "soundbites" has 300 seconds, and the podcast namespace recommends 15 to 120; write another duration',
    ],
    [
      'itunes_block: perhaps',
      '5 episode "itunes_block" is "perhaps", which is no answer, so it was left out; write true or false',
    ],
    [
      'alternate_enclosures: [{url: https://a.example/1.opus, integrity: sha1-abc}]',
      '5 episode "integrity" is "sha1-abc", which is no digest, so it was left out; write one, like sha384-…, or remove it',
    ],
    [
      'chapters: [Intro]',
      '5 episode "chapters" is "Intro", which has no time with a title, so it was left out; write a chapter like {start: 12:30, title: News}',
    ],
    [
      'soundbites: [{start: 5}]',
      '5 episode the map "soundbites" has no start with a duration, so it was left out; write one like {start: 73, duration: 60, title: Why}',
    ],
    [
      'license: All rights reserved',
      '5 episode "license" is "All rights reserved", no identifier of a license, so that feeds need an address of it; write {name: …, url: https://…}',
    ],
    [
      'license: [MIT]',
      '5 episode the list "license" is no license, so it was left out; write one, like CC-BY-4.0',
    ],
  ])('%j is a warning with its line and a remedy', (front, warning) => {
    expect(warningsOf(front)).toEqual([warning]);
  });

  it('has the line of its list', () => {
    expect(warningsOf('guests:\n- Ada\n- {role: guest}')[0]).toMatch(/^7 episode a person in "guests"/);
  });
});

describe('hostile values', () => {
  const list = (count: number, item: (i: number) => string): string =>
    `[${Array.from({ length: count }, (_, i) => item(i)).join(', ')}]`;

  it('are bounded: thousands of persons and other things', () => {
    const fronts: [keyof Episode, number, string][] = [
      ['persons', limits.episodeValues, `guests: ${list(2500, (i) => `P${i}`)}`],
      ['chapters', limits.chapters, `chapters: ${list(700, (i) => `"${i}:00 C"`)}`],
      ['transcripts', limits.episodeValues, `transcripts: ${list(2500, (i) => `${i}.vtt`)}`],
      ['soundbites', limits.episodeValues, `soundbites: ${list(300, (i) => `{start: ${i}, duration: 15}`)}`],
      ['alternates', limits.episodeValues, `alternate_enclosures: ${list(2500, (i) => `${i}.opus`)}`],
    ];
    for (const [field, most, front] of fronts) {
      expect(episodeOf(front)?.[field]).toHaveLength(most);
      const told = warningsOf(front).filter((warning) => warning.includes('too-many'));
      expect(told).toHaveLength(1);
    }
  });

  it('are cut where apps would cut them', () => {
    const long = 'word '.repeat(400);
    const episode = episodeOf(
      `itunes_title: ${long}\nseason: {number: 1, name: ${long}}\nepisode: {number: 1, display: ${long}}\nguests: [${long}]`,
    )!;
    expect(episode.title!.length).toBeLessThanOrEqual(limits.episodeText);
    expect(episode.season!.name!.length).toBeLessThanOrEqual(limits.episodeName);
    expect(episode.number!.display!.length).toBeLessThanOrEqual(limits.episodeDisplay);
    expect(episode.persons![0]!.name.length).toBeLessThanOrEqual(limits.episodeName);
    expect(warningsOf(`itunes_title: ${long}`)).toEqual([
      '5 too-long "itunes_title" is longer than 255 characters, so it was cut; shorten it',
    ]);
  });

  it('are cut between characters that people see, and never longer than that', () => {
    const family = '👨‍👩‍👧‍👦';
    const { persons } = episodeOf(`guests: [${family.repeat(60)}]`)!;
    expect(persons![0]!.name).toBe(`${family.repeat(11)}…`);
  });

  it('touch nothing but their own fields', () => {
    const episode = episodeOf(
      'podcast: {__proto__: {season: 9}, constructor: 1, toString: x, season: 2, hasOwnProperty: {}}\n__proto__: {explicit: true}\nguests: [{__proto__: {name: X}, name: Ada}]',
    );
    expect(episode).toEqual({ season: { number: 2 }, persons: [{ name: 'Ada', role: 'guest' }] });
    expect(({} as { season?: number }).season).toBeUndefined();
  });

  it('never leave the web: other schemes, scripts, data', () => {
    const bad = [
      'javascript:alert(1)',
      'data:text/vtt,WEBVTT',
      'file:///etc/passwd',
      'ftp://a.example/x.vtt',
    ];
    for (const address of bad) {
      const episode = episodeOf(
        `transcript: "${address}"\nchapters: {url: "${address}"}\nguests: [{name: A, img: "${address}", url: "${address}"}]\nalternate_enclosures: ["${address}"]\nlicense: {name: L, url: "${address}"}`,
      );
      expect(episode).toEqual({ persons: [{ name: 'A', role: 'guest' }], license: { name: 'L' } });
    }
  });

  it('are numbers that fit', () => {
    for (const front of ['season: 99999999999', 'episode: 1e9', 'episode: -1', 'season: 1.5', 'episode: ٣'])
      expect(episodeOf(front)).toBeUndefined();
  });
});
