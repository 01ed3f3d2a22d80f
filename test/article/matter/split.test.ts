import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/article/matter/refusal.ts';
import { splitMatter } from '../../../src/article/matter/split.ts';
import type { MapValue } from '../../../src/article/matter/value.ts';

const noWarning = (): void => {
  throw new Error('a warning where none is due');
};
const keys = (fields: MapValue | undefined): [string, string][] | undefined =>
  fields?.entries.map(({ key, value }) => [key, value.kind === 'text' ? value.text : value.kind]);
const split = (source: string): { keys: unknown; body: string | undefined } => {
  const result = splitMatter(source, noWarning);
  return { keys: keys(result?.fields), body: result?.body };
};

describe('a case that gray-matter misreads', () => {
  it.each([
    ['after a blank line', '\n---\ntitle: A\n---\nBody\n'],
    ['after many blank lines', '  \n\r\n\t\n---\ntitle: A\n---\nBody\n'],
    ['after a BOM', '\uFEFF---\ntitle: A\n---\nBody\n'],
    ['after a BOM and a blank line', '\uFEFF\n---\ntitle: A\n---\nBody\n'],
    ['between lines that end in CRLF', '---\r\ntitle: "A"\r\n---\r\nBody\n'],
    ['between fences of many dashes', '-----\ntitle: A\n-----\nBody\n'],
    ['that ends with dots', '---\ntitle: A\n...\nBody\n'],
    ['in TOML', '+++\ntitle = "A"\n+++\nBody\n'],
    ['in JSON between semicolons', ';;;\n{"title": "A"}\n;;;\nBody\n'],
    ['after a word and blanks', '---  yaml  \ntitle: A\n---  \nBody\n'],
    ['after a word in capitals', '---JSON\n{"title": "A"}\n---\nBody\n'],
    ['without an opening fence', 'title: A\n---\nBody\n'],
    ['without an opening fence, indented', ' title: A\n---\nBody\n'],
    ['after two BOMs', '\uFEFF\uFEFF---\ntitle: A\n---\nBody\n'],
    ['after a BOM below a blank line', '\n \n\uFEFF---\ntitle: A\n---\nBody\n'],
    ['after a space without a width', '\u200B---\ntitle: A\n---\nBody\n'],
    ['between indented fences', ' ---\n title: A\n ---\nBody\n'],
    ['after an indented fence', '\t---\ntitle: A\n---\nBody\n'],
    ['before an indented fence', '---\ntitle: A\n  ---\nBody\n'],
    ['after a fence with a comment', '--- # my post\ntitle: A\n---\nBody\n'],
    ['after a fence with a tag', '--- !ruby/object:Post\ntitle: A\n---\nBody\n'],
    ['below a comment of HTML', '<!-- made by\nhand -->\n\n---\ntitle: A\n---\nBody\n'],
    ['below comments of other kinds', '# vim: set ft=markdown:\n// a\n{# b #}\n---\ntitle: A\n---\nBody\n'],
  ])('is read: front matter %s', (_, source) => {
    expect(split(source)).toEqual({ keys: [['title', 'A']], body: 'Body\n' });
  });

  it('is read: a block that is closed by the last line of the file, without a line break', () => {
    expect(split('---\ntitle: A\n---')).toEqual({ keys: [['title', 'A']], body: '' });
    expect(split('---\r\ntitle: A\r\n---')).toEqual({ keys: [['title', 'A']], body: '' });
  });

  it('is read: a line in the block that begins like the closing fence', () => {
    const source = '---\ntitle: |\n  x\n  ---\n  y\nurl: "a\n---b"\n---\nBody';
    expect(split(source)).toEqual({
      keys: [
        ['title', 'x\n---\ny\n'],
        ['url', 'a ---b'],
      ],
      body: 'Body',
    });
  });

  it('is read: a file whose lines end in carriage returns alone', () => {
    expect(split('---\rtitle: A\r---\rBody\r')).toEqual({ keys: [['title', 'A']], body: 'Body\n' });
  });

  it.each([
    ['a heading above a rule', '# A heading\n---\nBody\n\n---\n'],
    ['a comment above a text', '<!-- title: A -->\nBody\n'],
    ['an indented rule above a text', ' ---\n\nBody\n\n---\n'],
    ['an everyday word above a rule', 'Preview: the next version\n---\nBody\n'],
    ['a cramped word above a rule', 'tags:many\n---\nBody\n'],
    ['an address above a rule', 'link://a\n---\nBody\n'],
  ])('is not taken for front matter: %s', (_, source) => {
    expect(splitMatter(source, noWarning)).toBeUndefined();
  });

  it('is read: a block closed at once', () => {
    expect(split('---\n---\ntitle: B\n---\n')).toEqual({ keys: [], body: 'title: B\n---\n' });
  });

  it.each(['js', 'javascript', 'constructor', '__proto__', 'toString', 'coffee'])(
    'is refused: front matter in %s',
    (word) => {
      expect(() => split(`---${word}\n(globalThis.wasRun = true)\n---\n`)).toThrow(Refusal);
      expect('wasRun' in globalThis).toBe(false);
    },
  );

  it('is refused each time, not only the first time: a broken block', () => {
    const source = '---\ntitle: [\n---\n';
    expect(() => split(source)).toThrow(Refusal);
    expect(() => split(source)).toThrow(Refusal);
  });

  it('is never shared: each call returns a new result', () => {
    const source = '---\ntitle: A\n---\n';
    splitMatter(source, noWarning)?.fields.entries.pop();
    expect(split(source).keys).toEqual([['title', 'A']]);
  });
});

describe("readers' comments", () => {
  const comment = '- author: Reader\n  content: "Hello, it says: 1, 2, 3."\n\n';
  const matter = (comments: string): string => `---\ntitle: A\n${comments}tags: [a, b]\n---\nBody\n`;

  it('are left out of front matter that has too much of them', () => {
    const result = splitMatter(matter(`comments:\n${comment.repeat(2_000)}`), noWarning);
    expect(keys(result?.fields)).toEqual([
      ['title', 'A'],
      ['comments', ''],
      ['tags', 'list'],
    ]);
    expect(result?.body).toBe('Body\n');
  });

  it('stay where they are few', () => {
    expect(split(matter(`comments:\n${comment}`)).keys).toContainEqual(['comments', 'list']);
  });

  it('do not excuse the rest', () => {
    expect(() => split(matter(`comments:\n${comment}x: [${'a,'.repeat(3_000)}]\n`))).toThrow(Refusal);
  });
});

describe('the place of a value', () => {
  const placeOf = (source: string, key: string): string => {
    const value = splitMatter(source, () => {})?.fields.entries.find((entry) => entry.key === key)?.value;
    return source.slice(value?.at);
  };

  it.each([
    ['YAML', '\n---\na: 1\nb: HERE\n---\n'],
    ['YAML after a word and blanks', '\uFEFF---   yaml   \na: 1\nb: HERE\n---\n'],
    ['YAML with CRLF', '---\r\na: 1\r\nb: HERE\r\n---\r\n'],
    ['YAML without an opening fence', '\ntitle: 1\nb: HERE\n---\n'],
    ['YAML without an opening fence, indented', '\n title: 1\n b: HERE\n---\n'],
    ['YAML below a comment', '\uFEFF<!-- -->\n  ---  # c\na: 1\nb: HERE\ntitle: a\n---\n'],
    ['YAML in lines that end in carriage returns', '---\ra: 1\rb: HERE\r---\r'],
    ['YAML that was repaired', '---\nx:\n\t- 1\n\t- 2\ntitle:1\nc: "x\ny"\nb: HERE\n---\n'],
    ['a Pelican header', '\nTitle: 1\nb: HERE\n\n'],
  ])('is its place in the file, in %s', (_, source) => {
    expect(placeOf(source, 'b')).toMatch(/^HERE/);
  });

  it.each([
    ['JSON', '---json\n{"a": 1, "b": "HERE"}\n---\n'],
    ['JSON without fences', '\n{"a": 1, "b": "HERE"}\n'],
    ['JSON without braces', '"title": 1,\n"b": "HERE"\n;;;\n'],
  ])('is its quote, in %s', (_, source) => {
    expect(placeOf(source, 'b')).toMatch(/^"HERE"/);
  });

  it('is that of its key, in TOML', () => {
    expect(placeOf('+++\na = 1\nb = "HERE"\n+++\n', 'b')).toMatch(/^b = "HERE"/);
  });
});
