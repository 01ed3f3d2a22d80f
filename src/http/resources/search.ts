/** `/search?q=`: pages of the best matches, and feeds of the newest ones. */

import { everyFormat, formatOfFile, formats, isOfShows } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import { searchPage } from '../../pages/search.tsx';
import { fileIn } from '../../site/paths.ts';
import { queryOf } from '../../site/query.ts';
import { feedUrl, pageUrl, withLimit } from '../../site/urls.ts';
import { feedCacheControl } from '../answer/cache-control.ts';
import { errorResponse, NotFound } from '../answer/errors.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { page } from '../answer/page.ts';
import { Payload } from '../answer/payload.ts';
import { Representation, type Answer } from '../answer/representation.ts';
import { parameterOf, pathnameOf, siteOf, type AppContext } from '../context.ts';
import { searchDocument, searchFeedDocument } from '../documents/documents.ts';
import { invalidLimit, limitIn } from './feed-limit.ts';

/** Normalises `q` for the cache key: queries with the same results get the same text. */
export const readQuery = (value: string): string | undefined => queryOf(value).text || undefined;

/** The page of the results that is asked for: the first one for whatever is no number of another. */
function pageIn(text: string | undefined): number {
  const page = /^[1-9]\d?$/.test(text ?? '') ? Number(text) : 1;
  return page <= limits.searchPages ? page : 1;
}

/** Normalises `page` for the cache key. */
export const readPage = (value: string): string | undefined => {
  const number = pageIn(value);
  return number === 1 ? undefined : String(number);
};

export async function serveSearch(c: AppContext): Promise<Answer> {
  const query = queryOf(parameterOf(c, 'q') ?? '');
  const number = pageIn(parameterOf(c, 'page'));
  const found = query.words.length > 0 ? await searchDocument(c, query.text, number) : undefined;
  return page(c, {
    lastModified: found?.lastModified ?? 0,
    render: (view) => searchPage(view, { query, page: number, ...found }),
  });
}

const noSuchFeed = new NotFound(
  404,
  `A search has only these feeds: ${Object.values(formats)
    .map(({ file }) => file)
    .join(', ')}.`,
);

/** `/search/rss.xml?q=` … */
export async function serveSearchFeed(c: AppContext): Promise<Answer | NotFound | Response> {
  const file = fileIn(pathnameOf(c));
  const format = formatOfFile.get(file);
  if (!format || isOfShows(format)) return noSuchFeed;
  const { text } = queryOf(parameterOf(c, 'q') ?? '');
  if (text === '') return errorResponse(c, 400, 'Add the words to search for, as in ?q=words.');
  const limit = limitIn(parameterOf(c, 'limit'));
  if (Number.isNaN(limit)) return invalidLimit(c);
  const document = await searchFeedDocument(c, text, format, limit);
  const site = siteOf(c);
  const scope = { kind: 'search', query: text } as const;
  const headers = {
    ...publicHeaders,
    'Content-Type': everyFormat[format].type,
    'Cache-Control': feedCacheControl(site.feedMaxAge),
    Link: linkHeader([
      { href: withLimit(feedUrl(site, scope, file), limit), rel: 'self' },
      { href: pageUrl(site, scope), rel: 'alternate', type: 'text/html' },
    ]),
  };
  return new Representation({ ...document, headers, payload: new Payload(document.body, document.encoding) });
}
