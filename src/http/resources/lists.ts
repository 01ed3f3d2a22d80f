/** The pages of scopes: `/categories/{name}/`, `/tags/{name}/`, `/authors/{name}/`, and their older articles. */

import type { Cursor } from '../../site/cursor.ts';
import { iriOf } from '../../article/fields/id.ts';
import { listPath } from '../../site/urls.ts';
import type { Card } from '../../site/card.ts';
import { leadOf } from '../../site/lead.ts';
import type { JsonFeed } from '../../feed/json.ts';
import { scopePath, termOf, type Scope } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import { listPage, type ListContent } from '../../pages/list.tsx';
import type { IndexDocument, ListDocument, ShowCard, ShowDocument } from '../../store/documents.ts';
import { siteOf, type AppContext } from '../context.ts';
import type { NotFound } from '../answer/errors.ts';
import { noFeed } from './feeds.ts';
import { linkHeader } from '../answer/headers.ts';
import { page } from '../answer/page.ts';
import { Payload } from '../answer/payload.ts';
import type { Answer } from '../answer/representation.ts';
import { Unavailable } from '../documents/fallback.ts';
import { feedDocument, indexDocument, listDocument, showDocument } from '../documents/documents.ts';

/** Articles on a page. */
const pageLength = 24;
/** How many categories are offered to narrow a list down. */
const mostRelated = 12;

/** The first page, made from the JSON Feed of the scope; without articles, from its show alone. */
export async function serveList(c: AppContext, scope: Scope): Promise<Answer | NotFound> {
  const site = siteOf(c);
  const [feed, index] = await Promise.all([feedDocument(c, scope, 'json'), indexDocument(c)]);
  const show = await showDocument(c, scope, index).catch((error: unknown) => {
    // The articles are known, and the catalog has failed: the page goes without its show.
    if (feed && error instanceof Unavailable) return null;
    throw error;
  });
  if (!feed) return show ? serveShow(c, scope, show) : noFeed;
  const plain = new Payload(feed.body, feed.encoding).plain;
  const content = newestContent(site.url, scope, plain, index, show ?? undefined);
  return page(c, {
    lastModified: Math.max(feed.lastModified, show?.lastModified ?? 0),
    render: (view) => listPage(view, content),
    headers: { Link: linkHeader([{ href: site.url + content.path, rel: 'canonical' }]) },
  });
}

/** The page of a show whose category has no article yet. */
async function serveShow(
  c: AppContext,
  scope: Scope,
  { lastModified, ...show }: ShowDocument,
): Promise<Answer> {
  const content = { scope, show, cards: [], related: [], path: scopePath(scope) };
  return page(c, {
    lastModified,
    render: (view) => listPage(view, content),
    headers: { Link: linkHeader([{ href: siteOf(c).url + content.path, rel: 'canonical' }]) },
  });
}

/** Whether a scope has a page: it has articles, or a show. */
export const hasPage = async (c: AppContext, scope: Scope): Promise<boolean> =>
  (await feedDocument(c, scope, 'json')) !== null ||
  (await showDocument(c, scope, await indexDocument(c))) !== null;

/** Selects what the first page of a scope shows. @param feed its JSON Feed @param show absent: it has none */
export function newestContent(
  siteUrl: string,
  scope: Scope,
  feed: Uint8Array,
  index: IndexDocument,
  show?: ShowCard,
): ListContent {
  const { items, next_url } = JSON.parse(new TextDecoder().decode(feed)) as JsonFeed;
  const shown = items.slice(0, pageLength);
  const cards = cardsOfItems(siteUrl, shown);
  const more = next_url !== undefined || items.length > shown.length;
  const last = more ? cards.at(-1) : undefined;
  return {
    scope,
    show,
    cards,
    count: countOf(scope, index) ?? (more ? undefined : items.length),
    related: relatedTo(scope, shown, index),
    path: scopePath(scope),
    ...(last && {
      older: listPath(scope, {
        after: { published: last.published, id: last.id },
        take: pageLength,
        head: false,
      }),
    }),
  };
}

/** A page of older articles, rendered by the catalog on demand. */
export async function serveOlder(c: AppContext, scope: Scope, cursor: Cursor): Promise<Answer | NotFound> {
  const list = await listDocument(c, scope, cursor);
  if (!list) return noFeed;
  const content = olderContent(scope, cursor, list);
  return page(c, { lastModified: list.lastModified, render: (view) => listPage(view, content) });
}

export function olderContent(scope: Scope, cursor: Cursor, list: ListDocument): ListContent {
  return {
    scope,
    cards: list.cards,
    count: list.count,
    related: [],
    path: listPath(scope, cursor),
    newer: list.newer === 'first' ? scopePath(scope) : listPath(scope, list.newer),
    ...(list.older && { older: listPath(scope, list.older) }),
  };
}

/** Of articles with the same picture the first shows it. */
function cardsOfItems(siteUrl: string, items: JsonFeed['items']): Card[] {
  const seen = new Set<string>();
  return items.map((item) => {
    const { thumbnail, ...card } = cardOfItem(siteUrl, item);
    if (thumbnail === undefined || seen.has(item.image!)) return card;
    seen.add(item.image!);
    return { ...card, thumbnail };
  });
}

function cardOfItem(siteUrl: string, item: JsonFeed['items'][number]): Card {
  const { id: guid, url, title, summary, content_html, date_published, authors = [], image, language } = item;
  const path = url.slice(siteUrl.length);
  return {
    // The guid may be any text; cursors of older pages need the id.
    id: iriOf(guid),
    path,
    title,
    summary: leadOf({ title, summary, html: content_html ?? '' }),
    published: Date.parse(date_published),
    authors: authors.map(({ name }) => name),
    ...(image !== undefined && { thumbnail: path.replace('/articles/', '/thumbnails/') }),
    ...(language !== undefined && { language }),
  };
}

/** The number of articles of a single term, from the index; undefined for combined categories. */
function countOf(scope: Scope, { terms }: IndexDocument): number | undefined {
  const of = termOf(scope);
  return of && terms.find(({ kind, name }) => kind === of.kind && name === of.name)?.count;
}

/** Other categories of the shown articles, the most common first. */
function relatedTo(scope: Scope, items: JsonFeed['items'], { terms }: IndexDocument): string[] {
  if (scope.kind !== 'category' || scope.names.length === limits.combinedCategories) return [];
  const categories = new Set(terms.filter(({ kind }) => kind === 'category').map(({ name }) => name));
  for (const name of scope.names) categories.delete(name);
  const counts = new Map<string, number>();
  for (const { tags = [] } of items) {
    for (const name of tags) if (categories.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (
    [...counts]
      // A category of all shown articles narrows nothing down.
      .filter(([, count]) => count < items.length)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostRelated)
      .map(([name]) => name)
  );
}
