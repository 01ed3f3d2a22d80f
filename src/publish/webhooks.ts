/** Webhooks: what the catalog tells the sender, and what `/api/webhooks` answers. docs/webhooks.md describes them. */

export type ArticleEvent = 'published' | 'updated' | 'moved' | 'removed';

/** A change of an article that apps may see, as the catalog tells the sender of it. */
export interface ChangeNote {
  /** Of the catalog. A change is known by revision and id. */
  revision: number;
  id: string;
  event: ArticleEvent;
  /** ms since 1970 */
  at: number;
  /** The keys of the scopes that the article was in, and is in: which filters it fits. */
  before: string[];
  after: string[];
}

/** Some notes, in the order of their revisions, then of their ids. `log`: the name of the log that the revisions belong to. */
export interface ChangeNotes {
  log: string;
  notes: ChangeNote[];
}

/** Which articles an endpoint hears of; at most one member. */
export interface WebhookFilter {
  category?: string;
  tag?: string;
  author?: string;
}

/** An endpoint, as `/api/webhooks` shows it. Moments are ISO 8601 UTC. */
export interface Webhook {
  id: string;
  url: string;
  /** Absent: all articles. */
  filter?: WebhookFilter;
  since: string;
  /** Events that wait for delivery; up to 10,000. */
  waiting: number;
  /** Deliveries that failed since the last success. */
  failures: number;
  /** The last failure; absent: the last delivery succeeded, or there was none. */
  error?: string;
  /** When deliveries will be tried again, after a failure. */
  nextTry?: string;
  /** Since when it gets nothing: too many deliveries have failed, or it answered 410. */
  paused?: string;
  /** Until when messages are signed with the secret before the rotation, too. */
  formerSecretUntil?: string;
}

/** With the secret, which is shown only when it is made. */
export type WebhookWithSecret = Webhook & { secret: string };

/** A delivery of the last 30 days. */
export interface WebhookDelivery {
  /** The header `webhook-id`. */
  id: string;
  type: `article.${ArticleEvent}`;
  /** The id of the article. */
  article: string;
  /** When it was tried last. */
  at: string;
  /** `failing`: it is tried again. `moot`: the article was gone when its turn came, so that a removal follows. */
  result: 'delivered' | 'failing' | 'given up' | 'moot';
  /** Requests so far. */
  tries: number;
  /** The answer of the endpoint, or why there is none. */
  answer: string;
}

/** How a test ended. */
export interface WebhookTest {
  delivered: boolean;
  /** The answer of the endpoint, or why there is none. */
  answer: string;
}

/** A refusal, with a sentence. */
export interface WebhookRefusal {
  status: 404 | 409 | 422 | 503;
  detail: string;
}
