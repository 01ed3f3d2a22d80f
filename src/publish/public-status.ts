/** The public status of a site. Reveals nothing about drafts, scheduled articles or reasons of failures. */

import type { OutboundStatus } from './outbound-status.ts';

/** `GET /status.json` */
export interface PublicStatus {
  /** Live articles. */
  articles: number;
  /** Feeds: one for the site, and one for each category, tag and author. */
  feeds: number;
  /** Documents not yet written to KV, and how many of them failed at least once. */
  waiting: number;
  failing: number;
  /** What they wait for. `publish`: the rest of a publish; `storage`: KV takes no writes now. Absent: nothing. */
  waitsFor?: 'publish' | 'storage';
  /** What subscribers of the site's hub get; absent: there is no hub, or it does not answer. */
  hub?: Pick<OutboundStatus, 'subscriptions' | 'waiting' | 'failing' | 'givenUp' | 'medianMs'>;
  /** ISO 8601 UTC; absent before the first publish. */
  lastPublish?: string;
  /** Newest first, at most twenty. */
  publishes: Publish[];
  /** By month of publication (UTC), oldest first, without empty months. */
  months: Month[];
}

/** One publish, in any number of batches. Counts articles that readers see or saw. */
export interface Publish {
  /** Time of the first commit, ISO 8601 UTC. */
  at: string;
  /** Ms from then until all feeds were live; absent while they are not. */
  ms?: number;
  added: number;
  changed: number;
  removed: number;
  /** Files with an error. */
  refused: number;
}

export interface Month {
  /** `2026-11` */
  month: string;
  /** Articles published in the month. */
  articles: number;
  /** Feeds whose oldest article is from the month. */
  feeds: number;
}
