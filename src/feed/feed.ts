/** What every format is rendered from. */

import type { Article } from '../article/article.ts';
import type { Site } from '../config.ts';
import type { Scope } from './scope.ts';

/** Where a feed's document stands among its pages (RFC 5005). All addresses are absolute. */
export interface Paging {
  /** True for an archive document, false for the subscription document. */
  archive: boolean;
  /** The document of the articles just older than these. */
  older?: string;
  /** The document of the articles just newer than these, for archive documents. */
  newer?: string;
}

/** One feed, before it is written in a format: the same facts for RSS, Atom and JSON Feed. */
export interface Feed {
  site: Site;
  scope: Scope;
  /** Newest first, already cut to what the document holds. */
  articles: readonly Article[];
  /** Per format: each document leads to its neighbours of the same format. */
  paging?: Record<FeedFormat, Paging>;
}

export type FeedFormat = 'rss' | 'atom' | 'json';
