/** What everybody may know about a site: nothing of drafts, of articles that are to come, or of what fails and why. */

/** `GET /status.json` */
export interface Report {
  /** Articles that readers see. */
  articles: number;
  /** Feeds: one of everything, and one for each category, tag and author. */
  feeds: number;
  /** Documents that are committed but not yet written to the edge, and how many of them have been tried in vain. */
  waiting: number;
  failing: number;
  /** ISO 8601 UTC; absent before the first publish. */
  lastPublish?: string;
  /** By month of the articles' dates (UTC), the oldest first; months without anything new are left out. */
  months: Month[];
}

export interface Month {
  /** `2026-11` */
  month: string;
  /** Articles of that month. */
  articles: number;
  /** Feeds of which the oldest article is of that month. */
  feeds: number;
}
