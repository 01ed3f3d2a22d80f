/** The pages of scopes: `/`, `/categories/{name}/`, `/tags/{name}/`, `/authors/{name}/`. */

import { scopePath, type Scope } from '../feed/scope.ts';
import { contentSecurityPolicy } from '../pages/layout.tsx';
import { listPage, type ListedFeed, type ListItem } from '../pages/list.tsx';
import { etagOf } from '../store/etag.ts';
import { cacheControl } from './caching.ts';
import { Content } from './content.ts';
import { changedAt, siteOf, type AppContext } from './context.ts';
import { feedDocument, noFeedAt } from './feeds.ts';
import { linkHeader, publicAnswer } from './headers.ts';
import { feedIndex } from './opml.ts';
import { Representation, type Answer } from './representation.ts';

/** What the page needs of an item of our own JSON Feed. */
interface FeedItem {
  url: string;
  title: string;
  summary?: string;
  date_published: string;
  image?: string;
}

export async function serveList(c: AppContext, scope: Scope): Promise<Answer | Response> {
  const site = siteOf(c);
  // The feed holds just what the page shows, in one read.
  const feed = await feedDocument(c, scope, 'json');
  if (!feed) return noFeedAt(c);
  const { items } = JSON.parse(new TextDecoder().decode(feed.body)) as { items: FeedItem[] };
  const body = listPage(site, scope, items.map(toListItem), scope.kind === 'all' ? await listedFeeds(c) : []);
  const headers = {
    ...publicAnswer,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy,
    'Cache-Control': cacheControl.page,
    Link: linkHeader([{ href: site.url + scopePath(scope), rel: 'canonical' }]),
  };
  const lastModified = changedAt(c, feed.lastModified);
  return new Representation({ etag: etagOf(body), lastModified, headers, content: new Content(body) });
}

/** The feeds of categories: those that the home page offers beside everything. */
async function listedFeeds(c: AppContext): Promise<ListedFeed[]> {
  const { terms } = await feedIndex(c);
  return terms
    .filter(({ kind }) => kind === 'category')
    .map(({ name, count }) => ({ scope: { kind: 'category', names: [name] }, count }));
}

function toListItem({ url, title, summary = '', date_published, image }: FeedItem): ListItem {
  return {
    url,
    title,
    summary,
    published: Date.parse(date_published),
    ...(image !== undefined && { image }),
  };
}
