/** The tools of `edgefeed mcp`: what a model may ask a site for. */

import * as v from 'valibot';
import type { Client, Field } from '../../client/client.ts';
import { limits } from '../../limits.ts';
import { dayOrMoment, dayOrMomentPattern } from '../../site/day-or-moment.ts';

export interface Tool<Input extends v.GenericSchema = v.GenericSchema> {
  name: string;
  title: string;
  description: string;
  input: Input;
  /** @param given valid @throws Error with a sentence for the user */
  run: (client: Client, given: v.InferOutput<Input>, signal: AbortSignal) => Promise<object>;
}

const tool = <Input extends v.GenericSchema>(given: Tool<Input>): Tool => given as unknown as Tool;

const about = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.exactOptional(v.pipe(schema, v.description(description)));

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.urlLength));
const most = (what: string, usual: number) =>
  about(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.appEntries)),
    `${what} at most; ${usual} by default.`,
  );
const date = (which: string) =>
  about(
    v.pipe(v.string(), v.regex(dayOrMomentPattern, 'a date such as 2026-01-31')),
    `Only articles published ${which} this date (2026-01-31) or moment (2026-01-31T09:00:00Z).`,
  );

/** @throws Error with a sentence for the model: the schema allows February 30 */
function dateOf(text: string): Date {
  const at = dayOrMoment(text);
  if (at === undefined) throw new Error(`There is no date "${text}"; give one such as 2026-01-31.`);
  return new Date(at);
}

/** What tells articles apart; their texts come one by one, with `read`. */
const overview = [
  'title',
  'url',
  'address',
  'summary',
  'date_published',
  'date_modified',
  'authors',
  'categories',
  'tags',
  'language',
] as const satisfies readonly Field[];

const usualResults = 10;
const usualArticles = 20;

const search = tool({
  name: 'search',
  title: 'Search the site',
  description:
    'Finds articles of the site that contain all of the words, the best matches first, each with the passage that has them.',
  input: v.object({
    words: v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(limits.queryLength),
      v.description('In any script.'),
    ),
    limit: most('Results', usualResults),
  }),
  async run(client, { words, limit = usualResults }, signal) {
    const matches = [];
    for await (const { excerpt, article } of client.search(words, { fields: overview, signal })) {
      matches.push({ ...article, ...(excerpt !== undefined && { excerpt }) });
      if (matches.length === limit) break;
    }
    return { matches };
  },
});

const read = tool({
  name: 'read',
  title: 'Read an article',
  description:
    'Gives one whole article, with its text in HTML, by its id, its address or its URL. Of a long text it gives a part; `next`, if it is there, is the `from` of the next part.',
  input: v.object({
    article: v.pipe(text, v.description('The id, the address (/articles/hello) or the URL of the article.')),
    from: about(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), '`next` of the part before.'),
  }),
  async run(client, { article: named, from = 0 }, signal) {
    const isAddress = named.startsWith('/') || /^https?:/.test(named);
    const byAddress = isAddress
      ? await client.articleAt(named, { signal }).catch(unlessElsewhere)
      : undefined;
    const found = byAddress ?? (await client.article(named, { signal }));
    if (!found) throw new Error(`The site has no article "${named}"; search for it, or list the articles.`);
    const { content_html: whole, ...article } = found;
    if (whole === undefined) return { article };
    const end = from + limits.mcpTextLength;
    // A part may begin or end within a surrogate pair.
    const part = whole.slice(from, end).toWellFormed();
    return { article: { ...article, content_html: part }, ...(end < whole.length && { next: end }) };
  },
});

/** An id may be an address of another site. */
function unlessElsewhere(error: unknown): undefined {
  if ((error as { status?: number }).status !== 400) throw error;
}

const list = tool({
  name: 'list',
  title: 'List articles',
  description: 'Lists articles, the newest first; `next`, if there is one, is the `cursor` of the next page.',
  input: v.object({
    category: about(text, 'Only articles in this category.'),
    tag: about(text, 'Only articles with this tag.'),
    author: about(text, 'Only articles of this author.'),
    published_after: date('after'),
    published_before: date('before'),
    limit: most('Articles', usualArticles),
    cursor: about(text, '`next` of the page before.'),
  }),
  async run(client, { published_after, published_before, limit = usualArticles, ...given }, signal) {
    const { articles, next } = await client.articlesPage({
      ...given,
      limit,
      fields: overview,
      signal,
      ...(published_after !== undefined && { publishedAfter: dateOf(published_after) }),
      ...(published_before !== undefined && { publishedBefore: dateOf(published_before) }),
    });
    return { articles, ...(next !== undefined && { next }) };
  },
});

const changes = tool({
  name: 'changes',
  title: 'What has changed',
  description:
    'Lists what was added, updated, moved or removed since a cursor; without one, all that is published. `cursor` is for the next call; `more`: there is more already.',
  input: v.object({ since: about(text, '`cursor` of the call before.') }),
  async run(client, { since }, signal) {
    const { value } = await client.changes({ since, fields: overview, signal }).next();
    return value ?? {};
  },
});

export const tools: readonly Tool[] = [search, read, list, changes];
