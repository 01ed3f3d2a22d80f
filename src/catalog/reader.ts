import { DurableObject } from 'cloudflare:workers';
import { type Site } from '../site/config.ts';
import type { Cursor } from '../site/cursor.ts';
import type { Article } from '../article/article.ts';
import type { AppField } from '../feed/app-article.ts';
import type { FeedFormat } from '../feed/formats.ts';
import { queryOf } from '../site/query.ts';
import { parseScopeKey } from '../site/scope.ts';
import type { SitemapEntry } from '../feed/sitemap.ts';
import { type GitHubSecrets } from '../github/settings.ts';
import { limits } from '../limits.ts';
import type { ManifestFiles, ManifestSummary } from '../publish/protocol.ts';
import type { PublicStatus } from '../publish/public-status.ts';
import type {
  AddressDocument,
  Elsewhere,
  FeedDocument,
  IndexDocument,
  ListDocument,
  OldLink,
  SearchDocument,
  ShowDocument,
  Validators,
  Wanted,
} from '../store/documents.ts';
import type { Asked } from '../redirects/matcher.ts';
import type { BackupQuery } from '../publish/backup/protocol.ts';
import { blobsOf } from '../store/blobs/blobs.ts';
import { feedKey } from '../store/keys.ts';
import { backupPage, type PageOutcome } from './backup/page.ts';
import { hasVersion } from './outbox/pace.ts';
import { renderAddress } from './read/addresses.ts';
import { openArticle, renderArticle, renderArticles, type ArticlesPage } from './read/app-articles.ts';
import { renderMatches, type MatchesPage } from './read/app-matches.ts';
import type { Selection } from './read/app-selection.ts';
import type { PageStart } from './read/app-walk.ts';
import { renderChanges, type ChangesAnswer, type ChangesCursor } from './read/changes.ts';
import { episodeTexts } from './read/episode-texts.ts';
import { pagesOf } from './read/page-of.ts';
import { renderIndex, renderShow } from './read/feed-index.ts';
import { renderArchive, renderFeed, renderSearchFeed } from './read/feeds.ts';
import { renderList } from './read/lists.ts';
import { findOldLink } from './read/old-links.ts';
import { publicStatusOf } from './read/public-status.ts';
import { renderSearch } from './read/search.ts';
import type { Tables } from './tables/tables.ts';

/** What the catalog answers without changing anything. Its writes are in catalog.ts. */
export class CatalogReader extends DurableObject<Env & GitHubSecrets> {
  readonly #tables: () => Tables;
  readonly #site: () => Site;

  /** @param tables throws while they hold a part of a backup only */
  constructor(
    ctx: DurableObjectState,
    env: Env & GitHubSecrets,
    { tables, site }: { tables: () => Tables; site: () => Site },
  ) {
    super(ctx, env);
    this.#tables = tables;
    this.#site = site;
  }

  /** Digests of the content folder as it was last published. */
  manifest(): ManifestSummary {
    return { ...this.#tables().files.summary(), files: this.#tables().assets.summary() };
  }

  /** The files of some buckets. @param assets buckets of the files that are published as they are */
  manifestFiles(buckets: number[], assets: number[] = []): ManifestFiles {
    const { files } = this.#tables().files.inBuckets(buckets);
    return { files: { ...files, ...this.#tables().assets.inBuckets(assets) } };
  }

  /** A page of a backup. */
  backup(query: BackupQuery): PageOutcome {
    return backupPage(this.#tables(), this.#site(), query);
  }

  /** A subscription document that KV does not hold: one not written yet, an intersection, or one with a limit. */
  feed(scope: string, format: FeedFormat, limit?: number): FeedDocument | null {
    return (
      renderFeed(this.#tables(), this.#site(), parseScopeKey(scope), [format], { limit })?.[format] ?? null
    );
  }

  /** A subscription document as KV has it; `stale`: a newer version is on its way to KV; null: there are no articles. */
  writtenFeed(scope: string, format: FeedFormat): FeedDocument | 'stale' | null {
    const document = this.feed(scope, format);
    return document && !hasVersion(this.#tables().documents.get(feedKey(scope, format)), document.etag)
      ? 'stale'
      : document;
  }

  /** A page of the archive; null where there is none. */
  archive(scope: string, format: FeedFormat, cursor: Cursor): FeedDocument | null {
    return renderArchive(this.#tables(), this.#site(), parseScopeKey(scope), format, cursor);
  }

  /** A page of a scope's older articles, for people; null where there is none. */
  list(scope: string, cursor: Cursor): ListDocument | null {
    return renderList(this.#tables(), parseScopeKey(scope), cursor);
  }

  /** The show of a category; null: it has none. */
  show(category: string): ShowDocument | null {
    return renderShow(this.#tables(), category);
  }

  /** Articles for an app, the newest first. @param start absent: the newest of all @param fields absent: all */
  articles(
    selection: Selection,
    start: PageStart | undefined,
    most: number,
    fields?: readonly AppField[],
  ): ArticlesPage {
    return renderArticles(this.#tables(), this.#site(), selection, start, most, fields);
  }

  /** What a search finds for an app, the best first. @param from the matches before @param fields absent: all */
  matches(query: string, from: number, most: number, fields?: readonly AppField[]): MatchesPage {
    return renderMatches(this.#tables(), this.#site(), queryOf(query), from, most, fields);
  }

  /** An article for an app, as JSON; null: there is none with this id. @param fields absent: all */
  articleJson(id: string, fields?: readonly AppField[]): { article: string; lastModified: number } | null {
    return renderArticle(this.#tables(), this.#site(), id, fields);
  }

  /** An article for a message to an endpoint; null: there is none with this id. */
  article(id: string): { article: Article } | null {
    const article = openArticle(this.#tables(), this.#site(), id);
    return article && { article };
  }

  /** What has changed for an app since it last asked. @param fields of articles; absent: all */
  changes(since: ChangesCursor | undefined, most: number, fields?: readonly AppField[]): ChangesAnswer {
    return renderChanges(this.#tables(), this.#site(), since, most, fields);
  }

  /** Answers 1 if the database can be read. */
  ping(): number {
    return this.ctx.storage.sql.exec<{ n: number }>('SELECT 1 AS n').one().n;
  }

  /** The live articles of one sitemap, and how many sitemaps there are. @param part from 1 */
  sitemap(part: number): { entries: SitemapEntry[]; parts: number } {
    const { articles } = this.#tables();
    const parts = articles.parts(limits.sitemapArticles);
    return { entries: part <= parts ? articles.part(part, limits.sitemapArticles) : [], parts };
  }

  /** The status for readers. */
  publicStatus(): PublicStatus {
    return publicStatusOf(this.#tables(), Date.now());
  }

  /** The articles that a search finds, the best first. @param page from 1 to `limits.searchPages` */
  search(query: string, page = 1): SearchDocument {
    return renderSearch(this.#tables(), queryOf(query), page);
  }

  /** The articles that a search finds, the newest first, as a feed. */
  searchFeed(query: string, format: FeedFormat, limit?: number): FeedDocument {
    return renderSearchFeed(this.#tables(), this.#site(), queryOf(query), format, limit);
  }

  /** The document of an address that KV does not hold yet. */
  async address(address: string): Promise<AddressDocument | null> {
    const { texts } = await episodeTexts(this.#tables(), this.#site(), blobsOf(this.env), [address]);
    return renderAddress(this.#tables(), address, pagesOf(this.#tables(), this.#site(), texts));
  }

  /** A document; where there is none, where an old link leads. Both in one call, since strangers ask for anything. */
  async find(
    wanted: Wanted,
    asked: Asked,
  ): Promise<FeedDocument | ListDocument | AddressDocument | Elsewhere> {
    const elsewhere = (): Elsewhere => ({
      asked: asked.pathname + asked.search,
      elsewhere: this.oldLink(asked),
    });
    switch (wanted.kind) {
      case 'feed':
        return this.feed(wanted.scope, wanted.format, wanted.limit) ?? elsewhere();
      case 'archive':
        return this.archive(wanted.scope, wanted.format, wanted.cursor) ?? elsewhere();
      case 'list':
        return this.list(wanted.scope, wanted.cursor) ?? elsewhere();
      case 'address':
        return (await this.address(wanted.address)) ?? elsewhere();
    }
  }

  /** Where an address leads at which the site has no document; see old-links.ts. */
  oldLink(asked: Asked): OldLink | null {
    return findOldLink(this.#tables(), this.#site(), asked);
  }

  /** The list of feeds, as long as KV does not hold it. */
  index(): IndexDocument & Validators {
    const { index, validators } = renderIndex(
      this.#tables(),
      this.#tables().settings.get('last_publish') ?? 0,
    );
    return { ...index, ...validators };
  }
}
