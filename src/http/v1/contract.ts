/**
 * The contract of `/v1`: what apps send and get. An article is an item of JSON Feed 1.1, with categories and tags apart; so
 * what reads our feeds reads this, too.
 */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { dayOrMoment, dayOrMomentPattern } from '../../site/day-or-moment.ts';
import { queryOf } from '../../site/query.ts';

const about = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const text = v.string();
const address = v.pipe(v.string(), v.url());
const moment = v.pipe(v.string(), v.isoTimestamp());
const name = v.pipe(v.string(), v.minLength(1));

export const feeds = v.strictObject({ rss: address, atom: address, json: address });

export const author = v.strictObject({ name, url: v.optional(address) });

export const attachment = v.strictObject({
  url: address,
  mime_type: text,
  size_in_bytes: v.optional(v.number()),
  duration_in_seconds: v.optional(v.number()),
});

const seconds = v.number();

const transcript = v.strictObject({
  url: address,
  mime_type: text,
  language: v.optional(about(text, 'BCP 47. Absent: the language of the article.')),
  rel: v.optional(v.literal('captions')),
});
const chapter = v.strictObject({
  start: seconds,
  title: text,
  url: v.optional(address),
  image: v.optional(address),
});
const person = v.strictObject({
  name,
  role: v.optional(about(text, 'Of the Podcast Taxonomy. Absent: host.')),
  group: v.optional(about(text, 'Of the Podcast Taxonomy. Absent: cast.')),
  img: v.optional(address),
  href: v.optional(address),
});
const funding = v.strictObject({ url: address, label: name });
const txt = v.strictObject({ text: name, purpose: v.optional(name) });
const soundbite = v.strictObject({ start: seconds, duration: seconds, title: v.optional(text) });
const alternate = v.strictObject({
  mime_type: text,
  size_in_bytes: v.optional(v.number()),
  bitrate: v.optional(about(v.number(), 'Bits a second.')),
  height: v.optional(about(v.number(), 'Pixels.')),
  language: v.optional(text),
  title: v.optional(text),
  rel: v.optional(text),
  codecs: v.optional(about(text, 'RFC 6381.')),
  integrity: v.optional(v.strictObject({ type: v.picklist(['sri', 'pgp-signature']), value: name })),
  default: v.optional(v.literal(true)),
  sources: v.array(address),
});

export const episode = v.strictObject({
  title: v.optional(about(name, 'The title without the number.')),
  season: v.optional(v.strictObject({ number: v.number(), name: v.optional(name) })),
  episode: v.optional(v.strictObject({ number: v.number(), display: v.optional(name) })),
  type: v.optional(v.picklist(['full', 'trailer', 'bonus'])),
  explicit: v.optional(v.boolean()),
  image: v.optional(about(address, 'The cover of the episode. Absent: the image of the article.')),
  transcripts: v.optional(v.array(transcript)),
  chapters_url: v.optional(about(address, 'A file of JSON Chapters.')),
  chapters: v.optional(v.array(chapter)),
  persons: v.optional(v.array(person)),
  soundbites: v.optional(v.array(soundbite)),
  license: v.optional(v.strictObject({ name, url: v.optional(address) })),
  funding: v.optional(v.array(funding)),
  txt: v.optional(about(v.array(txt), 'Texts for services, such as those that verify an owner.')),
  alternates: v.optional(v.array(alternate)),
  block: v.optional(about(v.literal(true), 'Directories of podcasts leave the episode out.')),
});

const articleEntries = {
  id: about(name, 'An absolute IRI, as in the Atom feeds. It never changes.'),
  guid: v.optional(about(name, 'The id in RSS and JSON Feed, where it is another text.')),
  url: about(address, 'The page of the article.'),
  address: about(name, 'The path of the page, decoded: `/articles/hello`.'),
  kind: v.optional(
    about(v.literal('page'), 'A page of the site, such as "about": in no feed. Absent: an article.'),
  ),
  external_url: v.optional(about(address, 'The page that the article is about.')),
  title: name,
  content_html: v.optional(
    about(text, 'Sanitised HTML; links and pictures are absolute. Absent: it has no body.'),
  ),
  content_text: v.optional(about(text, 'The summary, if the article has no body.')),
  summary: about(name, 'Plain text.'),
  image: v.optional(address),
  date_published: moment,
  date_modified: moment,
  authors: v.optional(v.array(author)),
  categories: v.array(name),
  tags: v.array(name),
  language: v.optional(about(text, 'BCP 47. Absent: the language of the site.')),
  attachments: v.optional(about(v.array(attachment), 'Audio and video.')),
  _podcast: v.optional(episode),
};

const article = v.strictObject(articleEntries);
/** With `fields`, only the named ones and the id. */
export const partialArticle = v.strictObject({ ...v.partial(article).entries, id: articleEntries.id });
export type AppArticle = v.InferOutput<typeof article>;

const fields = Object.keys(articleEntries) as (keyof AppArticle)[];

const kind = v.picklist(['category', 'tag', 'author']);

export const siteDocument = v.strictObject({
  url: address,
  title: name,
  description: text,
  language: text,
  icon: v.optional(address),
  articles: about(v.number(), 'The number of articles in the feeds.'),
  feeds,
});

export const articlesDocument = v.strictObject({ articles: v.array(partialArticle) });
export const articleDocument = v.strictObject({ article: partialArticle });

export const match = v.strictObject({
  excerpt: v.optional(
    about(name, 'The passage with the words, plain text. Absent: the words are in the title alone.'),
  ),
  article: partialArticle,
});
export const matchesDocument = v.strictObject({ matches: v.array(match) });

export const term = v.strictObject({ kind, name, articles: v.number(), url: address, feeds });
export const termsDocument = v.strictObject({ terms: v.array(term) });

const present = v.strictObject({
  change: v.picklist(['added', 'updated', 'moved']),
  id: articleEntries.id,
  article: partialArticle,
});
const removed = v.strictObject({ change: v.literal('removed'), id: articleEntries.id });
export const change = v.variant('change', [present, removed]);

export const changesDocument = v.strictObject({
  changes: v.array(change),
  cursor: about(name, 'For `since` of the next request.'),
  more: about(v.boolean(), 'Whether there are more changes already.'),
});

/** Problem details (RFC 9457). */
export const problem = v.strictObject({
  title: name,
  status: v.number(),
  detail: about(name, 'What is wrong, and what to do about it.'),
  parameter: v.optional(about(text, 'The parameter at fault.')),
});

// What apps send. JSON Schema has the values as they are written in a query.

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
