import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Skim } from '../../src/github/skim.ts';
import { limits } from '../../src/limits.ts';

/** The outline of a text that arrives in pieces of so many bytes. */
function skim(text: string, piece = 7): string | undefined {
  const bytes = new TextEncoder().encode(text);
  const outline = new Skim();
  for (let i = 0; i < bytes.byteLength; i += piece) outline.add(bytes.subarray(i, i + piece));
  return outline.outline;
}

/** What the outline of some JSON should say. */
function outlineOf(value: unknown, depth = 1): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 2) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, outlineOf(member, depth + 1)]),
  );
}

it('keeps the members of the payload and of the objects in it, and no list', () => {
  const payload = {
    ref: 'refs/heads/main',
    repository: { full_name: 'somebody/articles', owner: { login: 'somebody' }, topics: ['a'] },
    deleted: false,
    commits: [{ id: 'a', added: ['x"]}.md', 'y\\'] }, [[]]],
    head_commit: { timestamp: '2026-01-01T00:00:00Z', message: 'Say "]} \\" 你好', added: ['z.md'] },
    base_ref: null,
  };
  for (const piece of [1, 2, 7, 1000]) {
    expect(JSON.parse(skim(JSON.stringify(payload, null, 2), piece)!)).toEqual(outlineOf(payload));
  }
});

it('says of any JSON what it should', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 1, max: 9 }), (json, piece) => {
      expect(JSON.parse(skim(json, piece)!)).toEqual(outlineOf(JSON.parse(json)));
    }),
  );
});

it('keeps long texts as empty ones, wherever they are cut', () => {
  for (const text of ['x'.repeat(limits.hookTextLength + 1), '\\"'.repeat(5000), '你'.repeat(5000)]) {
    const json = JSON.stringify({ ref: 'a', head_commit: { message: text, timestamp: 'b' } });
    expect(JSON.parse(skim(json)!)).toEqual({ ref: 'a', head_commit: { message: '', timestamp: 'b' } });
  }
  const longest = 'x'.repeat(limits.hookTextLength);
  expect(JSON.parse(skim(JSON.stringify([longest].join()))!)).toBe(longest);
});

describe('what is no payload', () => {
  it.each([
    ['nothing', ''],
    ['a form', 'payload=%7B%7D'],
    ['brackets without an end', '['.repeat(100_000)],
    ['brackets that close nothing', ']'.repeat(100)],
    ['a text without an end', `"${'\\'.repeat(9999)}`],
  ])('(%s) has no outline that is JSON', (_name, text) => {
    expect(() => JSON.parse(skim(text)!) as unknown).toThrow(/JSON/);
  });

  it('has no outline where more than any payload has is to be kept', () => {
    expect(skim('1,'.repeat(limits.hookKeptBytes))).toBeUndefined();
  });
});
