/**
 * The contract of `/v1`: what apps get; queries.ts has what they send. An article is an item of JSON Feed 1.1, with categories and tags apart; so
 * what reads our feeds reads this, too.
 */

import * as v from 'valibot';

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

/** The names of an article's fields. */
export const fields = Object.keys(articleEntries) as (keyof AppArticle)[];

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
