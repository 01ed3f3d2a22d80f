import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';

const parse = (source: string) =>
  parseArticle({ path: 'a.md', source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });

describe("a header of Pelican's", () => {
  it.each([
    [
      'between dashes, where it is no YAML',
      '---\nTitle: Python 3: a tour\nTags: a; b\nAuthors: Ada; Bob\n---\nText.\n',
    ],
    [
      'between dashes and dots',
      '---\nTitle: Python 3: a tour\nTags: a; b\nAuthors: Ada;\n  Bob\n...\nText.\n',
    ],
    ['without spaces behind the colons', 'Title:Python 3: a tour\nTags:a; b\nAuthors:Ada; Bob\n\nText.\n'],
  ])('is read: %s', (_, source) => {
    expect(parse(source)).toMatchObject({
      status: 'article',
      problems: [],
      article: { title: 'Python 3: a tour', tags: ['a', 'b'], authors: [{ name: 'Ada' }, { name: 'Bob' }] },
    });
  });

  it('is read without a title, if it has a date and another key', () => {
    const source = 'Date: 2010-12-03\nCategory: Python\n\n# A heading\n\nText.\n';
    expect(parse(source)).toMatchObject({ article: { title: 'A heading', categories: ['Python'] } });
  });

  it.each([
    ['brackets', '---\ntitle: Edge: a primer\ntags: [a, b]\n---\n'],
    ['quotes', '---\ntitle: "Edge" computing: a primer\n---\n'],
    ['a list', '---\ntitle: Edge: a primer\ntags:\n- a\n---\n'],
    ['the key of a layout', '---\nlayout: post\ntitle: Edge: a primer\n---\n'],
    ['a no-break space', '---\ntitle: Edge: a primer\ndate:\u00A02020-01-01\n---\n'],
  ])('is not what YAML with %s is taken for', (_, source) => {
    expect(parse(source)).toMatchObject({ status: 'error', problems: [{ code: 'yaml' }] });
  });
});
