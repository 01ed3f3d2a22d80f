import { DurableObject } from 'cloudflare:workers';
import { migrate } from '../catalog/tables/migrations.ts';
import { log, reasonOf } from '../log.ts';
import type { OutboundStatus } from '../publish/outbound-status.ts';
import type {
  ChangeNotes,
  Webhook,
  WebhookDelivery,
  WebhookFilter,
  WebhookRefusal,
  WebhookTest,
  WebhookWithSecret,
} from '../publish/webhooks.ts';
import type { PublicStatus } from '../publish/public-status.ts';
import { siteFrom } from '../site/config.ts';
import { readSetting } from '../site/settings.ts';
import { settledAfter } from '../site/staleness.ts';
import { noteChanges, type ChangedFeed } from './changed.ts';
import type { OutboundContext } from './context.ts';
import { FeedMemo } from './feed-memo.ts';
import { takeRequest, type HubAnswer, type HubParameters } from './requests.ts';
import { Sender } from './sender.ts';
import { outboundStatus, publicOutboundStatus } from './status.ts';
import { migrations } from './tables/migrations.ts';
import { Tables } from './tables/tables.ts';
import {
  addWebhook,
  changeWebhook,
  deliveriesOf,
  listWebhooks,
  redeliver,
  removeWebhook,
  rotateWebhook,
  testWebhook,
  type WebhookChanges,
} from './webhooks/manage.ts';
import { noteArticles } from './webhooks/note.ts';

/** What only `edgefeed start` binds. */
interface LocalBindings {
  /** `1`: loopback addresses may be asked. */
  OUTBOUND_LOOPBACK?: string;
}

/** How long a catalog that does not answer is left alone, ms. */
const afterSilence = 60_000;

const lockedReason = 'a later version of edgefeed has changed the database of the sender';

const updating: WebhookRefusal = { status: 503, detail: 'The sender is being updated; try again later.' };

const silent: WebhookRefusal = {
  status: 409,
  detail:
    '`npm start` sends nothing; start it with EDGEFEED_OUTBOUND_LOOPBACK=1 to try webhooks on this machine.',
};

/** How long the alarm sleeps if the database takes no writes, as on a day whose rows are used up, ms. */
const afterFailure = 15 * 60_000;

/**
 * The sender: everything that goes out, and the subscriptions that it goes out for. It is no part of the catalog, because
 * a receiver may take ten seconds to answer: meanwhile the catalog's connections, its thread and its subrequests are free.
 */
export class Outbound extends DurableObject<Env & LocalBindings> {
  readonly #tables: Tables;
  readonly #sender = new Sender();
  readonly #feeds = new FeedMemo(async (scope, format) =>
    this.env.CATALOG.getByName('catalog').writtenFeed(scope, format),
  );
  /** A later version of edgefeed has changed the database: this one leaves it alone. */
  readonly #isLocked: boolean;
  /** When the catalog is told of new endpoints again, ms. */
  #tellCatalogAt = 0;

  constructor(ctx: DurableObjectState, env: Env & LocalBindings) {
    super(ctx, env);
    this.#isLocked = migrate(ctx.storage, migrations).isNewer;
    this.#tables = new Tables(ctx.storage.sql);
    // Should the object have died between a change and its alarm.
    void ctx.blockConcurrencyWhile(async () => this.#arm());
  }

  /** Seconds. */
  get #delay(): number {
    const delay = readSetting(this.env, 'HUB_DELAY');
    return delay === 'caches' ? settledAfter(readSetting(this.env, 'MEMO_SECONDS')) : delay;
  }

  get #context(): OutboundContext {
    return {
      tables: this.#tables,
      site: siteFrom(this.env),
      permissions: {
        http: readSetting(this.env, 'HUB_CALLBACKS') === 'http',
        loopback: this.env.OUTBOUND_LOOPBACK === '1',
      },
      delay: this.#delay,
      now: () => Date.now(),
      transaction: (write) => this.ctx.storage.transactionSync(write),
      fetch: async (url, init) => fetch(url, init),
      feed: async (scope, format) => this.#feeds.feed(scope, format),
      article: async (id) => (await this.env.CATALOG.getByName('catalog').article(id))?.article ?? null,
    };
  }

  /** The catalog tells of feeds that KV has taken. */
  async changed(feeds: ChangedFeed[]): Promise<void> {
    if (this.#isLocked) throw new Error(lockedReason);
    noteChanges(this.#context, feeds);
    this.#feeds.clear();
    await this.#arm();
  }

  /**
   * The catalog tells of articles that have changed.
   * @returns whether there is an endpoint that may hear of more
   */
  async articlesChanged(told: ChangeNotes): Promise<boolean> {
    if (this.#isLocked) throw new Error(lockedReason);
    const hasEndpoints = noteArticles(this.#context, told);
    await this.#arm();
    return hasEndpoints;
  }

  /** Adds an endpoint of a webhook. Once this answers, no change is missed. */
  async addWebhook(given: {
    url: string;
    filter?: WebhookFilter;
  }): Promise<WebhookWithSecret | WebhookRefusal> {
    if (this.env.OUTBOUND_LOOPBACK === '') return silent;
    const added = await this.#managing((context) => addWebhook(context, given));
    await this.#tellCatalog();
    await this.#arm();
    return added;
  }

  async changeWebhook(id: string, changes: WebhookChanges): Promise<Webhook | WebhookRefusal> {
    return this.#managing((context) => changeWebhook(context, id, changes));
  }

  async removeWebhook(id: string): Promise<WebhookRefusal | undefined> {
    return this.#managing((context) => removeWebhook(context, id));
  }

  async rotateWebhook(id: string): Promise<WebhookWithSecret | WebhookRefusal> {
    return this.#managing((context) => rotateWebhook(context, id));
  }

  async redeliverWebhook(id: string, message: string): Promise<WebhookRefusal | undefined> {
    return this.#managing((context) => redeliver(context, id, message));
  }

  async testWebhook(id: string): Promise<WebhookTest | WebhookRefusal> {
    return this.#isLocked ? updating : testWebhook(this.#context, id);
  }

  webhooks(): Webhook[] {
    return listWebhooks(this.#context);
  }

  webhookDeliveries(id: string): WebhookDelivery[] | WebhookRefusal {
    return deliveriesOf(this.#context, id);
  }

  async #managing<T>(change: (context: OutboundContext) => T): Promise<T | WebhookRefusal> {
    if (this.#isLocked) return updating;
    const result = this.ctx.storage.transactionSync(() => change(this.#context));
    await this.#arm();
    return result;
  }

  /** Has the catalog note changes for new endpoints. A failure is tried again by the alarm. */
  async #tellCatalog(): Promise<void> {
    const { endpoints } = this.#tables;
    const unknown = endpoints.unknown();
    if (unknown.length === 0) return;
    try {
      const refusal = await this.env.CATALOG.getByName('catalog').webhookAdded();
      if (refusal) throw new Error(refusal.why);
      this.ctx.storage.transactionSync(() => endpoints.known(unknown));
    } catch (error) {
      this.#tellCatalogAt = Date.now() + afterSilence;
      log('warn', 'outbound', { error: reasonOf(error) });
    }
  }

  /** A request to the hub. */
  async request(parameters: HubParameters): Promise<HubAnswer> {
    if (this.#isLocked) return { status: 429, detail: 'The hub is being updated; try again later.' };
    const answer = this.ctx.storage.transactionSync(() => takeRequest(this.#context, parameters));
    await this.#arm();
    return answer;
  }

  status(): OutboundStatus {
    return outboundStatus(this.#tables, Date.now());
  }

  /** What anybody may know: neither hosts nor reasons. */
  publicStatus(): PublicStatus['hub'] {
    return publicOutboundStatus(this.#tables);
  }

  /** Never throws: the platform gives up on an alarm that has failed six times. */
  override async alarm(): Promise<void> {
    try {
      if (this.#isLocked) return;
      this.#tables.subscriptions.expire(Date.now());
      await this.#tellCatalog();
      const isUsedUp = await this.#sender.send(this.#context);
      // A slow receiver may still be waited for.
      this.ctx.waitUntil(this.#sender.idle().then(async () => this.#arm()));
      if (isUsedUp) await this.ctx.storage.setAlarm(Date.now());
      else await this.#arm();
    } catch (error) {
      log('error', 'alarm', { job: 'outbound', error: reasonOf(error) });
      // That may fail, too; then the next start of the object sets it.
      await this.ctx.storage.setAlarm(Date.now() + afterFailure).catch(() => {});
    }
  }

  /** Sets the alarm for what is due next. */
  async #arm(): Promise<void> {
    if (this.#isLocked) return;
    const { deliveries, subscriptions, endpoints } = this.#tables;
    const now = Date.now();
    const untold = endpoints.unknown().length > 0 ? Math.max(this.#tellCatalogAt, now) : Infinity;
    const next = Math.min(deliveries.nextTry(now) ?? subscriptions.nextExpiry() ?? Infinity, untold);
    if (next === Infinity) return;
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set < now || set > next) await this.ctx.storage.setAlarm(next);
  }
}
