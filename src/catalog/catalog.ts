import { DurableObject } from 'cloudflare:workers';
import { siteFrom, type Site } from '../site/config.ts';
import type { Article } from '../article/article.ts';
import type { Cursor, Position } from '../site/cursor.ts';
import type { FeedFormat } from '../feed/formats.ts';
import { queryOf } from '../site/query.ts';
import { parseScopeKey } from '../site/scope.ts';
import type { SitemapEntry } from '../feed/sitemap.ts';
import { GitHub } from '../github/client.ts';
import type { PushEvent } from '../github/push.ts';
import { githubFrom, type GitHubSecrets } from '../github/settings.ts';
import { limits } from '../limits.ts';
import { log, reasonOf } from '../log.ts';
import type {
  ManifestFiles,
  MissingBlobs,
  ManifestSummary,
  RebuildResult,
  Status,
} from '../publish/protocol.ts';
import type { PublicStatus } from '../publish/public-status.ts';
import type {
  AddressDocument,
  Elsewhere,
  FeedDocument,
  IndexDocument,
  ListDocument,
  OldLink,
  SearchDocument,
  Validators,
  Wanted,
} from '../store/documents.ts';
import type { Asked } from '../redirects/matcher.ts';
import type { BackupQuery, RestoreQuery, RowCounts } from '../publish/backup/protocol.ts';
import type { BackupKind } from '../publish/backup/rows.ts';
import { blobsOf } from '../store/blobs/blobs.ts';
import { feedKey } from '../store/keys.ts';
import { DocumentStore } from '../store/store.ts';
import { backupPage, type PageOutcome } from './backup/page.ts';
import { Restorer, type Restored } from './backup/restorer.ts';
import { Restoring } from './backup/restoring.ts';
import { identified } from './batch/identity.ts';
import type { BatchOutcome, Limited, Locked } from './batch/outcome.ts';
import type { ParsedBatch } from './batch/parsed-batch.ts';
import { publishBatch } from './batch/publish-batch.ts';
import type { FlushContext } from './context.ts';
import { ring } from './jobs/alarm.ts';
import { enterEpochs } from './jobs/epochs.ts';
import { rebuild } from './jobs/rebuild.ts';
import { Timer } from './jobs/timer.ts';
import { tellChanges } from './outbound/tell-changes.ts';
import { tellSender } from './outbound/tell.ts';
import { hasVersion } from './outbox/pace.ts';
import { renderAddress } from './read/addresses.ts';
import { renderArticle, renderArticles, type ArticlesPage, type Selection } from './read/app-articles.ts';
import { renderChanges, type ChangesAnswer, type ChangesCursor } from './read/changes.ts';
import { missingBlobs } from './read/missing-blobs.ts';
import { pagesOf } from './read/page-of.ts';
import { renderIndex } from './read/feed-index.ts';
import { renderArchive, renderFeed, renderSearchFeed } from './read/feeds.ts';
import { renderList } from './read/lists.ts';
import { findOldLink } from './read/old-links.ts';
import { publicStatusOf } from './read/public-status.ts';
import { renderSearch } from './read/search.ts';
import { statusOf } from './read/status.ts';
import { accept, type Verdict } from './sync/accept.ts';
import type { SyncContext } from './sync/context.ts';
import { advanceSync } from './sync/sync.ts';
import type { StoredBlob } from './tables/blobs.ts';
import { Tables } from './tables/tables.ts';
import type { Upload } from './tables/uploads.ts';
import { locked, WriteGate } from './write-gate.ts';

/** The single writer: every article, in SQLite, and the work that a change causes. */
export class Catalog extends DurableObject<Env & GitHubSecrets> {
  readonly #tables: Tables;
  readonly #timer: Timer;
  #identified: Site | undefined;
  readonly #gate: WriteGate;
  readonly #restorer: Restorer;

  constructor(ctx: DurableObjectState, env: Env & GitHubSecrets) {
    super(ctx, env);
    this.#tables = new Tables(ctx.storage.sql);
    this.#timer = new Timer(ctx.storage, this.#tables);
    this.#gate = new WriteGate(ctx.storage);
    this.#restorer = new Restorer(ctx.storage, this.#tables, this.#gate, () => this.#enterRestored());
    siteFrom(env); // throws for an invalid setting
    void ctx.blockConcurrencyWhile(async () => this.#start());
  }

  /** The site. The namespace of its ids is read from the database. */
  get #site(): Site {
    return (this.#identified ??= identified(siteFrom(this.env), this.#tables.settings));
  }

  /** The tables, for a reader. @throws Restoring while they hold a part of a backup only */
  get #whole(): Tables {
    if (this.#gate.isRestoring) throw new Restoring();
    return this.#tables;
  }

  get #context(): FlushContext {
    return {
      tables: this.#tables,
      store: new DocumentStore(this.env.DOCUMENTS),
      site: this.#site,
      now: () => Date.now(),
      transaction: (write) => this.ctx.storage.transactionSync(write),
    };
  }

  /**
   * Throws only if the schema can't be brought up to date for another reason than a limit: a catalog that cannot write, as
   * on a day whose rows are used up, can still be read. The next alarm, and the next start of the object, try again.
   */
  async #start(): Promise<void> {
    try {
      this.#gate.migrate();
    } catch (error) {
      if (!this.#gate.noteLimit(error)) throw error;
      return this.#timer.armAfterFailure(this.#gate.limit);
    }
    if (this.#gate.isLocked) return log('error', 'alarm', { error: locked.why });
    // The end of the restore does the rest.
    if (this.#gate.isRestoring) return;
    try {
      this.ctx.storage.transactionSync(() => this.#enterEpochs());
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
      await this.#timer.armAfterFailure(this.#gate.noteLimit(error));
    }
    try {
      await this.#timer.arm();
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
    }
  }

  #enterEpochs(): void {
    enterEpochs(this.#tables, this.#site, Date.now());
  }

  /** Digests of the content folder as it was last published. */
  manifest(): ManifestSummary {
    return { ...this.#whole.files.summary(), files: this.#whole.assets.summary() };
  }

  /** The files of some buckets. @param assets buckets of the files that are published as they are */
  manifestFiles(buckets: number[], assets: number[] = []): ManifestFiles {
    const { files } = this.#whole.files.inBuckets(buckets);
    return { files: { ...files, ...this.#whole.assets.inBuckets(assets) } };
  }

  /** Publishes a batch in one transaction: articles, addresses, and the work that they cause. */
  async publish(batch: ParsedBatch): Promise<BatchOutcome | Locked | Limited> {
    return this.#gate.change(async () => {
      const outcome = publishBatch(this.#context, batch);
      if (outcome.status === 'published') await this.#timer.arm();
      return outcome;
    });
  }

  /** Accepts a push from the webhook; the alarm then imports it. */
  async push(event: PushEvent): Promise<Verdict | Locked | Limited> {
    return this.#gate.change(async () => {
      const verdict = this.ctx.storage.transactionSync(() => accept(this.#tables, event, Date.now()));
      await this.#timer.arm();
      return verdict;
    });
  }

  /** Puts every document into the outbox, in case KV has lost some. */
  async rebuild(): Promise<RebuildResult | Locked | Limited> {
    return this.#gate.change(async () => {
      const result = this.ctx.storage.transactionSync(() => rebuild(this.#tables, Date.now()));
      await this.#timer.arm();
      return result;
    });
  }

  /** A page of a backup. */
  backup(query: BackupQuery): PageOutcome {
    return backupPage(this.#whole, this.#site, query);
  }

  /** Begins to restore a backup, or goes on with it. @returns the rows that are in */
  async beginRestore(query: RestoreQuery): Promise<Restored<RowCounts>> {
    return this.#restorer.begin(query);
  }

  /** Restores the next lines of one file of the backup. @returns the rows that are in */
  async restore(kind: BackupKind, from: number, body: Uint8Array): Promise<Restored<RowCounts>> {
    return this.#restorer.add({ kind, from, body });
  }

  /** Ends a restore. From now on the site answers. */
  async completeRestore(backup: string): Promise<Restored<RebuildResult>> {
    const result = await this.#restorer.complete(backup);
    await this.#timer.arm();
    return result;
  }

  /** Gives a restore up; the catalog is empty then. */
  async cancelRestore(): Promise<Restored<undefined>> {
    const result = await this.#restorer.cancel();
    await this.#timer.arm();
    return result;
  }

  #enterRestored(): void {
    // The namespace of ids comes with a backup.
    this.#identified = undefined;
    this.#enterEpochs();
  }

  /** Which of these files have to be sent: all that this store does not hold. */
  missingBlobs(store: StoredBlob['store'], blobs: string[]): MissingBlobs {
    this.#gate.note(() => this.#tables.blobs.renew(blobs, Date.now()));
    return missingBlobs(this.#tables, store, blobs);
  }

  /** A file whose bytes are stored and checked, and the parts of one that is on its way. */
  blob(blob: string): { stored?: StoredBlob; upload?: Upload } {
    const stored = this.#tables.blobs.find([blob]).get(blob);
    const upload = this.#tables.uploads.get(blob);
    return { ...(stored && { stored }), ...(upload && { upload }) };
  }

  /** Notes that the bytes of a file are stored and checked. From now on an article or an address may name it. */
  blobStored(blob: StoredBlob): Locked | undefined {
    return this.#gate.note(() => {
      this.#tables.blobs.set(blob);
      this.#tables.uploads.end(blob.blob);
    });
  }

  uploadBegun(upload: Omit<Upload, 'parts'>): Locked | undefined {
    return this.#gate.note(() => this.#tables.uploads.begin(upload));
  }

  partStored(blob: string, upload: string, number: number, etag: string): Locked | undefined {
    return this.#gate.note(() => this.#tables.uploads.addPart(blob, upload, number, etag));
  }

  /** The sender has a new endpoint of a webhook: from now on changes of articles are noted for it. */
  webhookAdded(): Locked | undefined {
    const { settings } = this.#tables;
    return this.#gate.note(() => {
      const { added, ...retry } = settings.get('webhooks') ?? { added: 0, tries: 0, tryAt: 0 };
      settings.set('webhooks', { added: added + 1, ...retry });
    });
  }

  /** Forgets an upload that cannot be completed. */
  uploadEnded(blob: string): Locked | undefined {
    return this.#gate.note(() => this.#tables.uploads.end(blob));
  }

  /** A subscription document that KV does not hold: one not written yet, an intersection, or one with a limit. */
  feed(scope: string, format: FeedFormat, limit?: number): FeedDocument | null {
    return renderFeed(this.#whole, this.#site, parseScopeKey(scope), [format], { limit })?.[format] ?? null;
  }

  /** A subscription document as KV has it; `stale`: a newer version is on its way to KV; null: there are no articles. */
  writtenFeed(scope: string, format: FeedFormat): FeedDocument | 'stale' | null {
    const document = this.feed(scope, format);
    return document && !hasVersion(this.#tables.documents.get(feedKey(scope, format)), document.etag)
      ? 'stale'
      : document;
  }

  /** A page of the archive; null where there is none. */
  archive(scope: string, format: FeedFormat, cursor: Cursor): FeedDocument | null {
    return renderArchive(this.#whole, this.#site, parseScopeKey(scope), format, cursor);
  }

  /** A page of a scope's older articles, for people; null where there is none. */
  list(scope: string, cursor: Cursor): ListDocument | null {
    return renderList(this.#whole, parseScopeKey(scope), cursor);
  }

  /** Articles for an app, the newest first. @param after only those behind this place */
  articles(selection: Selection, after: Position | undefined, most: number): ArticlesPage {
    return renderArticles(this.#whole, this.#site, selection, after, most);
  }

  /** An article for an app; null: there is none with this id. */
  article(id: string): { article: Article; lastModified: number } | null {
    return renderArticle(this.#whole, this.#site, id);
  }

  /** What has changed for an app since it last asked. */
  changes(since: ChangesCursor | undefined, most: number): ChangesAnswer {
    return renderChanges(this.#whole, this.#site, since, most);
  }

  /** Answers 1 if the database can be read. */
  ping(): number {
    return this.ctx.storage.sql.exec<{ n: number }>('SELECT 1 AS n').one().n;
  }

  /** The live articles of one sitemap, and how many sitemaps there are. @param part from 1 */
  sitemap(part: number): { entries: SitemapEntry[]; parts: number } {
    const { articles } = this.#whole;
    const parts = articles.parts(limits.sitemapArticles);
    return { entries: part <= parts ? articles.part(part, limits.sitemapArticles) : [], parts };
  }

  /** The status for readers. */
  publicStatus(): PublicStatus {
    return publicStatusOf(this.#whole, Date.now());
  }

  /** The articles that a search finds, the best first. @param page from 1 to `limits.searchPages` */
  search(query: string, page = 1): SearchDocument {
    return renderSearch(this.#whole, queryOf(query), page);
  }

  /** The articles that a search finds, the newest first, as a feed. */
  searchFeed(query: string, format: FeedFormat, limit?: number): FeedDocument {
    return renderSearchFeed(this.#whole, this.#site, queryOf(query), format, limit);
  }

  /** The document of an address that KV does not hold yet. */
  address(address: string): AddressDocument | null {
    return renderAddress(this.#whole, address, pagesOf(this.#whole, this.#site));
  }

  /** A document; where there is none, where an old link leads. Both in one call, since strangers ask for anything. */
  find(wanted: Wanted, asked: Asked): FeedDocument | ListDocument | AddressDocument | Elsewhere {
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
        return this.address(wanted.address) ?? elsewhere();
    }
  }

  /** Where an address leads at which the site has no document; see old-links.ts. */
  oldLink(asked: Asked): OldLink | null {
    return findOldLink(this.#whole, this.#site, asked);
  }

  /** The list of feeds, as long as KV does not hold it. */
  index(): IndexDocument & Validators {
    const { index, validators } = renderIndex(this.#whole, this.#whole.settings.get('last_publish') ?? 0);
    return { ...index, ...validators };
  }

  /** The status for the site's owner. */
  status(): Status {
    const status = statusOf(this.#tables, Date.now(), this.#gate.limit);
    return { ...status, ...(this.#gate.isLocked && { locked: locked.why }) };
  }

  /** Set if a later version of edgefeed has changed the database. */
  locked(): Locked | undefined {
    return this.#gate.isLocked ? locked : undefined;
  }

  /** Never throws: the platform gives up on an alarm that has failed six times. */
  override async alarm(): Promise<void> {
    try {
      this.#gate.migrate();
      if (this.#gate.isLocked) {
        log('error', 'alarm', { error: locked.why });
        return await this.#timer.armWhileLocked();
      }
      if (this.#gate.isRestoring) return;
      const isWell = await ring({
        ...this.#context,
        enterEpochs: () => this.#enterEpochs(),
        tellSender: async () => tellSender(this.#context, this.env.OUTBOUND),
        tellChanges: async () => tellChanges(this.#context, this.env.OUTBOUND),
        deleteBytes: async (blobs) => blobsOf(this.env).delete(blobs),
        advanceSync: async () => advanceSync(this.#syncContext()),
        persist: async () => this.ctx.storage.sync(),
      });
      if (isWell) {
        this.#gate.limit = undefined;
        await this.#timer.arm();
      } else await this.#timer.armAfterFailure();
    } catch (error) {
      const limit = this.#gate.noteLimit(error);
      if (!limit) log('error', 'alarm', { error: reasonOf(error) });
      await this.#timer.armAfterFailure(limit);
    }
  }

  #syncContext(): SyncContext {
    const settings = githubFrom(this.env);
    const { now } = this.#context;
    return {
      ...this.#context,
      github: new GitHub(settings, { fetch: async (url, init) => fetch(url, init), now }),
      settings,
      blobs: blobsOf(this.env),
      publish: (batch, record) => publishBatch(this.#context, batch, record),
      isCurrent: ({ number }) => this.#tables.imports.last()?.number === number,
    };
  }
}
