import { describe, expect, test } from 'vitest';
import { addFacts } from '../../../src/cli/remote/add-facts.ts';

const url = 'https://cdn.example/a.mp3';
const add = (source: string) =>
  addFacts(source, 'https://site.example', (asked) =>
    asked.startsWith('https://cdn.example/') ? { bytes: 123, type: 'audio/mpeg' } : undefined,
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

describe('the source stays, and the author is told what to write', () => {
  test.each<[string, string, RegExp]>([
    ['a text', `---\ntitle: A\naudio: ${url}\n---\nx\n`, /a text, which themes may read/],
    ['a header of Pelican', `Title: A\nDate: 2026-01-02\nAudio: ${url}\n\nx\n`, /a text/],
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

test('enclosures of which nothing is known stay as they are', () => {
  const source = '---\ntitle: A\nenclosure:\n  url: https://other.example/a.mp3\n---\nx\n';
  expect(add(source)).toEqual({ source, changed: 0, left: [] });
});
