/** From the catalog to documents: what stands in KV, and what is made when somebody asks. */

import type { Site } from '../../site/config.ts';
import { archivePage, subscriptionPaging } from '../../feed/archive.ts';
import { pageSize, positionOf, type Cursor, type Position } from '../../site/cursor.ts';
import { Budget } from '../../feed/budget.ts';
import { cardOf, type Card } from '../../site/card.ts';
import type { Feed } from '../../feed/feed.ts';
import type { FeedFormat } from '../../feed/formats.ts';
import { formats } from '../../feed/formats.ts';
import type { Query } from '../../site/query.ts';
import type { Scope } from '../../site/scope.ts';
import { limits } from '../../limits.ts';
import type {
  AddressDocument,
  FeedDocument,
  IndexDocument,
  ListDocument,
  SearchDocument,
  Validators,
} from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import { utf8Of } from '../../utf8.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import { mainTermOf } from '../../site/scope.ts';
import type { Enough } from '../tables/listings.ts';
import { excerpt } from '../tables/search-text.ts';
import type { Tables } from '../tables/tables.ts';

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
  const { listings } = tables;
  const { entries, lookedUntil } = listings.newest(scope, limit ?? pageSize, undefined, beyond(budget));
  if (entries.length === 0 && !lookedUntil && scope.kind !== 'all') return null;
  const held = entries.slice(0, budget.count);
  const articles = articlesOf(held);
  const { count, more } = listings.countIn(scope);
  const paging = subscriptionPaging(articles, more ? count + 1 : count, lookedUntil);
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
    : listings.notOlderThan(scope, pageSize + 1, cursor.after, beyond(new Budget())).entries;
  const { articles, paging } = archivePage(
    cursor,
    articlesOf(older.entries),
    articlesOf(newer),
    older.lookedUntil,
  );
  // A page that was promised before its part of the categories was looked through may turn out to be empty.
  if (articles.length === 0 && !isCombination(scope)) return null;
  return documentOf(
    { site, scope, articles, paging },
    format,
    newestChange(tables, older.entries.slice(0, articles.length)),
  );
}

/** What addresses lead to at this moment; nothing for those never given, or whose article is still to come. */
export function renderAddresses(tables: Tables, addresses: readonly string[]): Map<string, AddressDocument> {
  const rows = tables.addresses.find(addresses);
  const documents = new Map<string, AddressDocument>();
  for (const [address, { id, state }] of rows) {
    const document: AddressDocument | null =
      state === 'gone'
        ? { state }
        : state === 'moved'
          ? movedTo(tables.articles.head(id))
          : articleOf(tables, tables.articles.whole(id));
    if (document) documents.set(address, document);
  }
  return documents;
}

/**
 * Addresses in groups of which the articles fit into memory, each of one at least, in their order: one article in full may
 * have as many bytes as a thousand others.
 */
export function* affordable<T extends { key: string }>(
  { addresses, articles }: Tables,
  works: readonly T[],
): Generator<T[]> {
  const rows = addresses.find(works.map(({ key }) => key));
  const sizes = articles.sizes(
    Array.from(rows.values(), ({ id, state }) => (state === 'article' ? [id] : [])).flat(),
  );
  let group: T[] = [];
  let bytes = 0;
  for (const work of works) {
    const row = rows.get(work.key);
    const size = row?.state === 'article' ? (sizes.get(row.id) ?? 0) : 0;
    if (group.length > 0 && bytes + size > limits.readBytes) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(work);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

function movedTo(entry: CatalogEntry | undefined): AddressDocument | null {
  return unseen(entry) ?? (entry?.live ? { state: 'moved', to: entry.article.address } : null);
}

function articleOf(tables: Tables, entry: StoredArticle | undefined): AddressDocument | null {
  if (!entry?.live) return unseen(entry);
  const { article, changedAt } = entry;
  const { neighbours, changedAt: besideAt } = tables.neighbours.of(mainTermOf(article), article);
  const etag = etagOf(JSON.stringify([article, neighbours]));
  // What stands beside it may have come after it.
  const lastModified = Math.max(changedAt, besideAt);
  return { state: 'article', article, neighbours, etag, lastModified };
}

/** What is said of an article that readers don't see: it is gone, or nothing as long as it is still to come. */
function unseen(entry: CatalogEntry | undefined): AddressDocument | null {
  if (!entry) return { state: 'gone' };
  // Not live and nothing to wait for: it has expired.
  return !entry.live && entry.wakeAt === null ? { state: 'gone' } : null;
}

export function renderIndex(
  tables: Tables,
  changedAt: number,
): { index: IndexDocument; validators: Validators } {
  const { listings } = tables;
  const terms = tables.terms.largest();
  const highlights = terms
    .filter(({ kind }) => kind === 'category')
    .sort((a, b) => b.count - a.count)
    .slice(0, highlighted)
    .map(({ name }) => ({
      name,
      newest: cardsOf(listings.newestHeads({ kind: 'category', names: [name] }, newestOfHighlight).entries),
    }));
  const newest = cardsOf(listings.newestHeads({ kind: 'all' }, newestOfAll).entries);
  const index = { terms, newest, highlights };
  return { index, validators: { etag: etagOf(JSON.stringify(index)), lastModified: changedAt } };
}

function documentOf(feed: Feed, format: FeedFormat, lastModified: number): FeedDocument {
  const body = utf8Of(formats[format].render(feed));
  return { body, etag: etagOf(body), lastModified };
}

/** A page of older articles, for people; null where there is none (any more). */
export function renderList(tables: Tables, scope: Scope, cursor: Cursor): ListDocument | null {
  const { listings } = tables;
  const { entries: older, lookedUntil } = listings.newestHeads(scope, cursor.take + 1, cursor.after);
  const shown = older.slice(0, cursor.take);
  if (shown.length === 0 && !isCombination(scope)) return null;
  // One more than a page, since where the page above starts is named by the article above that.
  const newer = listings.headsNotOlderThan(scope, cursor.take + 1, cursor.after);
  const above = newer.entries[cursor.take]?.article ?? newer.lookedUntil;
  const below = older.length > shown.length ? shown.at(-1)!.article : lookedUntil;
  const at = (position: Position): Cursor => ({
    after: positionOf(position),
    take: cursor.take,
    head: false,
  });
  return {
    cards: cardsOf(shown),
    ...(below && { older: at(below) }),
    newer: above ? at(above) : 'first',
    count: listings.countIn(scope).count,
    lastModified: newestChange(tables, shown),
  };
}

/** What a search finds, for people: the best first, each with the place where it was found. */
export function renderSearch(tables: Tables, { words }: Query): SearchDocument {
  const ids = tables.search.find(words, 'relevance', mostFound + 1);
  const shown = ids.slice(0, mostFound);
  const found = tables.articles.withIds(shown);
  const texts = tables.search.texts(shown);
  // The index follows a little later: what readers no longer see may still be found there.
  const entries = shown.flatMap((id) => found.get(id) ?? []).filter(({ live }) => live);
  const cards = entries.map(({ article }) => ({
    ...cardOf(article),
    summary: excerpt(texts.get(article.id) || article.summary, words),
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
  const budget = new Budget();
  const held: StoredArticle[] = [];
  for (const id of tables.search.find(words, 'newest', pageSize)) {
    const stored = tables.articles.whole(id);
    if (!stored?.live) continue;
    if (!budget.takes(stored.article)) break;
    held.push(stored);
  }
  const feed: Feed = { site, scope: { kind: 'search', query: text }, articles: articlesOf(held) };
  return documentOf(feed, format, newestChange(tables, held));
}

/** Whether articles are looked for in several categories at once. */
const isCombination = (scope: Scope): boolean => scope.kind === 'category' && scope.names.length > 1;

const cardsOf = (entries: readonly CatalogEntry[]): Card[] => entries.map(({ article }) => cardOf(article));

const articlesOf = (entries: readonly StoredArticle[]) => entries.map(({ article }) => article);

/** When articles last changed, or last one may have left from among them: a date too late does no harm, one too early does. */
function newestChange(tables: Tables, entries: readonly CatalogEntry[]): number {
  const removal = tables.settings.get('last_removal') ?? 0;
  return Math.max(removal, ...entries.map(({ changedAt }) => changedAt));
}
