/** From the catalog to documents: what stands in KV, and what is made when somebody asks. */

import type { Site } from '../config.ts';
import { archivePage, pageSize, subscriptionPaging, type Cursor } from '../feed/archive.ts';
import { Budget, cutToBudget } from '../feed/budget.ts';
import { cardOf, type Card } from '../feed/card.ts';
import type { Feed, FeedFormat } from '../feed/feed.ts';
import { formats } from '../feed/formats.ts';
import type { Query } from '../feed/query.ts';
import type { Scope } from '../feed/scope.ts';
import type {
  AddressDocument,
  FeedDocument,
  IndexDocument,
  ListDocument,
  SearchDocument,
  Validators,
} from '../store/documents.ts';
import { etagOf } from '../store/etag.ts';
import { utf8Of } from '../utf8.ts';
import { neighbourhoodOf, type CatalogEntry } from './entry.ts';
import type { Enough } from './listings.ts';
import { excerpt, textOf } from './search/text.ts';
import type { Tables } from './tables.ts';

/** Categories that the home page shows with their newest articles, how many of these, and how many of all articles. */
const highlighted = 9;
const newestOfHighlight = 3;
const newestOfAll = 10;

/** Articles that a search shows. */
const mostFound = 24;

interface Choice {
  /** How many articles a reader asked for, 1 to 200; absent: what a feed holds by itself. */
  limit?: number | undefined;
  /** When the feed last changed, ms; absent: as well as it can be told from its articles. */
  changedAt?: number | undefined;
}

/** Ends reading with the first article that a document no longer holds: it shows that there are more. */
function beyond(budget: Budget): Enough {
  return (article) => !budget.takes(article);
}

/**
 * A feed's subscription document in some formats.
 * @returns null for a scope without live articles, except for everything, which is a feed even when it is empty
 */
export function renderFeed(
  tables: Tables,
  site: Site,
  scope: Scope,
  wanted: readonly FeedFormat[],
  { limit, changedAt }: Choice = {},
): Partial<Record<FeedFormat, FeedDocument>> | null {
  const budget = new Budget(limit);
  const entries = tables.listings.newest(scope, limit ?? pageSize, undefined, beyond(budget));
  if (entries.length === 0 && scope.kind !== 'all') return null;
  const held = entries.slice(0, budget.count);
  const articles = articlesOf(held);
  const paging = subscriptionPaging(articles, tables.listings.countIn(scope));
  const feed: Feed = { site, scope, articles, paging, ...(limit !== undefined && { limit }) };
  const lastModified = changedAt ?? newestChange(tables, held);
  return Object.fromEntries(wanted.map((format) => [format, documentOf(feed, format, lastModified)]));
}

/** A page of a feed's archive; null where there is none (any more). */
export function renderArchive(
  tables: Tables,
  site: Site,
  scope: Scope,
  format: FeedFormat,
  cursor: Cursor,
): FeedDocument | null {
  const { listings } = tables;
  const older = listings.newest(scope, cursor.take + 1, cursor.after, beyond(new Budget(cursor.take)));
  const newer = cursor.head
    ? []
    : listings.notOlderThan(scope, pageSize + 1, cursor.after, beyond(new Budget()));
  const { articles, paging } = archivePage(cursor, articlesOf(older), articlesOf(newer));
  if (articles.length === 0) return null;
  return documentOf(
    { site, scope, articles, paging },
    format,
    newestChange(tables, older.slice(0, articles.length)),
  );
}

/** What addresses lead to at this moment; nothing for those never given, or whose article is still to come. */
export function renderAddresses(tables: Tables, addresses: readonly string[]): Map<string, AddressDocument> {
  const rows = tables.addresses.find(addresses);
  const led = Array.from(rows.values(), ({ id, state }) => (state === 'gone' ? [] : [id])).flat();
  const entries = tables.articles.withIds(led);
  const documents = new Map<string, AddressDocument>();
  for (const [address, { id, state }] of rows) {
    const document: AddressDocument | null =
      state === 'gone' ? { state } : leadTo(tables, entries.get(id), state);
    if (document) documents.set(address, document);
  }
  return documents;
}

function leadTo(
  tables: Tables,
  entry: CatalogEntry | undefined,
  state: 'article' | 'moved',
): AddressDocument | null {
  if (!entry) return { state: 'gone' };
  // Not live and nothing to wait for: it has expired.
  if (!entry.live) return entry.wakeAt === null ? { state: 'gone' } : null;
  const { article, changedAt } = entry;
  if (state === 'moved') return { state, to: article.address };
  const { neighbours, changedAt: besideAt } = tables.listings.neighbours(neighbourhoodOf(article), article);
  const etag = etagOf(JSON.stringify([article, neighbours]));
  // What stands beside it may have come after it.
  const lastModified = Math.max(changedAt, besideAt);
  return { state, article, neighbours, etag, lastModified };
}

export function renderIndex(
  tables: Tables,
  changedAt: number,
): { index: IndexDocument; validators: Validators } {
  const { listings } = tables;
  const terms = listings.terms();
  const highlights = terms
    .filter(({ kind }) => kind === 'category')
    .sort((a, b) => b.count - a.count)
    .slice(0, highlighted)
    .map(({ name }) => ({
      name,
      newest: cardsOf(listings.newest({ kind: 'category', names: [name] }, newestOfHighlight)),
    }));
  const index = { terms, newest: cardsOf(listings.newest({ kind: 'all' }, newestOfAll)), highlights };
  return { index, validators: { etag: etagOf(JSON.stringify(index)), lastModified: changedAt } };
}

function documentOf(feed: Feed, format: FeedFormat, lastModified: number): FeedDocument {
  const body = utf8Of(formats[format].render(feed));
  return { body, etag: etagOf(body), lastModified };
}

/** A page of older articles, for people; null where there is none (any more). */
export function renderList(tables: Tables, scope: Scope, cursor: Cursor): ListDocument | null {
  const { listings } = tables;
  const older = listings.newest(scope, cursor.take + 1, cursor.after);
  const shown = older.slice(0, cursor.take);
  if (shown.length === 0) return null;
  // One more than a page, since where the page above starts is named by the article above that.
  const newer = listings.notOlderThan(scope, cursor.take + 1, cursor.after);
  const above = newer[cursor.take];
  const at = ({ article: { published, id } }: CatalogEntry): Cursor => ({
    after: { published, id },
    take: cursor.take,
    head: false,
  });
  return {
    cards: cardsOf(shown),
    ...(older.length > shown.length && { older: at(shown.at(-1)!) }),
    newer: above ? at(above) : 'first',
    count: listings.countIn(scope),
    lastModified: newestChange(tables, shown),
  };
}

/** What a search finds, for people: the best first, each with the place where it was found. */
export function renderSearch(tables: Tables, { words }: Query): SearchDocument {
  const ids = tables.search.find(words, 'relevance', mostFound + 1);
  const entries = inOrder(tables, ids.slice(0, mostFound));
  const cards = entries.map(({ article }) => ({
    ...cardOf(article),
    summary: excerpt(textOf(article.html) || article.summary, words),
  }));
  return { cards, more: ids.length > mostFound, lastModified: newestChange(tables, entries) };
}

/** The newest articles that a search finds, as a feed; one without articles is a feed too. */
export function renderSearchFeed(
  tables: Tables,
  site: Site,
  { text, words }: Query,
  format: FeedFormat,
): FeedDocument {
  const entries = inOrder(tables, tables.search.find(words, 'newest', pageSize));
  const held = entries.slice(0, cutToBudget(articlesOf(entries)));
  const feed: Feed = { site, scope: { kind: 'search', query: text }, articles: articlesOf(held) };
  return documentOf(feed, format, newestChange(tables, held));
}

function inOrder(tables: Tables, ids: readonly string[]): CatalogEntry[] {
  const entries = tables.articles.withIds(ids);
  // The index follows a little later: what readers no longer see may still be found there.
  return ids.map((id) => entries.get(id)).filter((entry): entry is CatalogEntry => entry?.live === true);
}

const cardsOf = (entries: readonly CatalogEntry[]): Card[] => entries.map(({ article }) => cardOf(article));

const articlesOf = (entries: readonly CatalogEntry[]) => entries.map(({ article }) => article);

/** When articles last changed, or last one may have left from among them: a date too late does no harm, one too early does. */
function newestChange(tables: Tables, entries: readonly CatalogEntry[]): number {
  const removal = Number(tables.settings.get('last_removal') ?? 0);
  return Math.max(removal, ...entries.map(({ changedAt }) => changedAt));
}
