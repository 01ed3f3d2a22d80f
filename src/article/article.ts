/** The record in the middle: every dialect of front matter becomes an Article, and renderers read only Articles. */

import type { Episode } from './episode.ts';
import type { Navigation } from './fields/navigation.ts';

/** A person or an organisation. `url` is absolute http(s). */
export interface Author {
  name: string;
  url?: string;
  email?: string;
}

/** Audio or video that belongs to an article (an RSS enclosure). */
export interface Media {
  /** Absolute http(s) address. */
  url: string;
  /** MIME type, `audio/…` or `video/…` if known. */
  type: string;
  /** Bytes, if the author gave them. */
  length?: number;
  /** Seconds, if the author gave them. */
  duration?: number;
}

/** The type by its content, the length in bytes, the size in pixels. */
interface ImageFacts {
  type: string;
  bytes: number;
  width?: number;
  height?: number;
}

/**
 * A parsed source file, not yet in the catalog. Text fields are plain text in NFC, without markup and without
 * characters that XML 1.0 forbids. Dates are milliseconds since 1970 UTC. Addresses are absolute http(s).
 */
export interface ParsedArticle {
  /** The path of the source, relative to the content folder, with `/`. */
  path: string;
  /** The path of the article below `/articles/`: unencoded, NFC, no slash at either end. */
  address: string;
  /** The author's id. Absent: the catalog mints one, once. */
  id?: string;
  /** The id as RSS and JSON Feed write it, if its author wants it verbatim and it is no IRI. Absent: `id`. */
  guid?: string;
  title: string;
  /** Absent: the time of the first commit to the catalog. */
  published?: number;
  /** Absent: `published`. */
  updated?: number;
  /** The article is unpublished at this time. */
  expires?: number;
  /** Before this moment the article is not published, though its date may be an earlier one (Hugo's `publishDate`). */
  embargo?: number;
  /**
   * Absent: an article of the feeds. A page (about, imprint) has an address, stands in the sitemap and the search, and is
   * linked from the site's pages; an unlisted article has an address, and nothing leads there. Neither is in a feed.
   */
  kind?: 'page' | 'unlisted';
  /** A link at the top of every page leads here. */
  navigation?: Navigation;
  /** Search engines are asked to leave the article out. */
  noindex?: true;
  /** The search of the site leaves the article out. */
  unsearchable?: true;
  /** In the author's order, without duplicates, white space folded. */
  categories: string[];
  tags: string[];
  authors: Author[];
  /** Plain text, one paragraph. Empty if the body has no text either. */
  summary: string;
  /** The body: sanitised HTML whose links and images are absolute. */
  html: string;
  image?: string;
  media: Media[];
  /** What a podcast says of it. Absent: nothing; `media` may have audio all the same. */
  episode?: Episode;
  /** BCP 47. Absent: the site's language. */
  language?: string;
  /** The page that the article is about (JSON Feed `external_url`). */
  externalUrl?: string;
  /** Addresses that redirect here: below `/articles/`, or absolute paths of the site (`/2020/01/hello`); unencoded. */
  aliases: string[];
}

/** An article of the catalog: it has an id and dates. */
export interface Article extends ParsedArticle {
  /** An absolute IRI in ASCII (`urn:uuid:…` when minted). Never changes. */
  id: string;
  published: number;
  /** Not before `published`. */
  updated: number;
  /**
   * When the article was listed for the first time, as a number that grows with each: of two with the same date, the one
   * with the higher number is the newer. Edits keep it. Absent: not listed yet, or listed before edgefeed numbered articles.
   */
  arrival?: number;
  /** What is known of the file of `image`, if it is one of this site; the catalog fills it in for renderers. */
  imageFacts?: ImageFacts;
}

/** Whether search engines should not index the article. */
export const isHiddenFromEngines = ({ kind, noindex }: Pick<ParsedArticle, 'kind' | 'noindex'>): boolean =>
  noindex === true || kind === 'unlisted';

/** An article without its body: enough for lists, terms and addresses, in a hundredth of the memory. */
export type ArticleHead = Omit<Article, 'html'>;
