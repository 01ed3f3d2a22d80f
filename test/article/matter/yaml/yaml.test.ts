import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../src/article/matter/refusal.ts';
import { readYaml } from '../../../../src/article/matter/yaml/yaml.ts';

function refusalOf(block: string): Refusal {
  try {
    readYaml(block, 0, () => {});
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('the block was read');
}

it.each([
  ['title: Edge: a primer', 'Edge', 'put the whole value in quotes'],
  ['title: "Edge" computing', 'computing', 'put the whole value in quotes'],
  ["title: 'It's here'", 's here', 'double any '],
  ['title: [draft] Edge', 'Edge', 'put the whole value in quotes'],
  ['title: @edge', '@edge', 'put the whole value in quotes'],
  ['title: `edge`', '`edge`', 'put the whole value in quotes'],
  ['title: %edge', '%edge', 'put the whole value in quotes'],
  ['title: *edge*', '*edge*', 'a reference'],
  ['title: *edge* case', '*edge* case', 'a special meaning'],
  ['title: !edge case', '!edge case', 'is a tag'],
  ['title: > edge', 'edge', 'its own line'],
  ['tags: - a', '- a', 'its own line'],
  ['title: "Edge\ndate: 2021-12-01', '"Edge', 'the quote that opens here is not closed'],
  ['tags: [a, b\ndate: 2021-12-01', 'date', 'a bracket is still open here'],
  ['title: a\nsome words\ndate: b', 'some words', 'no "key: value"'],
  ['title: a\nsome words', 'some words', 'no "key: value"'],
  ['just some words', 'just', 'no "key: value"'],
  ['- a\n- b', '- a', 'no "key: value"'],
  ['title：全角\ndate：2020', '：全角', 'a fullwidth colon (U+FF1A)'],
  ['title: a\ntags：[a, b]', '：[a', 'replace it with : and a space'],
  ['title: a\n作者：李四\ndate: b', '：李四', 'a fullwidth colon'],
  ['title: a\ntags:\n\u3000- a\ndate: b', '\u3000- a', 'an ideographic space (U+3000)'],
  ['title: a\ntags:\n  \u00A0- a\n  \u00A0- b', '\u00A0- a', 'a no-break space (U+00A0)'],
  ['a: |\n  注意：b\n  　　段落\nt:　"a" b\nu: "a" b', '　"a"', 'an ideographic space'],
  ['a: |\n  注意：b\n  　　段落\nb: 　c\nt: "a" b', 'b', 'put the whole value in quotes'],
  ['title: a\ndate:\u00A02020-01-01', '\u00A02020', 'replace it with an ordinary space'],
])('refuses %j at %j with a remedy', (block, place, remedy) => {
  const { at, message, code } = refusalOf(block);
  expect(block.slice(at)).toMatch(new RegExp(`^${RegExp.escape(place)}`));
  expect(message).toContain(remedy);
  expect(code).toBe('yaml');
});

it.each([
  ['title: "a\nb"', 'a b'],
  ["title: 'it''s\n  b\nc'\nx: y", "it's b c"],
  ['title: "a \\" \nb"\nx: y', 'a " b'],
  ['title: !!str 012', '012'],
  ['title: |\n  a\n  b', 'a\nb\n'],
  ['title: >-\n  a\n  b', 'a b'],
  ['title: 知乎 # comment', '知乎'],
  ['"title": C#', 'C#'],
  ['title: a\0b', 'a\0b'],
  ["title: ! 'Shell: a tour'", 'Shell: a tour'],
  ['title: ! plain', 'plain'],
  ['title: ! "a\\tb"', 'a\tb'],
  ['title: !str 012', '012'],
  ['title: !!int 012', '012'],
  ['title: !!timestamp 2012-05-06', '2012-05-06'],
  ['title: !ruby/symbol edge', 'edge'],
  ['title: !ruby/regexp /x/', '/x/'],
  ['title: !binary |-\n  55+l\n  5LmO', '知乎'],
  ['title: !!binary 55+l5LmO', '知乎'],
  ['title: !binary "Y2Fm6Q=="', 'café'],
  ['title: !binary no base64!', 'no base64!'],
  ['? !binary dGl0bGU=\n: a', 'a'],
])('reads %j', (block, title) => {
  const warnings: string[] = [];
  const [entry] = readYaml(block, 0, (code) => warnings.push(code)).entries;
  expect(entry).toMatchObject({ key: 'title', value: { kind: 'text', text: title } });
  expect(warnings).toEqual([]);
});

describe('a merge key', () => {
  const read = (block: string) =>
    readYaml(block, 0, () => {})
      .entries.filter(({ value }) => value.kind === 'text')
      .map(({ key, value }) => [key, value.kind === 'text' && value.text]);

  it.each([
    ['brings the keys of another map', 'd: &d {a: 1, b: 2}\n<<: *d\nc: 3', ['c3', 'a1', 'b2']],
    ['counts less than a key of the map itself', 'd: &d {A: 1, b: 2}\na: 0\n<<: *d', ['a0', 'b2']],
    ['takes the first of several maps', 'd: [&d {a: 1}, &e {a: 2, b: 2}]\n<<: [*d, *e]', ['a1', 'b2']],
    ['is a key like any other if it names a text', '<<: a', ['<<a']],
  ])('%s', (_, block, entries) => {
    expect(read(block).map((entry) => entry.join(''))).toEqual(entries);
  });

  it('is refused if it brings more than references may expand to', () => {
    const keys = Array.from({ length: 300 }, (_, i) => `k${i}: v`).join(', ');
    expect(refusalOf(`a: &a {${keys}}\nb: [{<<: *a}, {<<: *a}, {<<: *a}, {<<: *a}]`).message).toContain(
      'expand',
    );
  });
});
