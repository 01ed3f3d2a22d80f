/**
 * The contract of `/v1`: the parameters that apps send, as they are read. JSON Schema has the values as they are written in a
 * query.
 */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { dayOrMoment, dayOrMomentPattern } from '../../site/day-or-moment.ts';
import { queryOf } from '../../site/query.ts';
import { fields, type AppArticle } from './contract.ts';

/** A parameter: how it is read, and how the contract describes it. */
const parameter = <Schema extends v.GenericSchema<string, unknown>>(
  schema: Schema,
  description: string,
  written: Readonly<Record<string, unknown>>,
) => v.optional(v.pipe(schema, v.metadata({ description, written })));

const number = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,4}$/, `a number from 1 to ${most}`),
    v.transform(Number),
    v.minValue(1, `a number from 1 to ${most}`),
    v.maxValue(most, `a number from 1 to ${most}`),
  );

const limit = (most: number, usual: number, what: string) =>
  parameter(number(most), `How many ${what} at most; ${usual} if it is not given.`, {
    type: 'integer',
    minimum: 1,
    maximum: most,
    default: usual,
  });

const termName = v.pipe(
  v.string(),
  v.minLength(1, 'a name'),
  v.maxLength(limits.termLength, `at most ${limits.termLength} characters`),
  v.transform((given) => given.normalize('NFC')),
);
const writtenName = { type: 'string', minLength: 1, maxLength: limits.termLength };

const dateForm = 'a date or a moment with its zone, such as 2026-01-31 or 2026-01-31T09:00:00Z';

const date = (description: string) =>
  parameter(
    v.pipe(
      v.string(),
      v.check(
        (given) => dayOrMoment(given) !== undefined,
        ({ input }) => (input.includes(' ') ? `${dateForm}; the + of a zone is written %2B` : dateForm),
      ),
      v.transform((given) => dayOrMoment(given)!),
    ),
    `${description} It is ${dateForm}; a day begins at 00:00 UTC.`,
    { type: 'string', pattern: dayOrMomentPattern.source },
  );

const selectedFields = parameter(
  v.pipe(
    v.string(),
    v.transform((given) => given.split(',')),
    v.check(
      (names) => names.every((each) => (fields as string[]).includes(each)),
      `names from this list, separated by commas: ${fields.join(', ')}`,
    ),
    v.transform((names) => names as (keyof AppArticle)[]),
  ),
  'The fields of articles, separated by commas; the id always comes with them.',
  { type: 'array', items: { enum: fields } },
);

const cursor = (what: string) => parameter(v.string(), what, { type: 'string' });
const next = cursor(
  'Where the list goes on, from the header `Link` of another answer. Empty: the beginning.',
);

const words = (description: string) =>
  v.pipe(
    v.string(),
    v.maxLength(limits.queryLength, `at most ${limits.queryLength} characters`),
    v.transform(queryOf),
    v.check((query) => query.words.length > 0, 'some words'),
    v.transform(({ text }) => text),
    v.metadata({ description, written: { type: 'string', minLength: 1, maxLength: limits.queryLength } }),
  );

/** Articles of an answer, unless the app asks for another number. */
export const usualArticles = 20;

export const articlesQuery = v.object({
  q: v.optional(
    words(
      `Articles with all of these words in the title or the text, of the ${limits.candidates} newest that have them.`,
    ),
  ),
  category: v.optional(
    v.pipe(
      v.array(termName),
      v.maxLength(limits.combinedCategories, `given ${limits.combinedCategories} times at most`),
      v.metadata({
        description: 'Articles in this category; given several times, in all of them.',
        written: { type: 'array', items: writtenName, maxItems: limits.combinedCategories },
      }),
    ),
  ),
  tag: parameter(termName, 'Articles with this tag.', writtenName),
  author: parameter(termName, 'Articles of this author.', writtenName),
  language: parameter(
    v.pipe(v.string(), v.regex(/^[A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8})*$/, 'a BCP 47 tag, such as zh or en-GB')),
    'A BCP 47 range: `zh` selects `zh-CN`, too. An article without a language has that of the site.',
    { type: 'string' },
  ),
  published_after: date('Articles published after this moment.'),
  published_before: date('Articles published before this moment.'),
  address: parameter(
    v.pipe(v.string(), v.minLength(1, 'the address of an article')),
    'The article, or the page of the site, at this address: the field `address` of an answer, a whole URL or its path. The list has one article, or none, and nothing else selects.',
    { type: 'string' },
  ),
  fields: selectedFields,
  limit: limit(limits.appEntries, usualArticles, 'articles'),
  cursor: next,
});

export const searchQuery = v.object({
  q: words('Words in any script; articles have all of them.'),
  fields: selectedFields,
  limit: limit(limits.appEntries, usualArticles, 'articles'),
  cursor: next,
});

export const articleQuery = v.object({ fields: selectedFields });

export const changesQuery = v.object({
  since: cursor(
    'The `cursor` of the answer before; without it, or empty, the changes begin with all that is published.',
  ),
  fields: selectedFields,
  limit: limit(limits.appEntries, limits.appEntries, 'changes'),
});

export const termsQuery = v.object({
  kind: parameter(
    v.picklist(['category', 'tag', 'author'], 'category, tag or author'),
    'Only terms of this kind.',
    { enum: ['category', 'tag', 'author'] },
  ),
  limit: limit(limits.appTerms, limits.appTerms, 'terms'),
  cursor: next,
});

export const noQuery = v.object({});
