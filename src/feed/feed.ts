/** The input of every renderer. */

import type { Article } from '../article/article.ts';
import type { PublishedShow } from '../show/show.ts';
import type { Site } from '../site/config.ts';
import type { Paging } from './archive.ts';
import type { FeedScope } from '../site/scope.ts';

/** An article that was removed, by its id. `at`: ms since 1970. */
export interface Removal {
  id: string;
  at: number;
}

/** One feed, independent of the format. */
export interface Feed {
  /** Its `id` is the namespace of the feed's id. */
  site: Site;
  scope: FeedScope;
  /** Newest first, already cut to the budget of a document. */
  articles: readonly Article[];
  /** Articles that were removed lately; absent: none that are known. */
  removed?: readonly Removal[];
  /** Absent: a subscription document with all articles. */
  paging?: Paging;
  /** The value of `?limit=`, which is then part of the document's address. */
  limit?: number;
  /** Of the feed of a podcast, whose articles are episodes. */
  show?: PublishedShow;
  /** The date of a feed without articles, ms. Absent: it has none. */
  changedAt?: number;
}
