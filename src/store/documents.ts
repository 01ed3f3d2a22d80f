/** The shapes of all documents, stored in KV or rendered by the catalog on demand. */

import type { Article } from '../article/article.ts';
import type { Chapter } from '../article/episode.ts';
import type { QueryForm } from '../article/query-address.ts';
import type { FeedFormat } from '../feed/formats.ts';
import type { RedirectStatus } from '../redirects/rule.ts';
import type { Cursor } from '../site/cursor.ts';
import type { Typeset } from '../typeset/typeset.ts';
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

/** A file of the site: a picture, audio, a document. */
export interface FileDocument {
  /** Git blob id: the key of its bytes, and its entity tag. */
  blob: string;
  bytes: number;
  /** Its media type (RFC 9110, 8.3.1), with a charset if it needs one. */
  type: string;
  /** When the file at this address last changed, ms since 1970. */
  lastModified: number;
}

/** What files of this site say of an episode. */
export interface EpisodeTexts {
  chapters?: Chapter[];
  /** Paragraphs of what is said, with their times in seconds. */
  transcript?: { start: number; text: string; voice?: string }[];
}

export interface ArticleDocument extends Validators {
  state: 'article';
  /** With `typeset` its HTML is as the page shows it; else as feeds have it: an earlier version wrote it, or it is long. */
  article: Article;
  typeset?: Typeset;
  /** Absent: the article is no episode, or files say nothing of it. */
  episodeTexts?: EpisodeTexts;
  /** The show that it is an episode of. Absent: there is none. */
  podcast?: Pick<ShowCard, 'category'>;
  /** Absent for a page and an unlisted article. */
  neighbours?: Neighbours;
  /** Articles with the same terms, the nearest first. Absent: there are none. */
  related?: (Neighbour & { id: string })[];
  /** Another document is at its address with `.md`, so it has no Markdown. */
  withoutMarkdown?: true;
}

/** What an address leads to. */
export type AddressDocument =
  | ArticleDocument
  /** `to` is the address of the article that moved. */
  | ({ state: 'moved'; to: string } & WithForms)
  | ({ state: 'gone' } & WithForms)
  /** Nothing is here, but something is at the address with parameters. */
  | ({ state: 'none' } & WithForms)
  /** Nothing is here, but `to` differs in spelling only. The catalog answers this; KV never holds it. */
  | ({ state: 'like'; to: string } & WithForms)
  | ({ state: 'file' } & FileDocument);

/** Absent: no former address has this path and parameters. */
interface WithForms {
  forms?: QueryForm[];
}

/** Where an address leads at which the site has no document. */
export type OldLink =
  /** To an article, by its address below `/articles/`; `like`: by an address that differs in spelling only. */
  | { kind: 'article' | 'like'; to: string }
  /** A rule of the site's own; `to` is absolute. */
  | { kind: 'rule'; to: string; status: RedirectStatus }
  /** To a page or a feed of a scope: a path of the site. `unsure`: perhaps no article is there. */
  | { kind: 'scope'; to: string; unsure: boolean }
  /** No link at all: a file of a static folder, which KV does not have yet. */
  | { kind: 'file'; file: FileDocument }
  | { kind: 'gone' };

/** A document that KV may not hold. `scope`: as `scopeKey` writes it. */
export type Wanted =
  | { kind: 'feed'; scope: string; format: FeedFormat; limit?: number | undefined }
  | { kind: 'archive'; scope: string; format: FeedFormat; cursor: Cursor }
  | { kind: 'list'; scope: string; cursor: Cursor }
  | { kind: 'address'; address: string };

/** There is no document; null: no old link leads on either. One call of the catalog answers both. */
export interface Elsewhere {
  /** The path and the query that it is true of. */
  asked: string;
  elsewhere: OldLink | null;
}

/** A link to a page of the site. */
export interface PageLink {
  /** `/articles/…`, percent-encoded. */
  path: string;
  title: string;
  /** BCP 47; absent: the site's language. */
  language?: string;
}

/** The links at the top of every page. */
export interface NavigationDocument {
  /** In their order; at most `limits.navigation`. */
  links: PageLink[];
  /** When they last changed, ms since 1970. */
  changedAt: number;
}

/** A category with its newest articles. */
interface Highlight {
  name: string;
  newest: Card[];
}

/** A show on a page. */
export interface ShowCard {
  /** Absent: the whole site. */
  category?: string;
  title?: string;
  /** Plain text, cut. */
  description: string;
  /** The cover, absolute http(s). */
  image: string;
  /** BCP 47; absent: the site's language. */
  language?: string;
}

/** A show, as the catalog knows it. */
export interface ShowDocument extends ShowCard {
  /** ms since 1970 */
  lastModified: number;
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
  /** Paths of `newest`, `highlights` and `pages` at which another document is with `.md`. Absent: there are none. */
  withoutMarkdown?: string[];
  /** The podcasts, that of the whole site first; at most `limits.listedShows`. Absent: there are none. */
  shows?: ShowCard[];
  /** The parameters of former addresses of the home page's path (`/?p=1`), of articles and of redirects. Absent: none. */
  forms?: QueryForm[];
}

/** A page of the results of a search. */
export interface SearchDocument {
  /** Best matches first. */
  cards: Card[];
  /** Whether there are more matches. */
  more: boolean;
  /** If nothing was found. */
  suggestions?: Suggestions;
  /** ms since 1970 */
  lastModified: number;
}

/** What a reader may have meant by a search that finds nothing. */
export interface Suggestions {
  /** Searches that find something. */
  queries: string[];
  /** Categories, tags and authors with such a name. */
  terms: { kind: 'category' | 'tag' | 'author'; name: string; count: number }[];
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
  | Exclude<AddressDocument, { state: 'article' | 'file' }>;
