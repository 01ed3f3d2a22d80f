/** Feeds as documents: the subscription document, the pages of the archive, and the feed of a search. */

import type { Site } from '../../site/config.ts';
import { archivePage, standsAlone, subscriptionPaging } from '../../feed/archive.ts';
import { pageSize, type Cursor } from '../../site/cursor.ts';
import { Budget } from '../../feed/budget.ts';
import type { Feed } from '../../feed/feed.ts';
import type { FeedFormat } from '../../feed/formats.ts';
import { everyFormat, isOfShows } from '../../feed/formats.ts';
import type { Query } from '../../site/query.ts';
import { termOf, type Scope } from '../../site/scope.ts';
import type { FeedDocument } from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import { utf8Of } from '../../utf8.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { StopAfter } from '../tables/listings.ts';
import type { Tables } from '../tables/tables.ts';
import { articlesOf, isCombination, newestChange } from './entries.ts';
import { filling } from './facts.ts';
import { sourceOf, type FeedSource } from './feed-source.ts';

interface Choice {
  /** Articles that the reader asked for, 1 to 200; absent: as many as the document holds. */
  limit?: number | undefined;
  /** When the feed last changed, ms; absent: derived from its articles. */
  changedAt?: number | undefined;
}

/** Stops with the first article that does not fit: it shows that there are more. */
function beyond(budget: Budget): StopAfter {
  return (article) => !budget.takes(article);
}

/**
 * A feed's subscription document in some formats.
 * @returns null for a scope without live articles, except for everything and shows, which have a feed even when it is empty
 */
export function renderFeed(
  tables: Tables,
  site: Site,
  scope: Scope,
  wanted: readonly FeedFormat[],
  choice: Choice = {},
): Partial<Record<FeedFormat, FeedDocument>> | null {
  const documents: Partial<Record<FeedFormat, FeedDocument>> = {};
  for (const isPodcast of [false, true]) {
    const formats = wanted.filter((format) => isOfShows(format) === isPodcast);
    const source = formats.length > 0 ? sourceOf(tables, scope, isPodcast) : undefined;
    const content = source && subscription(tables, site, source, choice);
    if (!content) continue;
    for (const format of formats) documents[format] = documentOf(content.feed, format, content.lastModified);
  }
  return Object.keys(documents).length > 0 ? documents : null;
}

function subscription(
  tables: Tables,
  site: Site,
  source: FeedSource,
  { limit, changedAt }: Choice,
): { feed: Feed; lastModified: number } | undefined {
  const { scope, isPodcast, show } = source;
  const budget = new Budget(limit, isPodcast);
  const { entries, scannedUntil } = source.newest(limit ?? pageSize, undefined, beyond(budget));
  if (entries.length === 0 && !scannedUntil && scope.kind !== 'all' && !isPodcast) return undefined;
  const held = entries.slice(0, budget.count);
  const articles = articlesOf(held).map(filling(tables, site));
  const { count, more } = source.count();
  const paging = subscriptionPaging(articles, more ? count + 1 : count, scannedUntil, limit);
  // Of several categories at once, and of podcasts, they are not known.
  const term = isPodcast ? undefined : termOf(scope);
  const removed = term ? tables.tombstones.of(term) : [];
  const feed: Feed = {
    site,
    scope,
    articles,
    paging,
    ...(removed.length > 0 && { removed }),
    ...(limit !== undefined && { limit }),
    ...(show && { show }),
  };
  return { feed, lastModified: changedAt ?? lastChange(tables, source, held) };
}

/** A page of a feed's archive; null where there is none. */
export function renderArchive(
  tables: Tables,
  site: Site,
  scope: Scope,
  format: FeedFormat,
  cursor: Cursor,
): FeedDocument | null {
  const source = sourceOf(tables, scope, isOfShows(format));
  if (!source) return null;
  const { isPodcast, show } = source;
  const budget = new Budget(cursor.take, isPodcast);
  const older = source.newest(cursor.take + 1, cursor.after, beyond(budget));
  const newer = standsAlone(cursor)
    ? []
    : source.notOlderThan(pageSize + 1, cursor.after, beyond(new Budget(undefined, isPodcast)));
  const { articles, paging } = archivePage(cursor, articlesOf(older.entries), articlesOf(newer), {
    scannedUntil: older.scannedUntil,
    isPodcast,
  });
  // A page of a combination may be empty: a page links to the next one before its articles are known.
  if (articles.length === 0 && !isCombination(scope)) return null;
  return documentOf(
    { site, scope, articles: articles.map(filling(tables, site)), paging, ...(show && { show }) },
    format,
    lastChange(tables, source, older.entries.slice(0, articles.length)),
  );
}

/** When a document of these articles last changed, ms. */
const lastChange = (tables: Tables, { showChangedAt }: FeedSource, held: readonly StoredArticle[]): number =>
  Math.max(newestChange(tables, held), showChangedAt ?? 0);

/** The newest articles that a search finds, as a feed, even without any. @param limit as in `Choice` */
export function renderSearchFeed(
  tables: Tables,
  site: Site,
  { text, words }: Query,
  format: FeedFormat,
  limit?: number,
): FeedDocument {
  const budget = new Budget(limit);
  const held: StoredArticle[] = [];
  for (const id of tables.search.find(words, 'newest', limit ?? pageSize)) {
    const stored = tables.articles.whole(id);
    if (!stored?.live || stored.article.kind !== undefined) continue;
    if (!budget.takes(stored.article)) break;
    held.push(stored);
  }
  // Atom requires a date even of a feed that found nothing: that of the last publish is as old as the answer.
  const changedAt = tables.settings.get('last_publish');
  const feed: Feed = {
    site,
    scope: { kind: 'search', query: text },
    articles: articlesOf(held).map(filling(tables, site)),
    ...(changedAt !== undefined && { changedAt }),
    ...(limit !== undefined && { limit }),
  };
  return documentOf(feed, format, newestChange(tables, held));
}

function documentOf(feed: Feed, format: FeedFormat, lastModified: number): FeedDocument {
  const body = utf8Of(everyFormat[format].render(feed));
  return { body, etag: etagOf(body), lastModified };
}
