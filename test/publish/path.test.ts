import { describe, expect, it } from 'vitest';
import { limits } from '../../src/limits.ts';
import { pathProblem } from '../../src/publish/path.ts';

it.each([
  'a.md',
  '社交媒体/知乎/知乎热榜/微信.md',
  'notes/2026-11-22 What? 100% "sure": yes & no.md',
  '.hidden/..a/b..md',
  'aux.md',
  'a:b.md',
  'C:.md',
  '\u00e9.md',
  '😀.md',
  '\ufffd.md',
  `${'é'.repeat((limits.pathBytes - 4) / 2)}a.md`,
])('accepts %s', (path) => {
  expect(pathProblem(path)).toBeUndefined();
});

describe('a path is refused', () => {
  it.each([
    ['empty', '', 'empty'],
    ['absolute', '/a.md', 'absolute'],
    ['absolute on Windows', 'C:/a.md', 'absolute'],
    ['written as on Windows', 'notes\\a.md', 'backslash'],
    ['with an empty segment', 'a//b.md', 'an empty segment'],
    ['ending in a slash', 'a/', 'an empty segment'],
    ['that names its own folder', './a.md', 'the segment "."'],
    ['that leaves the content folder', 'a/../../b.md', 'the segment ".."'],
    ['that ends above', 'a/..', 'the segment ".."'],
    ['with NUL', 'a\0.md', 'U+0000'],
    ['with a line break', 'a\n.md', 'U+000A'],
    ['with an escape sequence', 'a\u001b[31m.md', 'U+001B'],
    ['with DEL', 'a\x7f.md', 'U+007F'],
    ['with a control character of C1', 'a\u009b31m.md', 'U+009B'],
    ['with the first half of a surrogate pair', 'a\ud800.md', 'surrogate'],
    ['with the second half of a surrogate pair', 'a\udc00.md', 'surrogate'],
    ['in NFD', 'e\u0301.md', 'NFC'],
    ['with a character that NFC replaces', '\u212b.md', 'NFC'],
    ['too long', `${'a'.repeat(limits.pathBytes - 2)}.md`, `${limits.pathBytes} allowed`],
    ['too long in UTF-8 only', `${'知'.repeat(limits.pathBytes / 3)}.md`, `${limits.pathBytes} allowed`],
  ])('%s', (_name, path, why) => {
    const problem = pathProblem(path);
    expect(problem).toContain(why);
    // Shown in terminals and logs as it is.
    expect(problem).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
    expect(problem!.length).toBeLessThan(200);
  });
});
