/** The documents that are kept at the edge, or made like those. */

import type { Article } from '../article/article.ts';
import type { Cursor } from '../site/cursor.ts';
import type { Card } from '../site/card.ts';

/** What a client needs to ask again whether something changed. */
export interface Validators {
  /** Without quotes and without `W/`. */
  etag: string;
  /** When the bytes last changed, ms since 1970. */
  lastModified: number;
}

/** A feed in one format, rendered. */
export interface FeedDocument extends Validators {
  body: Uint8Array;
}

/** An article just before or after another one. */
export interface Neighbour {
  address: string;
  title: string;
}

/** What stands beside an article in its last category (of all articles where it has none). */
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

/** A category with its newest articles. */
interface Highlight {
  name: string;
  newest: Card[];
}

/** Which feeds there are, and what stands on top: one small document, for the home page and OPML. */
export interface IndexDocument {
  terms: { kind: 'all' | 'category' | 'tag' | 'author'; name: string; count: number }[];
  /** The newest articles of all. */
  newest: Card[];
  /** The largest categories, the largest first. */
  highlights: Highlight[];
}

/** What a search found. */
export interface SearchDocument {
  /** The best first. */
  cards: Card[];
  /** Whether there are more than these. */
  more: boolean;
  /** ms since 1970 */
  lastModified: number;
}

/** A page of older articles, for people. */
export interface ListDocument {
  cards: Card[];
  /** The page of the articles just older than these. */
  older?: Cursor;
  /** The page of those just newer; `first`: the scope's own page. */
  newer: Cursor | 'first';
  /** Live articles in the scope. */
  count: number;
  /** ms since 1970 */
  lastModified: number;
}

/** Where an article's image is, without the article: null where it has none. */
export type Thumbnail =
  | { state: 'article'; image: string | null }
  | Exclude<AddressDocument, { state: 'article' }>;
