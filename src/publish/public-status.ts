/** What everybody may know about a site: nothing of drafts, of articles that are to come, or of what fails and why. */

/** `GET /status.json` */
export interface PublicStatus {
  /** Articles that readers see. */
  articles: number;
  /** Feeds: one of everything, and one for each category, tag and author. */
  feeds: number;
  /** Documents that are committed but not yet written to the edge, and how many of them have been tried in vain. */
  waiting: number;
  failing: number;
  /** ISO 8601 UTC; absent before the first publish. */
  lastPublish?: string;
  /** The newest first, twenty at most. */
  publishes: Publish[];
  /** By month of the articles' dates (UTC), the oldest first; months without anything new are left out. */
  months: Month[];
}

/** What a publisher sent at once, in however many batches. Counts are of articles that readers see, or saw before. */
export interface Publish {
  /** When its first batch was committed, ISO 8601 UTC. */
  at: string;
  /** Ms from then until all feeds were live; absent: they are not yet. */
  ms?: number;
  added: number;
  changed: number;
  removed: number;
  /** Files that were not taken because of a mistake in them. */
  refused: number;
}

export interface Month {
  /** `2026-11` */
  month: string;
  /** Articles of that month. */
  articles: number;
  /** Feeds of which the oldest article is of that month. */
  feeds: number;
}
