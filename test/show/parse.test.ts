import { describe, expect, it } from 'vitest';
import { limits } from '../../src/limits.ts';
import { parseShow } from '../../src/show/parse.ts';
import { showFile, wholeShow } from './show-file.ts';

const read = (source: string, path = 'audio/_show.md') =>
  parseShow({ path, source }, { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' });
const showIn = (source: string, path?: string) => {
  const result = read(source, path);
  if (result.status === 'error') throw new Error(JSON.stringify(result.problems));
  return result.show;
};
const messages = (source: string) =>
  read(source).problems.map(({ severity, line, message }) => `${severity} ${line}: ${message}`);

describe('a show', () => {
  it('has every field of its file', () => {
    const result = read(wholeShow);
    expect(result.problems).toEqual([]);
    expect(result).toMatchObject({
      status: 'show',
      show: {
        category: 'audio',
        guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
        title: '声音日记 & more',
        description: 'Two friends talk about <feeds>.\n\nEvery week.',
        author: 'Ada & Bo',
        owner: { name: 'Ada', email: 'ada@example.com' },
        image: 'https://feeds.example/files/audio/cover.jpg',
        categories: [{ name: 'Technology' }, { name: 'Society & Culture', sub: 'Documentary' }],
        explicit: false,
        type: 'serial',
        complete: true,
        language: 'zh-CN',
        copyright: '© 2026 Ada',
        funding: [{ url: 'https://example.com/pay?a=1&b=2', label: 'Support us' }],
        locked: true,
        license: { name: 'cc-by-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
        medium: 'podcast',
        persons: [
          { name: 'Ada', role: 'host', img: 'https://example.com/ada.jpg', href: 'https://example.com/ada' },
          { name: 'Bo' },
        ],
        newFeedUrl: 'https://new.example.com/feed.xml',
        updateFrequency: {
          label: 'Every week',
          rule: 'FREQ=WEEKLY;BYDAY=MO',
          start: Date.UTC(2026, 0, 4, 16),
        },
        txt: [{ text: 'S6lpp-7ZCn8-dZfGc-OoyaG', purpose: 'verify' }],
        trailer: {
          url: 'https://feeds.example/files/audio/trailer.mp3',
          title: 'What comes',
          type: 'audio/mpeg',
          published: Date.UTC(2025, 11, 31, 16),
          length: 1234,
          season: 1,
        },
      },
    });
  });

  it('is of the category that it names, else of that of its folder, else of the whole site', () => {
    expect(showIn(showFile()).category).toBe('audio');
    expect(showIn(showFile(), 'a/b/_show.md').category).toBe('b');
    expect(showIn(showFile(), '_show.md').category).toBeUndefined();
    expect(showIn(showFile('category: 声音\n')).category).toBe('声音');
    expect(showIn(showFile('category: /\n')).category).toBeUndefined();
  });

  it('takes its description from the text below, paragraph by paragraph', () => {
    const source = showFile('', '**Bold** & [link](https://x.example/)\n\n- one\n- two\n');
    expect(showIn(source.replace('description: About sound\n', '')).description).toBe(
      'Bold & link\n\none\n\ntwo',
    );
  });

  it.each([
    ['newFeedUrl', 'new_feed_url'],
    ['newFeedUrl', 'newFeedUrl'],
    ['newFeedUrl', 'itunes:new-feed-url'],
  ])('reads %s under the key %s', (field, key) => {
    expect(showIn(showFile(`${key}: https://new.example/feed\n`))).toMatchObject({
      [field]: 'https://new.example/feed',
    });
  });

  it.each([
    ['locked: {owner: ada@example.com}', { locked: true, lockedOwner: 'ada@example.com' }],
    ['locked: {owner: ada@example.com, value: no}', { locked: false, lockedOwner: 'ada@example.com' }],
    ['locked: {text: yes}', { locked: true }],
    ['block: yes', { block: true }],
    ['itunes:block: "Yes"', { block: true }],
    [
      'update-frequency: {rrule: "FREQ=WEEKLY;UNTIL=2026-12-31T00:00:00.000Z;BYDAY=MO"}',
      { updateFrequency: { rule: 'FREQ=WEEKLY;UNTIL=2026-12-31T00:00:00.000Z;BYDAY=MO' } },
    ],
    [
      'trailer: {file: a.mp3, bytes: "1,234", date: 2026-01-01, season: S2}',
      { trailer: { type: 'audio/mpeg', length: 1234, season: 2, title: 'Trailer' } },
    ],
    [
      'trailers: [{url: a.mp3, date: 2026-01-01, season: 1}, {url: b.mp3, date: 2026-02-01, season: 2}]',
      {
        trailer: { url: 'https://feeds.example/files/audio/a.mp3', season: 1 },
        otherTrailers: [{ url: 'https://feeds.example/files/audio/b.mp3', season: 2 }],
      },
    ],
  ])('reads %s', (line, fields) => {
    expect(messages(showFile(`${line}\n`))).toEqual([]);
    expect(showIn(showFile(`${line}\n`))).toMatchObject(fields);
  });

  it.each([
    ['itunes-category: tv and film\n', { name: 'TV & Film' }],
    ['itunes-category: Documentary\n', { name: 'Society & Culture', sub: 'Documentary' }],
    ['itunes-category: {Arts: [Design]}\n', { name: 'Arts', sub: 'Design' }],
    ['itunes-category: {Arts: }\n', { name: 'Arts' }],
  ])('understands %j', (line, category) => {
    const source = showFile().replace('itunes-category: Technology\n', line);
    expect(showIn(source).categories).toEqual([category]);
  });
});

describe('what a show lacks', () => {
  it.each([
    ['cover: cover.jpg\n', 'error 1: the show has no cover, which directories'],
    ['description: About sound\n', 'error 1: the show has no description, which'],
    ['itunes-category: Technology\n', 'error 1: the show has no category of Apple Podcasts, which'],
    ['explicit: false\n', 'warning 1: nothing says whether the show has explicit content, so false'],
  ])('%j is told', (line, message) => {
    expect(messages(showFile().replace(line, ''))).toEqual([expect.stringContaining(message)]);
  });

  it('is all of it, if there is no front matter', () => {
    expect(messages('Text\n')).toEqual([expect.stringContaining('_show.md has no front matter')]);
  });
});

describe('a value that directories would refuse', () => {
  it.each([
    [
      'itunes-category: Tecnology\n',
      'error 4: "Tecnology" in "itunes-category" is no category of Apple Podcasts; write another one, such as "Technology"',
    ],
    [
      'itunes-category: [Technology, Gardening]\n',
      'warning 4: "Gardening" in "itunes-category" is no category',
    ],
  ])('%j', (line, message) => {
    const source = showFile().replace('itunes-category: Technology\n', line);
    expect(messages(source)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['explicit: maybe', '"explicit" is "maybe", which is no answer, so it was left out; write true or false'],
    ['type: weekly', '"type" is "weekly", none of episodic, serial, so it was left out'],
    ['language: chinese', '"chinese" is not a language tag, so the site\'s language was used'],
    ['owner: {email: nobody}', '"email" is "nobody", not an e-mail address'],
    ['guid: 1', '"guid" is "1", not a UUID'],
    ['funding: pay me', '"funding" is "pay me", which is not a web address, so it was left out; write one'],
    ['funding: [{text: Pay}]', 'the map "funding" has no address, so it was left out; write one, like'],
    ['txt: {purpose: verify}', 'the map "txt" has no text, so it was left out; write one, like'],
    ['license: [MIT]', 'the list "license" is no license, so it was left out; write one, like CC-BY-4.0'],
    ['host: {name: Ada, img: "data:,"}', '"img" is "data:,", which is not a web address, so it was left'],
    ['medium: radio', '"medium" is "radio", none of podcast, music'],
    ['update-frequency: {rrule: weekly}', '"rrule" is "weekly", no rule of iCalendar'],
    [
      'update-frequency: {rrule: FREQ=DAILY;COUNT=3}',
      '"update-frequency" has a rule with COUNT and no start',
    ],
    ['medium: musicL', '"medium" is musicL: apps take such a feed for a list of other feeds, and leave its'],
    [
      'medium: publisher',
      '"medium" is publisher: apps take such a feed for a list of other feeds, and leave its',
    ],
    ['block: perhaps', '"block" is "perhaps", which is no answer, so it was left out; write true or false'],
    ['locked: {value: maybe}', '"value" is "maybe", neither true nor false, so it was left out'],
    ['locked: {owner: nobody}', '"owner" is "nobody", not an e-mail address'],
    ['locked: {a: b}', '"a" in "locked" is unknown, so it was left out; write one of value, owner'],
    ['owner: {a: b}', '"a" in "owner" is unknown, so it was left out; write one of name, email'],
    ['owner: {name: Ada, emial: ada@b.example}', '"emial" in "owner" is unknown, so it was left out'],
    ['update-frequency: {text: weekly, every: 7}', '"every" in "update-frequency" is unknown'],
    ['trailer: {url: a.mp3, date: 2026-01-01, foo: 1}', '"foo" in "trailer" is unknown, so it was left'],
    ['trailer: [a.mp3]', '"trailer" is "a.mp3", no map, so it was left out; write {url: '],
    ['trailer: a.mp3', '"trailer" is "a.mp3", no map, so it was left out; write {url: '],
    ['persons: [{role: host}]', 'a person in "persons" has no name, so it was left out; write one, like'],
    ['expicit: true', '"expicit" is no field of a show, so it was left out'],
    [`title: ${'x'.repeat(256)}`, '"title" is longer than 255 characters, so it was cut'],
  ])('%s is left out with a warning at its line', (line, message) => {
    expect(messages(showFile(`${line}\n`))).toContainEqual(expect.stringContaining(`warning 6: ${message}`));
  });

  it.each(['locked: {a: b}', 'owner: {a: b}', 'owner: [Ada, Bo]', 'owner: {name: {a: b}}'])(
    '%s says nothing',
    (line) => {
      expect(showIn(showFile(`${line}\n`))).toEqual(showIn(showFile()));
    },
  );

  it('is cut, if it is a description of more than 4,000 bytes', () => {
    const source = showFile().replace('About sound', '知'.repeat(1_400));
    expect(messages(source)).toEqual([
      expect.stringContaining('warning 2: "description" has 4200 bytes, more than the 4000 that Apple takes'),
    ]);
    expect(showIn(source).description).toBe(`${'知'.repeat(1_332)}…`);
  });

  it.each([
    ['cover.webp', 'ends neither in .jpg nor in .png'],
    ['http://x.example/a.jpg', 'does not begin with https://'],
  ])('is told, if it is the cover %s', (cover, message) => {
    expect(messages(showFile().replace('cover.jpg', cover))).toEqual([
      expect.stringMatching(new RegExp(`^warning 3: .*${message}`)),
    ]);
  });

  it('is an error, if it is the only cover', () => {
    expect(messages(showFile().replace('cover.jpg', 'data:image/png;base64,AAAA'))).toContainEqual(
      expect.stringContaining('error 3: the show has no cover that can be read'),
    );
  });
});

it('a file over the limit is refused', () => {
  expect(messages(showFile('', 'x'.repeat(limits.showBytes)))).toEqual([
    expect.stringContaining(`more than the ${limits.showBytes} allowed`),
  ]);
});
