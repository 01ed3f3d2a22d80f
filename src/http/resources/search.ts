/** `/search?q=`: a page of what matches best, and the same as feeds of what is newest. */

import { formatOfFile, formats } from '../../feed/formats.ts';
import { feedUrl, pageUrl } from '../../site/urls.ts';
import { queryOf } from '../../site/query.ts';
import { searchPage } from '../../pages/search.tsx';
import { feedCacheControl } from '../answer/cache-control.ts';
import { Payload } from '../answer/payload.ts';
import { catalogOf, queued, parameterOf, pathnameOf, siteOf, type AppContext } from '../context.ts';
import { errorResponse } from '../answer/errors.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { page } from '../answer/page.ts';
import { fileIn } from '../../site/paths.ts';
import { Representation, type Answer } from '../answer/representation.ts';

/** One spelling for all queries that find the same. */
export const readQuery = (value: string): string | undefined => queryOf(value).text || undefined;

export async function serveSearch(c: AppContext): Promise<Answer> {
  const query = queryOf(parameterOf(c, 'q') ?? '');
  const ask = async () => catalogOf(c).search(query.text);
  const found = query.words.length > 0 ? await queued(c, 'search', query.text, ask) : undefined;
  return page(c, {
    lastModified: found?.lastModified ?? 0,
    render: (view) => searchPage(view, { query, ...found }),
  });
}

/** `/search/rss.xml?q=` … */
export async function serveSearchFeed(c: AppContext): Promise<Answer | Response> {
  const file = fileIn(pathnameOf(c));
  const format = formatOfFile.get(file);
  if (!format)
    return errorResponse(c, 404, `A search has these feeds: ${[...formatOfFile.keys()].join(', ')}.`);
  const { text } = queryOf(parameterOf(c, 'q') ?? '');
  if (text === '') return errorResponse(c, 400, 'Say what to search for: ?q=words');
  const ask = async () => catalogOf(c).searchFeed(text, format);
  const document = await queued(c, 'searchFeed', `${format} ${text}`, ask);
  const site = siteOf(c);
  const scope = { kind: 'search', query: text } as const;
  const headers = {
    ...publicHeaders,
    'Content-Type': formats[format].type,
    'Cache-Control': feedCacheControl(site.feedMaxAge),
    Link: linkHeader([
      { href: feedUrl(site, scope, file), rel: 'self' },
      { href: pageUrl(site, scope), rel: 'alternate', type: 'text/html' },
    ]),
  };
  return new Representation({ ...document, headers, payload: new Payload(document.body) });
}
