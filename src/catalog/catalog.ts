import { siteFrom, type Site } from '../site/config.ts';
import { GitHub } from '../github/client.ts';
import type { PushEvent } from '../github/push.ts';
import { githubFrom, type GitHubSecrets } from '../github/settings.ts';
import { log, reasonOf } from '../log.ts';
import type { MissingBlobs, RebuildResult, Status } from '../publish/protocol.ts';
import type { RestoreQuery, RowCounts } from '../publish/backup/protocol.ts';
import type { BackupKind } from '../publish/backup/rows.ts';
import { blobsOf } from '../store/blobs/blobs.ts';
import { DocumentStore } from '../store/store.ts';
import { Restorer, type Restored } from './backup/restorer.ts';
import { Restoring } from './backup/restoring.ts';
import { noteStored } from './batch/files/arrive.ts';
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
import { missingBlobs } from './read/missing-blobs.ts';
import { statusOf } from './read/status.ts';
import { CatalogReader } from './reader.ts';
import { accept, type Verdict } from './sync/accept.ts';
import type { SyncContext } from './sync/context.ts';
import { advanceSync } from './sync/sync.ts';
import type { StoredBlob } from './tables/blobs.ts';
import { Tables } from './tables/tables.ts';
import type { Upload } from './tables/uploads.ts';
import { locked, WriteGate } from './write-gate.ts';

/** The single writer: every article, in SQLite, and the work that a change causes. reader.ts has what it answers. */
export class Catalog extends CatalogReader {
  readonly #tables: Tables;
  readonly #timer: Timer;
  #identified: Site | undefined;
  readonly #gate: WriteGate;
  readonly #restorer: Restorer;

  constructor(ctx: DurableObjectState, env: Env & GitHubSecrets) {
    super(ctx, env, { tables: () => this.#whole, site: () => this.#site });
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
      blobs: blobsOf(this.env),
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
  async blobStored(blob: StoredBlob): Promise<Locked | undefined> {
    let isShown = false;
    const refused = this.#gate.note(() => {
      isShown = noteStored(this.#tables, blob, Date.now());
      this.#tables.uploads.end(blob.blob);
    });
    if (isShown) await this.#timer.arm();
    return refused;
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
