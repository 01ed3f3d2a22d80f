/** The shapes of all documents, stored in KV or rendered by the catalog on demand. */

import type { Article } from '../article/article.ts';
import type { Cursor } from '../site/cursor.ts';
import type { Card } from '../site/card.ts';

/** The validators of conditional requests (RFC 9110, 8.8). */
export interface Validators {
  /** Without quotes and without `W/`. */
  etag: string;
  /** When the bytes last changed, ms since 1970. */
  lastModified: number;
}

/** A rendered feed in one format. */
export interface FeedDocument extends Validators {
  body: Uint8Array;
  /** How `body` is compressed (RFC 9110, 8.4.1). Absent: it is not, as the catalog renders it. */
  encoding?: 'gzip';
}

/** The article just before or after another one. */
export interface Neighbour {
  address: string;
  title: string;
}

/** The neighbours of an article in its last category; among all articles if it has none. */
export interface Neighbours {
  older?: Neighbour;
  newer?: Neighbour;
}

/** What an address leads to. */
export type AddressDocument =
  | ({ state: 'article'; article: Article; neighbours?: Neighbours } & Validators)
  /** `to` is the address of the article that moved. */
  | { state: 'moved'; to: string }
  | { state: 'gone' };

/** A link to a page of the site. */
export interface PageLink {
  /** `/articles/…`, percent-encoded. */
  path: string;
  title: string;
  /** BCP 47; absent: the site's language. */
  language?: string;
}

/** A category with its newest articles. */
interface Highlight {
  name: string;
  newest: Card[];
}

/** All feeds and the newest articles: one small document, for the home page and OPML. */
export interface IndexDocument {
  terms: { kind: 'all' | 'category' | 'tag' | 'author'; name: string; count: number }[];
  /** The newest articles of the site. */
  newest: Card[];
  /** The largest categories, the largest first. */
  highlights: Highlight[];
  /** Pages of the site (about, imprint), by address; at most `limits.linkedPages`. Absent: there are none. */
  pages?: PageLink[];
}

/** The results of a search. */
export interface SearchDocument {
  /** Best matches first. */
  cards: Card[];
  /** Whether there are more matches. */
  more: boolean;
  /** ms since 1970 */
  lastModified: number;
}

/** The content of a page of older articles. */
export interface ListDocument {
  cards: Card[];
  /** The next page; absent on the last one. */
  older?: Cursor;
  /** The previous page; `first`: the page of the scope itself. */
  newer: Cursor | 'first';
  /** Live articles in the scope. */
  count: number;
  /** ms since 1970 */
  lastModified: number;
}

/** The image of an article without the article; null if it has none. */
export type Thumbnail =
  | { state: 'article'; image: string | null }
  | Exclude<AddressDocument, { state: 'article' }>;
