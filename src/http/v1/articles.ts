/** `/v1/articles`: articles, the newest first, and single ones by id or address. */

import * as v from 'valibot';
import { iriOf } from '../../article/fields/id.ts';
import { positionOf, type Position } from '../../site/cursor.ts';
import { decodeOpaque, encodeOpaque } from '../../site/opaque-cursor.ts';
import { addressIn, decodedPath, MalformedPath } from '../../site/paths.ts';
import { NotFound } from '../answer/errors.ts';
import type { Answer } from '../answer/representation.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';
import { addressDocument, articleWithId, selectedArticles } from '../documents/documents.ts';
import { json } from './answer.ts';
import { appArticle } from './article.ts';
import { articleQuery, articlesQuery, usualArticles, type AppArticle } from './contract.ts';
import { badCursor, invalid, nextLink, queryIn } from './query.ts';

const place = v.strictTuple([v.literal('articles'), v.number(), v.number(), v.string()]);

export async function serveArticles(c: AppContext): Promise<Answer | NotFound | Response> {
  const query = queryIn(c, articlesQuery);
  if (query instanceof Response) return query;
  const { category = [], tag, author, language, address, fields, limit = usualArticles, cursor } = query;
  if (address !== undefined) return serveAddress(c, address, fields);
  const after = cursor === undefined ? undefined : decodeOpaque(place, cursor);
  if (cursor !== undefined && !after) return badCursor(c, 'cursor');
  const selection = {
    categories: category,
    tag,
    author,
    language,
    publishedAfter: query.published_after,
    publishedBefore: query.published_before,
  };
  const { articles, next, lastModified } = await selectedArticles(
    c,
    selection,
    after && positionIn(after),
    limit,
  );
  const { url } = siteOf(c);
  const document = { articles: articles.map((article) => appArticle(url, article, fields)) };
  return json(document, lastModified, next ? [nextLink(c, cursorAt(next))] : []);
}

const cursorAt = ({ published, arrival = 0, id }: Position): string =>
  encodeOpaque(['articles', published, arrival, id]);

const positionIn = ([, published, arrival, id]: v.InferOutput<typeof place>): Position =>
  positionOf({ published, arrival, id });

/** The article at an address, as a list of one; or of none. @param given a path or an absolute address of the site */
async function serveAddress(
  c: AppContext,
  given: string,
  fields: (keyof AppArticle)[] | undefined,
): Promise<Answer | Response> {
  const { url } = siteOf(c);
  const asked = addressOf(given, url);
  if (asked === undefined)
    return invalid(c, 'address', `"address" has to be an address of this site, such as /articles/hello.`);
  const document = await addressDocument(c, asked);
  const known = document?.state === 'article' && document.article.kind !== 'unlisted' ? document : undefined;
  // KV has the body as the page shows it, and apps get the one of feeds.
  const found = known?.typeset ? await articleWithId(c, known.article.id) : known;
  return json({ articles: found ? [appArticle(url, found.article, fields)] : [] }, found?.lastModified ?? 0);
}

/** The address of an article that a text names, which may be percent-encoded; undefined: it names none. */
function addressOf(given: string, siteUrl: string): string | undefined {
  const url = URL.parse(given, siteUrl);
  if (url?.origin !== new URL(siteUrl).origin || !url.pathname.startsWith('/articles/')) return undefined;
  try {
    return addressIn(url.pathname).address;
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
  const id = decodedPath(pathnameOf(c)).slice('/v1/articles/'.length);
  const found = await articleWithId(c, iriOf(id));
  if (!found) return noSuchArticle;
  return json({ article: appArticle(siteOf(c).url, found.article, query.fields) }, found.lastModified);
}

const noResource = new NotFound(
  404,
  'There is no such resource; there are /v1/site, /v1/articles, /v1/terms and /v1/changes.',
);

export const noSuchResource = async (): Promise<NotFound> => noResource;
