import { afterEach, expect, it, vi } from 'vitest';
import { blobId } from '../../src/publish/manifest.ts';
import { parseFile, parseSafely } from '../../src/publish/parse.ts';
import { utf8Of } from '../../src/utf8.ts';

const source = '---\ntitle: A\ndate: 2026-01-02 03:04\n---\nText\n';
const path = 'a\u009b\u202e.md';

afterEach(() => {
  vi.restoreAllMocks();
});

it('a bug in the parser is a problem of its file, and is logged with its stack', () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const options = {
    siteUrl: 'https://feeds.example',
    get timezone(): string {
      throw new TypeError('a bug');
    },
  };
  expect(parseSafely({ path, source }, options)).toMatchObject({
    status: 'error',
    problems: [
      { code: 'internal', line: 1, column: 1, message: expect.stringContaining('TypeError: a bug') },
    ],
  });
  const text = String(logged.mock.calls[0]![0]);
  expect(text).toMatch(/^[ -~]+$/);
  const line = JSON.parse(text) as Record<string, string>;
  expect(line).toMatchObject({ event: 'parse', path });
  expect(line['error']).toMatch(/^TypeError: a bug\n\s+at /);
});

it('a file that changed in transit is refused', () => {
  const site = { url: 'https://feeds.example', timezone: 'UTC', lineBreaks: 'soft' } as const;
  expect(parseFile({ path: 'a.md', source: `${source}!`, blob: blobId(utf8Of(source)) }, site)).toMatchObject(
    {
      status: 'error',
      problems: [{ code: 'blob' }],
    },
  );
});
