/** Front matter with slips: whatever the parser accepts, `--write` inserts two entries or nothing. */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../../src/article/matter/refusal.ts';
import { addFacts, type Added } from '../../../src/cli/remote/add-facts.ts';

const url = 'https://cdn.example/a.mp3';
const samples = [
  `---\ntitle: A # t\nenclosure:\n  url: ${url} # c\n  duration: 60\ntags: [a, b]\n---\nx\n`,
  `---\ntitle: A\nenclosure:\n    -   url: "${url}"\n        duration: 1\n    - other: 1\n---\nx\n`,
  `---\r\ntitle: A\r\nenclosure: { url: ${url}, duration: 60 }\r\n---\r\nx\r\n`,
  `+++\ntitle = "A"\n[enclosure]\n  url = "${url}" # c\n[params]\nlength = 7\n+++\nx\n`,
  `+++\ntitle = "A"\naudio = { src = "${url}", duration = 9 }\n+++\nx\n`,
  `{\n  "title": "A",\n  "enclosure": [{ "url": "${url}" }]\n}\n\nx\n`,
  `"title": "A",\n"enclosure": {"url": "${url}"}\n;;;\nx\n`,
  `title: A\ndate: 2026-01-02\nenclosure:\n  url: ${url}\n---\nx\n`,
  `+++\ntitle = "A"\npodcast_file = "${url}" # c\n[params]\nx = 7\n+++\nx\n`,
  `---\ntitle: A\nparams:\n  podcast_file: ${url}\n  x: 1\n---\nx\n`,
  `---\ntitle: A\nepisode:\n  filename: ${url}\n  seasonNumber: 1\n---\nx\n`,
  `---\ntitle: A\naudio:\n  mp3: ${url}\n  opus: b.opus\n---\nx\n`,
  `{\n  "title": "A",\n  "podcast": { "season": 2, "url": "${url}" }\n}\n\nx\n`,
  `---\ntitle: A\naudio: b.mp3\nalternate_enclosures:\n- url: ${url}\n  title: High\n- {title: Low, sources: [${url}]}\n---\nx\n`,
];
const slips = [
  '',
  ' ',
  '\n',
  '\t',
  ':',
  '"',
  "'",
  '#',
  ',',
  '{',
  '}',
  '[',
  ']',
  '- ',
  '&a ',
  '*a',
  '|',
  '=',
  '\\',
];

const slip = fc.record({
  at: fc.nat(140),
  removed: fc.integer({ min: 0, max: 2 }),
  put: fc.constantFrom(...slips),
});

const add = (source: string): Added | undefined => {
  try {
    return addFacts(source, 'https://site.example', () => ({ bytes: 123, type: 'audio/mpeg' }));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};

/** An entry that is inserted, in any dialect. */
const entry =
  '(?:(?:length|size|file_size|audio_bytes|podcast_bytes)"?\\s*[:=]\\s*123|(?:mime_)?type"?\\s*[:=]\\s*"?audio/mpeg"?)';

/** The source without what was inserted, wherever it stands. */
const without = (source: string): string =>
  source
    .replaceAll(new RegExp(`(?:, |\\r?\\n[ \\t]*)"?[\\w.]*${entry}`, 'g'), '')
    .replaceAll(new RegExp(`(?<=[{ ])"?${entry}, |^[ \\t]*${entry}\\r?\\n`, 'gm'), '');

test('a source with slips gets a length and a type, and keeps every other character', () => {
  let changed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(slip, { maxLength: 3 }), (sample, all) => {
      const source = all.reduce(
        (text, { at, removed, put }) => text.slice(0, at) + put + text.slice(at + removed),
        sample,
      );
      const added = add(source);
      if (!added) return;
      changed += added.changed;
      expect(without(added.source)).toBe(source);
      expect(add(added.source)!.changed).toBe(0);
    }),
    { numRuns: 3_000 },
  );
  expect(changed).toBeGreaterThan(300);
});
