import { describe, expect, it } from 'vitest';
import { readChapters } from '../../src/asset/chapters.ts';
import { limits } from '../../src/limits.ts';

const file = (chapters: unknown): string => JSON.stringify({ version: '1.2.0', chapters });

describe('a file of chapters', () => {
  it('is read with its addresses, by time, without silent chapters', () => {
    const text = file([
      { startTime: 168.1234, title: ' News\n', url: 'https://a.example', img: 'https://a.example/a.jpg' },
      { startTime: 0, title: 'Intro', url: 'javascript:alert(1)', endTime: 5 },
      { startTime: 5, img: 'https://a.example/b.jpg', toc: false, title: 'Silent' },
      { startTime: 6 },
    ]);
    expect(readChapters(text)).toEqual({
      chapters: [
        { start: 0, title: 'Intro' },
        { start: 168.123, title: 'News', href: 'https://a.example/', img: 'https://a.example/a.jpg' },
      ],
    });
  });

  it.each([
    ['broken', '{\n  "chapters": [\n    {"startTime": 0,}\n  ]\n}', 3, 'this is not valid JSON from column'],
    ['cut off', '{"chapters": [', 1, 'this is not valid JSON'],
    ['no object', '[]', 1, 'no list "chapters"'],
    ['without chapters', '{"version": "1.2.0"}', 1, 'no list "chapters"'],
    ['with an empty list', file([]), 1, 'is empty'],
    [
      'with a chapter without a time',
      file([{ startTime: 0, title: 'A' }, { title: 'B' }]),
      1,
      'chapter 2 has no startTime',
    ],
    ['with a text as time', file([{ startTime: '0:00', title: 'A' }]), 1, 'chapter 1 has no startTime'],
    ['with entries that are none', file([null, 5, []]), 1, 'chapter 1 has no startTime'],
  ])('that is %s is named with its line', (_, text, line, message) => {
    const { problem } = readChapters(text);
    expect(problem?.line).toBe(line);
    expect(problem?.message).toContain(message);
    expect(problem?.message).toMatch(/; (?:add|write|correct)/);
  });

  it('has so many chapters at most, and none of a prototype', () => {
    const many = Array.from({ length: 2 * limits.chapters }, (_, i) => ({ startTime: i, title: `C${i}` }));
    expect(readChapters(file(many)).chapters).toHaveLength(limits.chapters);
    expect(readChapters('{"__proto__": {"chapters": [{"startTime": 0, "title": "A"}]}}').chapters).toEqual(
      [],
    );
  });
});
