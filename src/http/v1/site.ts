/** `/v1/site`: what an app shows of a site before it has read an article. */

import { formats, feedFormats } from '../../feed/formats.ts';
import type { Site } from '../../site/config.ts';
import type { FeedScope } from '../../site/scope.ts';
import { feedUrl } from '../../site/urls.ts';
import type { Answer } from '../answer/representation.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { indexDocument } from '../documents/documents.ts';
import { json } from './answer.ts';
import { noQuery } from './queries.ts';
import { descriptionLinks } from './links.ts';
import { queryIn } from './query.ts';

export async function serveSite(c: AppContext): Promise<Answer | Response> {
  const query = queryIn(c, noQuery);
  if (query instanceof Response) return query;
  const site = siteOf(c);
  const { terms, lastModified } = await indexDocument(c);
  const document = {
    url: `${site.url}/`,
    title: site.title,
    description: site.description,
    language: site.language,
    ...(site.icon && { icon: site.icon }),
    articles: terms.find(({ kind }) => kind === 'all')?.count ?? 0,
    feeds: feedsOf(site, { kind: 'all' }),
  };
  return json(document, changedAt(c, lastModified), descriptionLinks(site.url));
}

/** The addresses of a feed by format. */
export const feedsOf = (site: Site, scope: FeedScope): Record<string, string> =>
  Object.fromEntries(feedFormats.map((format) => [format, feedUrl(site, scope, formats[format].file)]));
