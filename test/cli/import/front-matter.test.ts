/** Whatever an entry holds: written as a file, and read as every article is, it is the same. */

import { array, assert, constantFrom, oneof, property, record, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';
import { cleanText, tidyText } from '../../../src/article/text.ts';
import type { Entry } from '../../../src/cli/import/entry.ts';
import { articleOf } from '../../../src/cli/import/write/article.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };

function read(entry: Entry, body = '<p>Text.</p>') {
  const { source, ending } = articleOf(entry, body, 'fallback');
  const result = parseArticle({ path: `2026-01-02-a${ending}`, source }, options);
  return { source, result, article: 'article' in result ? result.article : undefined };
}

const nothing: Entry = {
  title: 'A',
  html: '',
  published: '2026-01-02T03:04:05+02:00',
  categories: [],
  tags: [],
  authors: [],
  enclosures: [],
  aliases: [],
};

/** Any characters, and those that mean something to YAML, HTML, Markdown and edgefeed. */
const text = oneof(
  string({ unit: 'grapheme', maxLength: 40 }),
  string({ unit: 'binary', maxLength: 20 }),
  array(
    constantFrom(
      '&amp;',
      '&',
      '<',
      '<b>',
      '</b>',
      'a',
      ' ',
      '#',
      '"',
      "'",
      '---',
      '\n',
      ': ',
      '{{',
      '[x](y)',
      '\u2028',
      '\\',
      '知',
      '%',
      '|',
      '>',
      '\u0085',
      '\ufeff',
      'true',
      'null',
      '~',
      '!!',
      ', ',
    ),
    { maxLength: 12 },
  ).map((parts) => parts.join('')),
);

/** Names that can be terms. */
const name = text.map(tidyText).filter((name) => name !== '' && !/^\.{1,2}$/.test(name) && name.length < 100);

describe('an entry that is written and read again', () => {
  it('has the same id, title, terms, authors and summary', () => {
    assert(
      property(
        record({
          id: text.map((id) => cleanText(id).trim()).filter((id) => id !== ''),
          title: text.map(tidyText).filter((title) => title !== ''),
          categories: uniqueArray(name, { maxLength: 3 }),
          tags: uniqueArray(name, { maxLength: 3 }),
          authors: uniqueArray(
            name.filter((author) => !/^[^<>]+<[^<>\s]+>$/.test(author)),
            { maxLength: 2 },
          ),
          summary: text.map(tidyText).filter((summary) => summary !== ''),
        }),
        ({ authors, ...values }) => {
          const { article, source } = read({
            ...nothing,
            ...values,
            authors: authors.map((author) => ({ name: author })),
          });
          expect(source).toBeDefined();
          expect(article).toBeDefined();
          expect({
            id: article!.guid ?? article!.id,
            title: article!.title,
            categories: article!.categories,
            tags: article!.tags,
            authors: article!.authors.map((author) => author.name),
            summary: article!.summary,
            published: article!.published,
          }).toEqual({ ...values, authors, published: Date.parse('2026-01-02T01:04:05Z') });
        },
      ),
      { numRuns: 1500 },
    );
  });
});
