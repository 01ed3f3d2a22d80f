import { DurableObject } from 'cloudflare:workers';
import { articleFormat } from '../article/parse.ts';
import { siteFrom, type Site } from '../config.ts';
import type { FeedFormat } from '../feed/feed.ts';
import { feedFormat } from '../feed/formats.ts';
import type { Cursor } from '../feed/archive.ts';
import { queryOf } from '../feed/query.ts';
import type { SitemapEntry } from '../feed/sitemap.ts';
import { log, reasonOf } from '../log.ts';
import { parseScopeKey, scopeKey, scopeOf } from '../feed/scope.ts';
import { GitHub } from '../github/client.ts';
import type { PushEvent } from '../github/push.ts';
import { githubFrom, type GitHubSecrets } from '../github/settings.ts';
import type {
  BatchResult,
  FileResult,
  ManifestFiles,
  ManifestSummary,
  Push,
  RebuildResult,
  Status,
} from '../publish/protocol.ts';
import type { Report } from '../publish/report.ts';
import {
  DocumentStore,
  type AddressDocument,
  type FeedDocument,
  type IndexDocument,
  type ListDocument,
  type SearchDocument,
  type Validators,
} from '../store/documents.ts';
import { ChangeSet } from './changeset.ts';
import { Commit, type ParsedPut } from './commit.ts';
import { liveness } from './entry.ts';
import { flush } from './flush.ts';
import { siteIdFor } from './identity.ts';
import { accept, type Verdict } from './import/accept.ts';
import { advanceImport, importStatus, type ImportContext } from './import/import.ts';
import { migrate } from './migrations.ts';
import { pauseIn } from './pause.ts';
import { enter, newestPush } from './pushes.ts';
import {
  renderAddresses,
  renderArchive,
  renderFeed,
  renderIndex,
  renderList,
  renderSearch,
  renderSearchFeed,
} from './render.ts';
import { reportOf } from './report.ts';
import { catchUp, startOver } from './search-backlog.ts';
import { Tables } from './tables.ts';

/** What a publisher asks the catalog to commit, its files parsed. */
interface ParsedBatch {
  put: ParsedPut[];
  delete: string[];
  /** Further batches follow at once. */
  more: boolean;
  /** The push that the batch is a part of. */
  push?: Push & { force?: boolean };
}

/** Why a batch was not committed: this newer push was there before it. */
interface Outdated {
  outdatedBy: Push;
}

/**
 * How long work waits for announced batches, ms: rendering all feeds again after each batch would take longer than
 * publishing. Should the publisher die meanwhile, it is done all the same.
 */
const patience = 10_000;
/** How long the alarm sleeps after a failure of its own, ms. */
const afterFailure = 3000;
/** An article may be scheduled for the year 2999, but the platform takes no alarm that late; ms. */
const longestSleep = 30 * 24 * 60 * 60 * 1000;
/** Scheduled or expired articles that one transaction changes. */
const wakeLimit = 500;
/** Addresses that one statement puts into the outbox: SQLite takes 2 MB a value, and an address may be long. */
const rebuildChunk = 1000;

/** The single writer: every article, in SQLite, and the work that a change causes. */
export class Catalog extends DurableObject<Env & GitHubSecrets> {
  readonly #tables: Tables;
  readonly #store: DocumentStore;
  readonly #site: Site;

  constructor(ctx: DurableObjectState, env: Env & GitHubSecrets) {
    super(ctx, env);
    this.#tables = new Tables(ctx.storage.sql);
    this.#store = new DocumentStore(env.DOCUMENTS);
    this.#site = siteFrom(env);
    void ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage);
      ctx.storage.transactionSync(() => this.#adopt());
      await this.#arm();
    });
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
  async commit(batch: ParsedBatch): Promise<BatchResult | Outdated> {
    const committed = this.#commit(batch);
    if (!('outdatedBy' in committed)) await this.#arm();
    return committed;
  }

  /** @param record writes what else belongs into the transaction */
  #commit(
    batch: ParsedBatch,
    record: (results: readonly FileResult[]) => void = () => {},
  ): BatchResult | Outdated {
    const now = Date.now();
    const { settings, outbox } = this.#tables;
    const siteId = this.#siteId();
    const commit = new Commit(this.#tables, batch.put, batch.delete, {
      now,
      siteId,
      siteUrl: this.#site.url,
    });
    const newer = this.ctx.storage.transactionSync(() => {
      const newer = batch.push && enter(settings, batch.push);
      if (newer) return newer;
      if (!commit.changes.empty) {
        commit.changes.apply(this.#tables, now, batch.more ? now + patience : now);
        settings.set('last_publish', String(now));
      }
      if (!batch.more) outbox.hurry(now);
      record(commit.results);
      return undefined;
    });
    return newer ? { outdatedBy: newer } : { files: commit.results };
  }

  /** Takes in a push that a webhook tells of; the alarm then imports it. */
  async push(event: PushEvent): Promise<Verdict> {
    const verdict = this.ctx.storage.transactionSync(() => accept(this.#tables, event, Date.now()));
    await this.#arm();
    return verdict;
  }

  /** Has everything written to KV again that ought to be there, should it have been lost. */
  async rebuild(): Promise<RebuildResult> {
    const now = Date.now();
    const { settings, documents, addresses, outbox } = this.#tables;
    const result = this.ctx.storage.transactionSync(() => {
      documents.clear();
      const revision = settings.nextRevision();
      const feeds = this.#feedKeys();
      outbox.add('feed', feeds, revision, now, now);
      outbox.add('index', [''], revision, now, now);
      const all = [...addresses.all()];
      for (let i = 0; i < all.length; i += rebuildChunk)
        outbox.add('article', all.slice(i, i + rebuildChunk), revision, now, now);
      return { feeds: feeds.size, addresses: all.length };
    });
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

  /** Addresses of live articles, the oldest first. */
  sitemap(offset: number, limit: number): SitemapEntry[] {
    return this.#tables.listings.oldest(offset, limit);
  }

  /** What everybody may know about the site. */
  report(): Report {
    return reportOf(this.#tables);
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
    const { index, validators } = renderIndex(
      this.#tables,
      Number(this.#tables.settings.get('last_publish') ?? 0),
    );
    return { ...index, ...validators };
  }

  status(): Status {
    const { files, articles, listings, outbox, settings } = this.#tables;
    const terms = { category: 0, tag: 0, author: 0 };
    for (const { kind } of listings.terms()) if (kind !== 'all') terms[kind]++;
    const lastPublish = settings.get('last_publish');
    const push = newestPush(settings);
    const github = importStatus(this.#tables);
    const pause = pauseIn(settings);
    return {
      files: files.count(),
      articles: articles.count(),
      terms,
      outbox: outbox.count(),
      failures: outbox.failures(),
      ...(pause && { pausedUntil: new Date(pause.until).toISOString() }),
      ...(push && { push }),
      ...(github && { github }),
      ...(lastPublish && { lastPublish: new Date(Number(lastPublish)).toISOString() }),
    };
  }

  /** Never throws: the platform gives up on an alarm that has failed six times. */
  override async alarm(): Promise<void> {
    try {
      const started = Date.now();
      this.#wake(started);
      const { written, failed } = await flush({
        tables: this.#tables,
        store: this.#store,
        site: this.#site,
        now: () => Date.now(),
        transaction: (write) => this.ctx.storage.transactionSync(write),
      });
      if (failed > 0) {
        const failures = this.#tables.outbox.failures();
        log('warn', 'flush', { written, failed, ms: Date.now() - started, failures });
      }
      // Feeds first: what GitHub is asked for may take seconds.
      if (this.#tables.imports.nextTry() !== undefined) await advanceImport(this.#importContext());
      if (this.#idle()) this.ctx.storage.transactionSync(() => catchUp(this.#tables));
      await this.#arm();
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
      await this.ctx.storage.setAlarm(Date.now() + afterFailure);
    }
  }

  /** Whether nothing is about to be written: a publisher who is still sending keeps something waiting all the time. */
  #idle(): boolean {
    const next = this.#tables.outbox.nextTry();
    return next === undefined || next > Date.now() + patience;
  }

  #importContext(): ImportContext {
    const settings = githubFrom(this.env);
    const now = (): number => Date.now();
    return {
      tables: this.#tables,
      github: new GitHub(settings, { fetch: async (url, init) => fetch(url, init), now }),
      settings,
      site: this.#site,
      now,
      transaction: (write) => this.ctx.storage.transactionSync(write),
      commit: (batch, record) => {
        const committed = this.#commit(batch, record);
        return 'outdatedBy' in committed ? committed.outdatedBy : undefined;
      },
      isCurrent: ({ number }) => this.#tables.imports.last()?.number === number,
    };
  }

  /** Publishes what was scheduled until now, and takes back what has expired. */
  #wake(now: number): void {
    const due = this.#tables.articles.due(now, wakeLimit);
    if (due.length === 0) return;
    const changes = new ChangeSet();
    for (const entry of due) {
      changes.article(entry, { ...entry, ...liveness(entry.article, now), changedAt: now });
    }
    this.ctx.storage.transactionSync(() => changes.apply(this.#tables, now, now));
  }

  /** Sets the alarm for the next thing to do, if there is one. */
  async #arm(): Promise<void> {
    const { outbox, articles, imports, settings } = this.#tables;
    const nextTry = outbox.nextTry();
    const nextWrite = nextTry && Math.max(nextTry, pauseIn(settings)?.until ?? 0);
    const nextIndexing = this.#idle() && this.#tables.backlog.next(1).length > 0 ? Date.now() : undefined;
    const moments = [nextWrite, articles.nextWake(), imports.nextTry(), nextIndexing];
    const next = Math.min(...moments.filter((moment) => moment !== undefined));
    if (Number.isFinite(next)) await this.ctx.storage.setAlarm(Math.min(next, Date.now() + longestSleep));
  }

  /** Takes over a configuration or a version of edgefeed that is not the one that the catalog was last used with. */
  #adopt(): void {
    startOver(this.#tables);
    const { settings, files, outbox } = this.#tables;
    const { url, timezone } = this.#site;
    const sourceEpoch = JSON.stringify([articleFormat, url, timezone]);
    if (settings.get('source_epoch') !== sourceEpoch) {
      files.forgetContents();
      settings.set('source_epoch', sourceEpoch);
    }
    const feedEpoch = JSON.stringify([feedFormat, this.#site]);
    if (settings.get('feed_epoch') !== feedEpoch) {
      const now = Date.now();
      outbox.add('feed', this.#feedKeys(), settings.nextRevision(), now, now);
      settings.set('feed_epoch', feedEpoch);
    }
  }

  /** Of every feed that there is; that of everything is there without an article too. */
  #feedKeys(): Set<string> {
    const keys = this.#tables.listings.terms().map((term) => scopeKey(scopeOf(term)));
    return new Set([scopeKey({ kind: 'all' }), ...keys]);
  }

  /** The namespace of minted ids: as configured, else as it was first derived, else derived now. */
  #siteId(): string {
    const { settings } = this.#tables;
    const known = this.#site.id || settings.get('site_id');
    if (known) return known;
    const derived = siteIdFor(this.#site.url);
    settings.set('site_id', derived);
    return derived;
  }
}
