/** Everything that a public resource reads, from KV or the catalog. Expensive catalog calls go through the queue. */

import type { AppField } from '../../feed/app-article.ts';
import type { FeedFormat } from '../../feed/formats.ts';
import type { SitemapEntry } from '../../feed/sitemap.ts';
import type { PublicStatus } from '../../publish/public-status.ts';
import type { Rule } from '../../redirects/rule.ts';
import type { ArticlesPage } from '../../catalog/read/app-articles.ts';
import type { MatchesPage } from '../../catalog/read/app-matches.ts';
import type { Selection } from '../../catalog/read/app-selection.ts';
import type { PageStart } from '../../catalog/read/app-walk.ts';
import type { ChangesAnswer, ChangesCursor } from '../../catalog/read/changes.ts';
import { encodeCursor, type Cursor } from '../../site/cursor.ts';
import { scopeKey, type Scope } from '../../site/scope.ts';
import { listPath } from '../../site/urls.ts';
import { thumbnailOf } from '../../store/store.ts';
import type {
  AddressDocument,
  FeedDocument,
  IndexDocument,
  ListDocument,
  OldLink,
  SearchDocument,
  ShowDocument,
  Thumbnail,
  Validators,
  Wanted,
} from '../../store/documents.ts';
import { askedBy, catalogOf, outboundOf, storeOf, type AppContext } from '../context.ts';
import { isWithinLimit, limitPeriod } from '../rate-limit.ts';
import { isCounted, type Kind } from './call-queue.ts';
import { Declined } from './declined.ts';
import { firstOf, type Source } from './fallback.ts';
import { limits } from '../../limits.ts';

/** Which document of a feed: the subscription document, with a limit or without, or a page of the archive. */
interface FeedPart {
  cursor?: Cursor | undefined;
  limit?: number | undefined;
}

/**
 * The document of a feed; null if the scope has no articles. KV has the subscription documents of single terms, the
 * catalog everything. If the catalog fails, a limit is ignored: more items than requested are better than none.
 */
export async function feedDocument(
  c: AppContext,
  scope: Scope,
  format: FeedFormat,
  { cursor, limit }: FeedPart = {},
): Promise<FeedDocument | null> {
  const key = scopeKey(scope);
  const callKey = [key, format, cursor ? encodeCursor(cursor) : limit].join(' ');
  if (cursor) {
    const page = { kind: 'archive', scope: key, format, cursor } as const;
    return firstOf(['catalog', async () => found<FeedDocument>(c, page, ['archive', callKey])]);
  }
  const stored: Source<FeedDocument> = ['kv', async () => storeOf(c).feed(key, format)];
  const rendered = (kind?: Kind): Source<FeedDocument> => [
    'catalog',
    async () => found<FeedDocument>(c, { kind: 'feed', scope: key, format, limit }, kind && [kind, callKey]),
  ];
  // KV never holds combinations: there are too many.
  if (combines(scope)) return firstOf(rendered('combination'));
  return limit === undefined ? firstOf(stored, rendered()) : firstOf(rendered('limit'), stored);
}

const combines = (scope: Scope): boolean => scope.kind === 'category' && scope.names.length > 1;

/** All feeds with their counts: from KV, or before the first write to KV from the catalog. */
export async function indexDocument(c: AppContext): Promise<IndexDocument & Validators> {
  const index = await firstOf<IndexDocument & Validators>(
    ['kv', async () => storeOf(c).index()],
    ['catalog', async () => queued(c, 'index', '', async () => catalogOf(c).index())],
  );
  return index!; // the catalog always has one
}

/** The show of a scope: the index has those that pages list, the catalog the others; null: there is none. */
export async function showDocument(
  c: AppContext,
  scope: Scope,
  { shows = [], lastModified }: IndexDocument & Validators,
): Promise<ShowDocument | null> {
  if (scope.kind !== 'all' && (scope.kind !== 'category' || combines(scope))) return null;
  const [name] = scope.kind === 'all' ? [] : scope.names;
  const listed = shows.find(({ category }) => category === name);
  if (listed) return { ...listed, lastModified };
  // That of the whole site is the first one of the list.
  if (name === undefined || shows.length < limits.listedShows) return null;
  return firstOf<ShowDocument>([
    'catalog',
    async () => queued(c, 'index', `show ${name}`, async () => catalogOf(c).show(name)),
  ]);
}

/** What an address leads to: KV has what is live, the catalog also what is still to be written to KV. */
export async function addressDocument(c: AppContext, address: string): Promise<AddressDocument | null> {
  return firstOf<AddressDocument>(
    ['kv', async () => storeOf(c).address(address)],
    ['catalog', async () => catalogOf(c).address(address)],
  );
}

/** The rules of the site's `_redirects` file; null: KV has none, though the catalog may. */
export const storedRules = async (c: AppContext): Promise<Rule[] | null> =>
  firstOf<Rule[]>(['kv', async () => storeOf(c).redirects()]);

/** What KV has of an address; null: nothing, though the catalog may. */
export async function storedAddress(c: AppContext, address: string): Promise<AddressDocument | null> {
  const known = c.var.stored;
  // A path may be that of a file, and then of an old link.
  if (known?.address === address) return known.document;
  const document = await firstOf<AddressDocument>(['kv', async () => storeOf(c).address(address)]);
  c.set('stored', { address, document });
  return document;
}

/** What the path of a file leads to: KV has what is live, the catalog also what is still to be written to KV. */
export const pathDocument = async (c: AppContext, path: string): Promise<AddressDocument | null> =>
  firstOf<AddressDocument>(
    ['kv', async () => storedAddress(c, path)],
    ['catalog', async () => found<AddressDocument>(c, { kind: 'address', address: path })],
  );

/** Where the address of a request leads, if the site has no document at it. */
export async function oldLink(c: AppContext): Promise<OldLink | null> {
  const asked = askedBy(c);
  const known = c.var.elsewhere;
  // The catalog has said so already, when it was asked for the document.
  if (known?.asked === asked.pathname + asked.search) return known.elsewhere;
  return firstOf<OldLink>(['catalog', async () => catalogOf(c).oldLink(asked)]);
}

/**
 * A document of the catalog; where it has none, what it says instead is kept for `oldLink`.
 * @param queue the kind of an expensive call, and the key under which clients share its answer
 */
async function found<T>(c: AppContext, wanted: Wanted, queue?: [kind: Kind, key: string]): Promise<T | null> {
  const call = async () => catalogOf(c).find(wanted, askedBy(c));
  const answer = queue ? await queued(c, ...queue, call) : await call();
  if (!('elsewhere' in answer)) return answer as T;
  c.set('elsewhere', answer);
  return null;
}

/** Where the image of an article is. KV answers from metadata, without reading the article. */
export async function thumbnail(c: AppContext, address: string): Promise<Thumbnail | null> {
  return firstOf<Thumbnail>(
    ['kv', async () => storeOf(c).thumbnail(address)],
    ['catalog', async () => thumbnailOf(await found<AddressDocument>(c, { kind: 'address', address }))],
  );
}

/** A page of older articles; null if there are none. */
export const listDocument = async (
  c: AppContext,
  scope: Scope,
  cursor: Cursor,
): Promise<ListDocument | null> =>
  found(c, { kind: 'list', scope: scopeKey(scope), cursor }, ['list', listPath(scope, cursor)]);

/** A page of the best matches of a search. @param page from 1 */
export const searchDocument = async (c: AppContext, query: string, page: number): Promise<SearchDocument> =>
  queued(c, 'search', `${page} ${query}`, async () => catalogOf(c).search(query, page));

/** The newest matches of a search, as a feed. */
export const searchFeedDocument = async (
  c: AppContext,
  query: string,
  format: FeedFormat,
  limit?: number,
): Promise<FeedDocument> =>
  queued(c, 'searchFeed', `${format} ${limit} ${query}`, async () =>
    catalogOf(c).searchFeed(query, format, limit),
  );

/** The articles of one sitemap, and the number of sitemaps. @param part from 1 */
export const sitemapPart = async (
  c: AppContext,
  part: number,
): Promise<{ entries: SitemapEntry[]; parts: number }> =>
  queued(c, 'sitemap', String(part), async () => catalogOf(c).sitemap(part));

/** Articles for an app, the newest first. @param start absent: the newest of all @param fields absent: all */
export const selectedArticles = async (
  c: AppContext,
  selection: Selection,
  start: PageStart | undefined,
  most: number,
  fields: readonly AppField[] | undefined,
): Promise<ArticlesPage> =>
  queued(c, 'app', JSON.stringify(['articles', selection, start, most, fields]), async () =>
    catalogOf(c).articles(selection, start, most, fields),
  );

/** What a search finds for an app, the best first. @param from the matches before @param fields absent: all */
export const matchesOf = async (
  c: AppContext,
  query: string,
  from: number,
  most: number,
  fields: readonly AppField[] | undefined,
): Promise<MatchesPage> =>
  queued(c, 'search', JSON.stringify(['matches', query, from, most, fields]), async () =>
    catalogOf(c).matches(query, from, most, fields),
  );

/** An article for an app, as JSON; null: there is none with this id. @param fields absent: all */
export const articleWithId = async (
  c: AppContext,
  id: string,
  fields: readonly AppField[] | undefined,
): Promise<{ article: string; lastModified: number } | null> =>
  queued(c, 'app', JSON.stringify(['article', id, fields]), async () => catalogOf(c).articleJson(id, fields));

/** What has changed for an app since it last asked. @param fields of articles; absent: all */
export const changesSince = async (
  c: AppContext,
  since: ChangesCursor | undefined,
  most: number,
  fields: readonly AppField[] | undefined,
): Promise<ChangesAnswer> =>
  queued(c, 'app', JSON.stringify(['changes', since, most, fields]), async () =>
    catalogOf(c).changes(since, most, fields),
  );

export const publicStatus = async (c: AppContext): Promise<PublicStatus> =>
  queued(c, 'status', '', async () => {
    const sender = outboundOf(c);
    const [status, hub] = await Promise.all([
      catalogOf(c).publicStatus(),
      // The rest of the status does not depend on it.
      sender?.publicStatus().catch(() => undefined),
    ]);
    return hub ? { ...status, hub } : status;
  });

/** @throws Declined */
async function queued<T>(c: AppContext, kind: Kind, key: string, call: () => Promise<T>): Promise<T> {
  if (isCounted(kind)) await countCall(c);
  return c.var.queue.run(kind, key, call, (answer) => c.executionCtx.waitUntil(answer));
}

/** @throws Declined if this client has asked the catalog too often. Without an address, as on your own machine, it may. */
async function countCall(c: AppContext): Promise<void> {
  const address = c.req.header('CF-Connecting-IP');
  if (address === undefined || (await isWithinLimit(c.env.CATALOG_READS, address))) return;
  const detail = `Too many searches and lists were requested from your IP address; try again in ${limitPeriod} seconds.`;
  throw new Declined(429, limitPeriod, detail);
}
