import { expect, it } from 'vitest';
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
  ['just some words', 'just', 'no "key: value"'],
  ['- a\n- b', '- a', 'no "key: value"'],
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
])('reads %j', (block, title) => {
  const warnings: string[] = [];
  const [entry] = readYaml(block, 0, (code) => warnings.push(code)).entries;
  expect(entry).toMatchObject({ key: 'title', value: { kind: 'text', text: title } });
  expect(warnings).toEqual([]);
});
