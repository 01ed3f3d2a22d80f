/** `/v1/articles`: articles, the newest first, and single ones by id or address. */

import * as v from 'valibot';
import { iriOf } from '../../article/fields/id.ts';
import { tidyText } from '../../article/text.ts';
import type { PageStart } from '../../catalog/read/app-walk.ts';
import { positionOf } from '../../site/cursor.ts';
import { decodeOpaque, encodeOpaque } from '../../site/opaque-cursor.ts';
import { decodedPath, MalformedPath } from '../../site/paths.ts';
import { NotFound } from '../answer/errors.ts';
import type { Answer } from '../answer/representation.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';
import { addressDocument, articleWithId, selectedArticles } from '../documents/documents.ts';
import { addressesMeant } from './address.ts';
import { written } from './answer.ts';
import { articleJson } from './article.ts';
import { type AppArticle } from './contract.ts';
import { articleQuery, articlesQuery, usualArticles } from './queries.ts';
import { pageLinks } from './links.ts';
import { badCursor, invalid, queryIn } from './query.ts';

const place = v.strictTuple([v.picklist(['articles', 'newer']), v.number(), v.number(), v.string()]);

/** The conditions of a list, which an address alone fulfils. */
const selecting = [
  'q',
  'category',
  'tag',
  'author',
  'language',
  'published_after',
  'published_before',
  'cursor',
] as const;

export async function serveArticles(c: AppContext): Promise<Answer | NotFound | Response> {
  const query = queryIn(c, articlesQuery);
  if (query instanceof Response) return query;
  const { q, category = [], tag, author, language, address, fields, limit = usualArticles, cursor } = query;
  if (address !== undefined) {
    const other = selecting.find((name) => query[name] !== undefined);
    if (other)
      return invalid(c, other, `"${other}" cannot be combined with "address"; leave one of them out.`);
    return serveAddress(c, address, fields);
  }
  const { url } = siteOf(c);
  const given = cursor === undefined ? undefined : decodeOpaque(place, cursor, url);
  if (cursor !== undefined && !given) return badCursor(c, 'cursor');
  const selection = {
    query: q,
    categories: category,
    tag,
    author,
    language,
    publishedAfter: query.published_after,
    publishedBefore: query.published_before,
  };
  const page = await selectedArticles(c, selection, given && startAt(given), limit, fields);
  const cursorOf = (start: PageStart | undefined) => start && cursorAt(start, url);
  const links = pageLinks(c, { next: cursorOf(page.next), previous: cursorOf(page.previous) });
  return written(`{"articles":${page.articles}}`, page.lastModified, links);
}

const cursorAt = ({ direction, from: { published, arrival = 0, id } }: PageStart, url: string): string =>
  encodeOpaque([direction === 'newer' ? 'newer' : 'articles', published, arrival, id], url);

const startAt = ([kind, published, arrival, id]: v.InferOutput<typeof place>): PageStart => ({
  direction: kind === 'newer' ? 'newer' : 'older',
  from: positionOf({ published, arrival, id }),
});

/** The article at an address, as a list of one; or of none. @param given a path or an absolute address of the site */
async function serveAddress(
  c: AppContext,
  given: string,
  fields: (keyof AppArticle)[] | undefined,
): Promise<Answer | Response> {
  const { url } = siteOf(c);
  const asked = addressesMeant(given, url);
  if (asked.length === 0)
    return invalid(c, 'address', `"address" has to be an address of this site, such as /articles/hello.`);
  for (const address of asked) {
    const found = await articleAt(c, address, fields);
    if (found) return written(`{"articles":[${found.article}]}`, found.lastModified);
  }
  return written('{"articles":[]}', 0);
}

/** @returns the article as JSON */
async function articleAt(
  c: AppContext,
  address: string,
  fields: (keyof AppArticle)[] | undefined,
): Promise<{ article: string; lastModified: number } | null> {
  const document = await addressDocument(c, address);
  if (document?.state !== 'article' || document.article.kind === 'unlisted') return null;
  const { article, typeset, lastModified } = document;
  // KV has the body as the page shows it, and apps get the one of feeds.
  if (typeset) return articleWithId(c, article.id, fields);
  return { article: articleJson(siteOf(c).url, article, fields), lastModified };
}

/** The id in a path. A guid is an id as its author wrote it, which the catalog knows by the IRI of its tidy form. */
function idIn(pathname: string): string | undefined {
  try {
    return iriOf(tidyText(decodedPath(pathname).slice('/v1/articles/'.length)));
  } catch (error) {
    if (error instanceof MalformedPath) return undefined;
    throw error;
  }
}

const noSuchArticle = new NotFound(
  404,
  'There is no article with this id; percent-encode it, as in /v1/articles/urn%3Auuid%3A….',
);

export async function serveArticleWithId(c: AppContext): Promise<Answer | NotFound | Response> {
  const query = queryIn(c, articleQuery);
  if (query instanceof Response) return query;
  const id = idIn(pathnameOf(c));
  if (id === undefined) return invalid(c, 'id', 'The id has to be percent-encoded UTF-8.');
  const found = await articleWithId(c, id, query.fields);
  return found ? written(`{"article":${found.article}}`, found.lastModified) : noSuchArticle;
}

const noResource = new NotFound(404, 'There is no such resource; /v1/ lists those that there are.');

export const noSuchResource = async (): Promise<NotFound> => noResource;
