import { DurableObject } from 'cloudflare:workers';
import { siteFrom, type Site } from '../site/config.ts';
import type { Cursor } from '../site/cursor.ts';
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
  BatchResult,
  ManifestFiles,
  ManifestSummary,
  RebuildResult,
  Status,
} from '../publish/protocol.ts';
import type { PublicStatus } from '../publish/public-status.ts';
import type {
  AddressDocument,
  FeedDocument,
  IndexDocument,
  ListDocument,
  SearchDocument,
  Validators,
} from '../store/documents.ts';
import { DocumentStore } from '../store/store.ts';
import { nextAlarm, ring } from './jobs/alarm.ts';
import { commitBatch, type Excessive, type Locked, type Outdated, type ParsedBatch } from './commit/batch.ts';
import type { FlushContext } from './outbox/flush.ts';
import { accept, type Verdict } from './sync/accept.ts';
import type { ImportContext } from './sync/context.ts';
import { advanceImport } from './sync/sync.ts';
import { identified } from './commit/identity.ts';
import { enterEpochs } from './jobs/epochs.ts';
import { migrate } from './tables/migrations.ts';
import { rebuild } from './jobs/rebuild.ts';
import {
  renderAddresses,
  renderArchive,
  renderFeed,
  renderIndex,
  renderList,
  renderSearch,
  renderSearchFeed,
} from './read/documents.ts';
import { publicStatusOf } from './read/public-status.ts';
import { statusOf } from './read/status.ts';
import { Tables } from './tables/tables.ts';

const newer: Locked = {
  locked:
    'The catalog was changed by a later version of edgefeed, so this one only reads it; deploy that version again.',
};

/** How long the alarm sleeps after a failure of its own, ms. */
const afterFailure = 3000;

/** The single writer: every article, in SQLite, and the work that a change causes. */
export class Catalog extends DurableObject<Env & GitHubSecrets> {
  readonly #tables: Tables;
  readonly #site: Site;
  readonly #context: FlushContext;
  /** A later version of edgefeed has changed the database: it is read, and left as it is. */
  readonly #isNewer: boolean;

  constructor(ctx: DurableObjectState, env: Env & GitHubSecrets) {
    super(ctx, env);
    this.#isNewer = migrate(ctx.storage).isNewer;
    this.#tables = new Tables(ctx.storage.sql);
    this.#site = identified(siteFrom(env), this.#tables.settings);
    this.#context = {
      tables: this.#tables,
      store: new DocumentStore(env.DOCUMENTS),
      site: this.#site,
      now: () => Date.now(),
      transaction: (write) => ctx.storage.transactionSync(write),
    };
    void ctx.blockConcurrencyWhile(async () => this.#awake());
  }

  /**
   * Nothing in here keeps the object from answering: without writes, as on a day whose rows are used up, it is read all the
   * same. What failed is tried again by the next alarm, and whenever the object starts.
   */
  async #awake(): Promise<void> {
    if (this.#isNewer) return log('error', 'alarm', { error: newer.locked });
    try {
      this.ctx.storage.transactionSync(() => this.#enterEpochs());
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
      await this.#armAt(Date.now() + afterFailure);
    }
    try {
      await this.#arm();
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
    }
  }

  #enterEpochs(): void {
    enterEpochs(this.#tables, this.#site, Date.now());
  }

  /** Digests of what the content folder held when it was last published. */
  manifest(): ManifestSummary {
    return this.#tables.files.summary();
  }

  /** The files of some buckets. */
  manifestFiles(buckets: number[]): ManifestFiles {
    return this.#tables.files.inBuckets(buckets);
  }

  /** Commits a batch in one transaction: articles, addresses, and the work that they cause. */
  async commit(batch: ParsedBatch): Promise<BatchResult | Outdated | Excessive | Locked> {
    if (this.#isNewer) return newer;
    const committed = commitBatch(this.#context, batch);
    if ('files' in committed) await this.#arm();
    return committed;
  }

  /** Takes in a push that a webhook tells of; the alarm then imports it. */
  async push(event: PushEvent): Promise<Verdict | Locked> {
    if (this.#isNewer) return newer;
    const verdict = this.ctx.storage.transactionSync(() => accept(this.#tables, event, Date.now()));
    await this.#arm();
    return verdict;
  }

  /** Has everything written to KV again that ought to be there, should it have been lost. */
  async rebuild(): Promise<RebuildResult | Locked> {
    if (this.#isNewer) return newer;
    const result = this.ctx.storage.transactionSync(() => rebuild(this.#tables, Date.now()));
    await this.#arm();
    return result;
  }

  /** A subscription document that KV does not hold: new ones on their way, intersections, those with a limit. */
  feed(scope: string, format: FeedFormat, limit?: number): FeedDocument | null {
    return renderFeed(this.#tables, this.#site, parseScopeKey(scope), [format], { limit })?.[format] ?? null;
  }

  /** A page of the archive; null where there is none. */
  archive(scope: string, format: FeedFormat, cursor: Cursor): FeedDocument | null {
    return renderArchive(this.#tables, this.#site, parseScopeKey(scope), format, cursor);
  }

  /** A page of a scope's older articles, for people; null where there is none. */
  list(scope: string, cursor: Cursor): ListDocument | null {
    return renderList(this.#tables, parseScopeKey(scope), cursor);
  }

  /** Answers, which is all that is asked. */
  ping(): number {
    return this.ctx.storage.sql.exec<{ n: number }>('SELECT 1 AS n').one().n;
  }

  /** The live articles of one sitemap, and how many sitemaps there are. @param part from 1 */
  sitemap(part: number): { entries: SitemapEntry[]; parts: number } {
    const { articles } = this.#tables;
    const parts = articles.parts(limits.sitemapArticles);
    return { entries: part <= parts ? articles.part(part, limits.sitemapArticles) : [], parts };
  }

  /** What everybody may know about the site. */
  publicStatus(): PublicStatus {
    return publicStatusOf(this.#tables);
  }

  /** What a search finds, the best first. */
  search(query: string): SearchDocument {
    return renderSearch(this.#tables, queryOf(query));
  }

  /** What a search finds, the newest first, as a feed. */
  searchFeed(query: string, format: FeedFormat): FeedDocument {
    return renderSearchFeed(this.#tables, this.#site, queryOf(query), format);
  }

  /** What an address leads to, for those that KV does not hold yet. */
  address(address: string): AddressDocument | null {
    return renderAddresses(this.#tables, [address]).get(address) ?? null;
  }

  /** Which feeds there are, as long as KV does not hold it. */
  index(): IndexDocument & Validators {
    const { index, validators } = renderIndex(this.#tables, this.#tables.settings.get('last_publish') ?? 0);
    return { ...index, ...validators };
  }

  status(): Status {
    return statusOf(this.#tables, Date.now());
  }

  /** Never throws: the platform gives up on an alarm that has failed six times. */
  override async alarm(): Promise<void> {
    if (this.#isNewer) return log('error', 'alarm', { error: newer.locked });
    try {
      const isWell = await ring({
        ...this.#context,
        enterEpochs: () => this.#enterEpochs(),
        advanceImport: async () => advanceImport(this.#importContext()),
        sync: async () => this.ctx.storage.sync(),
      });
      if (isWell) await this.#arm();
      else await this.#armAt(Date.now() + afterFailure);
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
      await this.#armAt(Date.now() + afterFailure);
    }
  }

  #importContext(): ImportContext {
    const settings = githubFrom(this.env);
    const { now } = this.#context;
    return {
      ...this.#context,
      github: new GitHub(settings, { fetch: async (url, init) => fetch(url, init), now }),
      settings,
      commit: (batch, record) => {
        const committed = commitBatch(this.#context, batch, record);
        if ('tooMuch' in committed) return committed;
        return 'outdatedBy' in committed ? committed.outdatedBy : undefined;
      },
      isCurrent: ({ number }) => this.#tables.imports.last()?.number === number,
    };
  }

  /** Sets the alarm, if that can be done at all. */
  async #armAt(moment: number): Promise<void> {
    try {
      await this.ctx.storage.setAlarm(moment);
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
    }
  }

  /** Sets the alarm for the next thing to do, if there is one. */
  async #arm(): Promise<void> {
    const now = Date.now();
    const next = nextAlarm(this.#tables, now);
    if (next === undefined) return;
    // Setting it is a write, and batch after batch would put it off: one that rings too early sets it anew.
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set < now || set > next) await this.ctx.storage.setAlarm(next);
  }
}
