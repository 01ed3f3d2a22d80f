/** What every format is rendered from. */

import type { Article } from '../article/article.ts';
import type { Site } from '../site/config.ts';
import type { Paging } from './archive.ts';
import type { FeedScope } from '../site/scope.ts';

/** One feed, before it is written in a format: the same facts for RSS, Atom and JSON Feed. */
export interface Feed {
  /** With its `id`, which the feed's own is made from. */
  site: Site;
  scope: FeedScope;
  /** Newest first, already cut to what the document holds. */
  articles: readonly Article[];
  /** Absent: a subscription document that holds all there is. */
  paging?: Paging;
  /** How many items the reader asked for (`?limit=`), which is then part of the document's own address. */
  limit?: number;
}
