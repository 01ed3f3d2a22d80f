/**
 * The contract of `/v1`: what apps send and get. An article is an item of JSON Feed 1.1, with categories and tags apart; so
 * what reads our feeds reads this, too.
 */

import * as v from 'valibot';
import { limits } from '../../limits.ts';

const about = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const text = v.string();
const address = v.pipe(v.string(), v.url());
const moment = v.pipe(v.string(), v.isoTimestamp());
const name = v.pipe(v.string(), v.minLength(1));

const feeds = v.strictObject({ rss: address, atom: address, json: address });

const author = v.strictObject({ name, url: v.optional(address) });

const attachment = v.strictObject({
  url: address,
  mime_type: text,
  size_in_bytes: v.optional(v.number()),
  duration_in_seconds: v.optional(v.number()),
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
};

const article = v.strictObject(articleEntries);
/** With `fields`, only the named ones and the id. */
const partialArticle = v.strictObject({ ...v.partial(article).entries, id: articleEntries.id });
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

export const termsDocument = v.strictObject({
  terms: v.array(v.strictObject({ kind, name, articles: v.number(), url: address, feeds })),
});

const change = (changes: readonly ['added', 'updated', 'moved']) =>
  v.strictObject({ change: v.picklist(changes), id: articleEntries.id, article: partialArticle });

export const changesDocument = v.strictObject({
  changes: v.array(
    v.variant('change', [
      change(['added', 'updated', 'moved']),
      v.strictObject({ change: v.literal('removed'), id: articleEntries.id }),
    ]),
  ),
  cursor: about(name, 'For `since` of the next request.'),
  more: about(v.boolean(), 'Whether there are more changes already.'),
});

// What apps send.

const list = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,4}$/, `a number from 1 to ${most}`),
    v.transform(Number),
    v.minValue(1, `a number from 1 to ${most}`),
    v.maxValue(most, `a number from 1 to ${most}`),
  );

const term = v.pipe(
  v.string(),
  v.minLength(1, 'a name'),
  v.maxLength(limits.termLength, `at most ${limits.termLength} characters`),
  v.transform((given) => given.normalize('NFC')),
);

const datePattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;
const dateForm = 'a date or a moment with its zone, such as 2026-01-31 or 2026-01-31T09:00:00Z';

/** `Date.parse` makes March 3 of February 31. */
function isDay(given: string): boolean {
  const day = given.slice(0, 10);
  const at = Date.parse(day);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
}

const date = v.pipe(
  v.string(),
  v.regex(datePattern, dateForm),
  v.check(isDay, dateForm),
  v.transform((given) => Date.parse(given)),
  v.check((at) => Number.isFinite(at), dateForm),
);

const selectedFields = v.pipe(
  v.string(),
  v.transform((given) => given.split(',')),
  v.check(
    (names) => names.every((each) => (fields as string[]).includes(each)),
    `names from this list, separated by commas: ${fields.join(', ')}`,
  ),
  v.transform((names) => names as (keyof AppArticle)[]),
);

const cursor = v.string();

export const articlesQuery = v.object({
  category: v.optional(v.array(term)),
  tag: v.optional(term),
  author: v.optional(term),
  language: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8}){0,7}$/, 'a BCP 47 tag, such as zh or en-GB'),
    ),
  ),
  published_after: v.optional(date),
  published_before: v.optional(date),
  address: v.optional(v.pipe(v.string(), v.minLength(1, 'the address of an article'))),
  fields: v.optional(selectedFields),
  limit: v.optional(list(limits.appEntries)),
  cursor: v.optional(cursor),
});

export const articleQuery = v.object({ fields: v.optional(selectedFields) });

export const changesQuery = v.object({
  since: v.optional(cursor),
  fields: v.optional(selectedFields),
  limit: v.optional(list(limits.appEntries)),
});

export const termsQuery = v.object({
  kind: v.optional(v.picklist(['category', 'tag', 'author'], 'category, tag or author')),
  limit: v.optional(list(limits.appTerms)),
  cursor: v.optional(cursor),
});

export const noQuery = v.object({});
