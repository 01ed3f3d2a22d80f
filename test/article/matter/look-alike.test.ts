import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';

const problemsOf = (source: string) => {
  const result = parseArticle(
    { path: 'a.md', source },
    { siteUrl: 'https://feeds.example', timezone: 'UTC' },
  );
  return { status: result.status, problems: result.problems };
};

describe('a file that begins like front matter', () => {
  it.each([
    ['after two dashes', '--\ntitle: A\ndate: 2020-01-01\n--\nText.\n', 1, 1, '---'],
    ['after dashes of a word processor', '\n—--\ntitle: A\ndate: 2020-01-01\n---\nText.\n', 2, 1, '---'],
    ['after fullwidth dashes', '－－－\ntitle: A\ntags: b\n－－－\nText.\n', 1, 1, '---'],
    ['in a block of code', '```yaml\ntitle: A\ndate: 2020-01-01\n```\nText.\n', 1, 1, '---'],
    ['after signs of equality', '===\ntitle: A\ndate: 2020-01-01\n===\nText.\n', 1, 1, '---'],
    ['on the line of its fence', '--- title: A\ndate: 2020-01-01\n---\nText.\n', 1, 5, 'line of its own'],
    ['before dashes of a word processor', '---\ntitle: A\ndate: 2020-01-01\n———\nText.\n', 4, 1, '---'],
    ['without an end', 'date: 2020-01-01\ntags:\n- a\n\nText.\n', 1, 1, 'add a line with ---'],
    ['without an opening fence, before two dashes', 'title: A\ndate: 2020-01-01\n--\nText.\n', 3, 1, '---'],
    ['with words among its keys', 'title: A\ndate: 2020-01-01\nsome words\n---\nText.\n', 3, 1, 'key: value'],
    ['with a fullwidth colon', 'title: A\ndate:2020-01-01\n作者：李四\n---\nText.\n', 3, 3, 'U+FF1A'],
    ['in lines that end in CR', '---\rtitle: A\rtags: [a\r---\rText.\r', 3, 9, 'bracket'],
  ])('%s is never passed over', (_, source, line, column, remedy) => {
    const { status, problems } = problemsOf(source);
    expect(status).toBe('error');
    expect(problems.at(-1)).toMatchObject({ line, column, message: expect.stringContaining(remedy) });
  });

  it.each([
    ['a rule above a text', '***\n\nText: a\n'],
    ['a text with one key', 'Link: a\nand more\n\n---\n'],
    ['a block of code', '```yaml\ntitle: A\nother: b\n```\n'],
    ['a heading', '# Title\n\ndate: 2020-01-01\ntags: a\n'],
    ['a letter', 'Dear reader: hello\n--\nAda\n'],
  ])('is not confused with %s', (_, source) => {
    expect(problemsOf(source)).toEqual({ status: 'skip', problems: [] });
  });
});

describe('front matter without an opening fence', () => {
  it.each([
    'title: "A"\ndate:2018-11-26\ntags: [a]\n\n---\nText.\n',
    ' title: "A"\n date: 2018-10-29\n---\nText.\n',
    'title: A\n标题: 知乎\ntags:\n\t- a\n---\nText.\n',
  ])('gets the warnings that it gets with one: %j', (source) => {
    const codes = (text: string) => problemsOf(text).problems.map(({ code }) => code);
    expect(problemsOf(source).status).toBe('article');
    expect(codes(source)).toEqual(codes(`---\n${source}`));
  });
});
