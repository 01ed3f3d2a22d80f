import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnyYaml } from '../../../../src/article/matter/yaml/yaml.ts';
import { readPlainYaml } from '../../../../src/article/matter/yaml/plain.ts';

const noWarning = (code: string): never => {
  throw new Error(`warned: ${code}`);
};

/** Values that are certain, values that are not, and everything in between. */
const text = fc.oneof(
  fc.constantFrom(
    'Edge',
    '知乎热榜',
    '0123',
    '12:30',
    'no',
    '~',
    'null',
    '2021-12-01 20:17:44 +08:00',
    'a, b',
  ),
  fc.constantFrom("'quoted'", '"quoted"', "'it''s'", '"a\\n"', "''", '"open', "'a' b", '"a": b', "'a': b"),
  fc.constantFrom(
    'a: b',
    'a:',
    ':a',
    'a #b',
    'a#b',
    '#a',
    'a:b',
    'http://x/?a=b#c',
    'a  b',
    ' a',
    'a ',
    '`a`',
  ),
  fc.constantFrom(
    '[a, b]',
    '{a: b}',
    '- a',
    '-a',
    '? a',
    '?a',
    '*a',
    '&a b',
    '!a b',
    '|',
    '>',
    '%a',
    '@a',
    '<<',
    '=',
  ),
  fc.constantFrom(
    '---',
    '...',
    '(a)',
    '/a',
    '.a',
    '+1',
    '$a',
    '^a',
    '\\a',
    '<b>',
    '“a”',
    '（a）',
    '中文: b',
    '中文：b',
  ),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('title', '标题', 'a-b', 'a_1', 'a b', '1', '<<'), text)
      .map(([key, value]) => `${key}: ${value}`),
  },
  { weight: 2, arbitrary: fc.constantFrom('tags:', 'tags: ', 'tags:a', 'tags :', 'tags') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('', ' ', '  ', '\t'), text)
      .map(([indent, value]) => `${indent}- ${value}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '-', '  b', '  b: c', '# a', '---', '...', '%YAML 1.2', '\t'),
  },
);
const block = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));

describe('plain YAML', () => {
  it.each([
    "title: '究化经闻 0'\ncategories:\n - 社交媒体\n - 知乎热榜\nauthor: 作者\ndate: Fri, 01 Jan 2021 00:00:00 GMT",
    '\ntitle: Hello, world\ndate: 2026-11-20 09:00\ntags:\n- a\n- "b c"\n\ndraft: false\n',
    'title: a\ntitle: b',
    'title:\ntags:',
    'link: https://feeds.example/?a=b#c ',
  ])('is read as YAML reads it: %j', (source) => {
    const read = readPlainYaml(source, 4);
    expect(read).toBeDefined();
    expect(read).toEqual(readAnyYaml(source, 4, noWarning));
  });

  it.each([
    'title: a: b',
    'title: [a]',
    'title: a # b',
    'tags:\n- a\n  - b',
    'title: a\n  b',
    'a:\n  b: c',
    '',
    'title: "a',
  ])('is not %j', (source) => {
    expect(readPlainYaml(source, 0)).toBeUndefined();
  });

  it('has the meaning that YAML gives it, in any block', () => {
    fc.assert(
      fc.property(block, (source) => {
        const read = readPlainYaml(source, 4);
        fc.pre(read !== undefined);
        expect(read).toEqual(readAnyYaml(source, 4, noWarning));
      }),
      { numRuns: 2000 },
    );
  });
});
