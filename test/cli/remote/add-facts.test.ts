import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';
import { addFacts } from '../../../src/cli/remote/add-facts.ts';

const url = 'https://cdn.example/a.mp3';
/** Of enclosures that say nothing of it. */
const add = (source: string, duration?: number) =>
  addFacts(source, 'https://site.example', (asked) =>
    asked.startsWith('https://cdn.example/')
      ? { bytes: 123, type: 'audio/mpeg', ...(duration && { duration }) }
      : undefined,
  );

describe('facts are added, and nothing else changes', () => {
  test.each<[string, string, string]>([
    [
      'a map of YAML with comments',
      `---\ntitle: A # the title\n# sound\nenclosure:\n  url: ${url}   # a comment\n  duration: 60\ntags: [a,  b]\n---\n\nenclosure:\n  url: ${url}\n`,
      `---\ntitle: A # the title\n# sound\nenclosure:\n  url: ${url}   # a comment\n  length: 123\n  type: audio/mpeg\n  duration: 60\ntags: [a,  b]\n---\n\nenclosure:\n  url: ${url}\n`,
    ],
    [
      'a list of YAML, of which one has all and one has nothing',
      `---\ntitle: A\nenclosure:\n    - type: audio/x-m4a\n      length: 5\n      url: https://cdn.example/b.m4a\n    -   url: "${url}"\n---\nx\n`,
      `---\ntitle: A\nenclosure:\n    - type: audio/x-m4a\n      length: 5\n      url: https://cdn.example/b.m4a\n    -   url: "${url}"\n        length: 123\n        type: audio/mpeg\n---\nx\n`,
    ],
    [
      'two of a list of YAML',
      `---\ntitle: A\naudio:\n- src: ${url}\n- src: https://cdn.example/b.mp3\n---\nx\n`,
      `---\ntitle: A\naudio:\n- src: ${url}\n  length: 123\n  type: audio/mpeg\n- src: https://cdn.example/b.mp3\n  length: 123\n  type: audio/mpeg\n---\nx\n`,
    ],
    [
      'a flow map of YAML',
      `---\ntitle: A\nenclosure: { url: ${url}, duration: 60 } # c\n---\nx\n`,
      `---\ntitle: A\nenclosure: { url: ${url}, length: 123, type: audio/mpeg, duration: 60 } # c\n---\nx\n`,
    ],
    [
      'a type alone',
      `---\ntitle: A\nenclosure:\n  length: 99\n  url: '${url}'\n---\nx\n`,
      `---\ntitle: A\nenclosure:\n  length: 99\n  url: '${url}'\n  type: audio/mpeg\n---\nx\n`,
    ],
    [
      'values of 0 and without text',
      `---\ntitle: A\nenclosure:\n  size: 0 # unknown\n  url: ${url}\n  type:\n---\nx\n`,
      `---\ntitle: A\nenclosure:\n  size: 123 # unknown\n  url: ${url}\n  type: audio/mpeg\n---\nx\n`,
    ],
    [
      'a file of Windows, with a byte order mark',
      `\uFEFF---\r\ntitle: A\r\nenclosure:\r\n  url: ${url}\r\n---\r\nx\r\n`,
      `\uFEFF---\r\ntitle: A\r\nenclosure:\r\n  url: ${url}\r\n  length: 123\r\n  type: audio/mpeg\r\n---\r\nx\r\n`,
    ],
    [
      'a file with carriage returns alone',
      `---\rtitle: A\renclosure:\r  url: ${url}\r---\rx\r`,
      `---\rtitle: A\renclosure:\r  url: ${url}\r  length: 123\r  type: audio/mpeg\r---\rx\r`,
    ],
    [
      'lines of Hexo without an opening fence',
      `title: A\ndate: 2026-01-02\nenclosure:\n  url: ${url}\n---\nx\n`,
      `title: A\ndate: 2026-01-02\nenclosure:\n  url: ${url}\n  length: 123\n  type: audio/mpeg\n---\nx\n`,
    ],
    [
      'a table of TOML',
      `+++\ntitle = "A" # t\n[enclosure]\n  url = "${url}" # c\n[params]\nlength = 7\n+++\n"${url}"\n`,
      `+++\ntitle = "A" # t\n[enclosure]\n  url = "${url}" # c\n  length = 123\n  type = "audio/mpeg"\n[params]\nlength = 7\n+++\n"${url}"\n`,
    ],
    [
      'tables of an array of TOML',
      `+++\ntitle = "A"\n[[enclosure]]\nurl = '${url}'\n[[enclosure]]\nurl = "https://cdn.example/b.mp3"\nlength = 5\ntype = "audio/ogg"\n+++\nx\n`,
      `+++\ntitle = "A"\n[[enclosure]]\nurl = '${url}'\nlength = 123\ntype = "audio/mpeg"\n[[enclosure]]\nurl = "https://cdn.example/b.mp3"\nlength = 5\ntype = "audio/ogg"\n+++\nx\n`,
    ],
    [
      'an inline table, and a dotted key, of TOML',
      `+++\ntitle = "A"\naudio = { src = "${url}", duration = 9 }\nvideo.src = "https://cdn.example/b.mp4"\n+++\nx\n`,
      `+++\ntitle = "A"\naudio = { src = "${url}", length = 123, type = "audio/mpeg", duration = 9 }\nvideo.src = "https://cdn.example/b.mp4"\nvideo.length = 123\nvideo.type = "audio/mpeg"\n+++\nx\n`,
    ],
    [
      'JSON',
      `{\n  "title": "A",\n  "enclosure": [\n    { "url": "${url}" },\n    { "length": "0", "url": "https://cdn.example/b.mp3" }\n  ]\n}\n\nx\n`,
      `{\n  "title": "A",\n  "enclosure": [\n    { "url": "${url}", "length": 123, "type": "audio/mpeg" },\n    { "length": 123, "url": "https://cdn.example/b.mp3", "type": "audio/mpeg" }\n  ]\n}\n\nx\n`,
    ],
    [
      'JSON between semicolons, without braces',
      `"title": "A",\n"enclosure": {"url": "${url}"}\n;;;\nx\n`,
      `"title": "A",\n"enclosure": {"url": "${url}", "length": 123, "type": "audio/mpeg"}\n;;;\nx\n`,
    ],
  ])('to %s', (_, before, after) => {
    const added = add(before);
    expect(added.source).toBe(after);
    expect(added.left).toEqual([]);
    expect(add(after)).toMatchObject({ source: after, changed: 0 });
  });
});

describe('facts are written under the keys of the dialect', () => {
  test.each<[string, string, string]>([
    [
      'Hugo castanet, in TOML',
      `+++\ntitle = "A"\npodcast_file = "${url}" # c\nepisode = "70"\n[params]\nx = 1\n+++\nx\n`,
      `+++\ntitle = "A"\npodcast_file = "${url}" # c\npodcast_bytes = 123\npodcast_duration = "1:02:03"\nepisode = "70"\n[params]\nx = 1\n+++\nx\n`,
    ],
    [
      'Hugo castanet, in YAML, with empty keys',
      `---\ntitle: A\npodcast_duration: ""\npodcast_file: '${url}'\npodcast_bytes:   # unknown\n---\nx\n`,
      `---\ntitle: A\npodcast_duration: "1:02:03"\npodcast_file: '${url}'\npodcast_bytes: 123   # unknown\n---\nx\n`,
    ],
    [
      'Hugo castanet, below params',
      `---\ntitle: A\nparams:\n  podcast_file: ${url}\n  x: 1\n---\nx\n`,
      `---\ntitle: A\nparams:\n  podcast_file: ${url}\n  podcast_bytes: 123\n  podcast_duration: "1:02:03"\n  x: 1\n---\nx\n`,
    ],
    [
      'Hugo castanet, in JSON',
      `{\n  "title": "A",\n  "podcast_file": "${url}"\n}\n\nx\n`,
      `{\n  "title": "A",\n  "podcast_file": "${url}", "podcast_bytes": 123, "podcast_duration": "1:02:03"\n}\n\nx\n`,
    ],
    [
      'Eleventy Podcaster',
      `---\ntitle: A\nepisode:\n  filename: ${url}\n  seasonNumber: 1\n  episodeType: full\n---\nx\n`,
      `---\ntitle: A\nepisode:\n  filename: ${url}\n  size: 123\n  mime_type: audio/mpeg\n  duration: 3723\n  seasonNumber: 1\n  episodeType: full\n---\nx\n`,
    ],
    [
      'a theme of Jekyll with a file and a duration',
      `---\ntitle: A\nfile: ${url}\nlength: "52:14"\n---\nx\n`,
      `---\ntitle: A\nfile: ${url}\nfile_size: 123\nlength: "52:14"\n---\nx\n`,
    ],
    [
      'a text, which stays one',
      `---\r\ntitle: A\r\naudio: ${url}   # c\r\n---\r\nx\r\n`,
      `---\r\ntitle: A\r\naudio: ${url}   # c\r\naudio_bytes: 123\r\nduration: "1:02:03"\r\n---\r\nx\r\n`,
    ],
    [
      'a video as a text',
      `---\ntitle: A\nvideo: https://cdn.example/a.mp4\n---\nx\n`,
      `---\ntitle: A\nvideo: https://cdn.example/a.mp4\nfile_size: 123\nitunes_duration: "1:02:03"\n---\nx\n`,
    ],
    [
      'Octopod, whose map has formats alone',
      `---\ntitle: A\n# sound\naudio:\n  mp3: ${url}\n  opus: https://cdn.example/a.opus\nexplicit: false\n---\nx\n`,
      `---\ntitle: A\n# sound\naudio_bytes: 123\nduration: "1:02:03"\naudio:\n  mp3: ${url}\n  opus: https://cdn.example/a.opus\nexplicit: false\n---\nx\n`,
    ],
    [
      'a map of its own, whose type is that of the episode',
      `---\ntitle: A\npodcast: {url: ${url}, type: bonus, season: 2}\n---\nx\n`,
      `---\ntitle: A\npodcast: {url: ${url}, length: 123, mime_type: audio/mpeg, duration: 3723, type: bonus, season: 2}\n---\nx\n`,
    ],
    [
      'a map in a map',
      `---\ntitle: A\npodcast:\n  season: 2\n  audio:\n    url: ${url}\n---\nx\n`,
      `---\ntitle: A\npodcast:\n  season: 2\n  audio:\n    url: ${url}\n    length: 123\n    type: audio/mpeg\n    duration: 3723\n---\nx\n`,
    ],
    [
      'a text in a map',
      `---\ntitle: A\npodcast:\n  audio: ${url}\n  season: 2\n---\nx\n`,
      `---\ntitle: A\npodcast:\n  audio: ${url}\n  length: 123\n  mime_type: audio/mpeg\n  duration: 3723\n  season: 2\n---\nx\n`,
    ],
    [
      'a map whose length is a duration',
      `---\ntitle: A\naudio:\n  url: ${url}\n  length: "52:14"\n---\nx\n`,
      `---\ntitle: A\naudio:\n  url: ${url}\n  bytes: 123\n  type: audio/mpeg\n  length: "52:14"\n---\nx\n`,
    ],
    [
      'other encodings',
      `---\ntitle: A\naudio: {url: https://other.example/a.mp3, length: 5}\nalternate_enclosures:\n- url: https://cdn.example/a.opus\n  title: High\n- {title: Low, sources: [https://cdn.example/b.opus]}\n- title: None\n  sources:\n  - https://cdn.example/c.opus\n---\nx\n`,
      `---\ntitle: A\naudio: {url: https://other.example/a.mp3, length: 5}\nalternate_enclosures:\n- url: https://cdn.example/a.opus\n  length: 123\n  type: audio/mpeg\n  title: High\n- {title: Low, length: 123, type: audio/mpeg, sources: [https://cdn.example/b.opus]}\n- title: None\n  length: 123\n  type: audio/mpeg\n  sources:\n  - https://cdn.example/c.opus\n---\nx\n`,
    ],
  ])('%s', (_, before, after) => {
    const added = add(before, 3723);
    expect(added.source).toBe(after);
    expect(added.left).toEqual([]);
    expect(add(after, 3723)).toMatchObject({ source: after, changed: 0 });
    const { siteUrl, timezone } = { siteUrl: 'https://site.example', timezone: 'UTC' };
    const parsed = parseArticle({ path: '2026-01-02-a.md', source: after }, { siteUrl, timezone });
    if (parsed.status !== 'article') throw new Error(JSON.stringify(parsed.problems));
    const { media, episode } = parsed.article;
    const read = [...media, ...(episode?.alternates ?? [])].find(
      (one) => !('url' in one && one.url.includes('other.example')),
    );
    expect(read).toMatchObject({ length: 123 });
  });

  test('keys that say it already are left alone', () => {
    const source = `---\ntitle: A\nenclosure:\n  url: ${url}\n  type: audio/mpeg\npodcast_bytes: 5\nitunes_duration: 61\n---\nx\n`;
    expect(add(source, 3723)).toEqual({ source, changed: 0, left: [] });
  });
});

describe('the source stays, and the author is told what to write', () => {
  test.each<[string, string, RegExp]>([
    [
      'the second of two texts',
      `---\ntitle: A\naudio: [https://other.example/a.mp3, ${url}]\n---\nx\n`,
      /a text, which themes may read/,
    ],
    [
      'an anchor that is used twice',
      `---\ntitle: A\nmine: &a\n  url: ${url}\nenclosure: *a\n---\nx\n`,
      /not simple enough/,
    ],
    [
      'a merged map',
      `---\ntitle: A\nbase: &a\n  url: ${url}\nenclosure:\n  <<: *a\n---\nx\n`,
      /not simple enough/,
    ],
    ['a folded text', `---\ntitle: A\nenclosure:\n  url: >-\n    ${url}\n---\nx\n`, /not simple enough/],
    [
      'a string of TOML that stands twice',
      `+++\ntitle = "A"\nmirror = "${url}"\n[enclosure]\nurl = "${url}"\n+++\nx\n`,
      /not simple enough/,
    ],
    [
      'an address that has another length elsewhere in the file',
      `---\ntitle: A\naudio:\n  url: ${url}\n  length: 5\n  type: audio/mpeg\nenclosure:\n  url: ${url}\n---\nx\n`,
      /the same address twice/,
    ],
  ])('at %s', (_, source, why) => {
    const added = add(source);
    expect(added.source).toBe(source);
    expect(added.left).toEqual([
      { url, why: expect.stringMatching(why), facts: 'length: 123, type: audio/mpeg' },
    ]);
  });
});

test('a header of Pelican stays, and its author is told the key', () => {
  const source = `Title: A\nDate: 2026-01-02\nAudio: ${url}\n\nx\n`;
  expect(add(source, 3723)).toEqual({
    source,
    changed: 0,
    left: [
      { url, why: expect.stringMatching(/not simple enough/), facts: 'audio_bytes: 123, duration: 1:02:03' },
    ],
  });
});

test('enclosures of which nothing is known stay as they are', () => {
  const source = '---\ntitle: A\nenclosure:\n  url: https://other.example/a.mp3\n---\nx\n';
  expect(add(source)).toEqual({ source, changed: 0, left: [] });
});
