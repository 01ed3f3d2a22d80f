/** The one record in the middle: every dialect becomes an Article, every renderer reads only Articles. */

/** A person or a body that wrote an article. `url` is absolute http(s). */
export interface Author {
  name: string;
  url?: string;
  email?: string;
}

/** Audio or video that belongs to an article (an RSS enclosure). */
export interface Media {
  /** Absolute http(s) address. */
  url: string;
  /** MIME type, `audio/…` or `video/…` where it is known. */
  type: string;
  /** Bytes, where the author gave them. */
  length?: number;
  /** Seconds, where the author gave them. */
  duration?: number;
}

/**
 * What a source file says, before the catalog knows it. Text fields are plain text without markup, free of
 * characters that XML 1.0 forbids, in NFC; dates are milliseconds since 1970 UTC; addresses are absolute http(s).
 */
export interface ParsedArticle {
  /** Where the source lies, relative to the content folder, with `/`. */
  path: string;
  /** Where the article is served below `/articles/`: unencoded, NFC, no slash at either end. */
  address: string;
  /** The id that the author wrote. Absent: the catalog mints one, once. */
  id?: string;
  title: string;
  /** Absent: the moment the article was first committed. */
  published?: number;
  /** Absent: `published`. */
  updated?: number;
  /** From this moment on the article is no longer published. */
  expires?: number;
  /** Before this moment the article is not published, though its date may be an earlier one (Hugo's `publishDate`). */
  embargo?: number;
  /**
   * Absent: an article of the feeds. A page (about, imprint) has an address, stands in the sitemap and the search, and is
   * linked from the site's pages; an unlisted article has an address, and nothing leads there. Neither is in a feed.
   */
  kind?: 'page' | 'unlisted';
  /** Search engines are asked to leave the article out. */
  noindex?: true;
  /** The search of the site leaves the article out. */
  unsearchable?: true;
  /** In the author's order, white space folded, no duplicates. */
  categories: string[];
  tags: string[];
  authors: Author[];
  /** Plain text, one paragraph; empty where the body has no text either. */
  summary: string;
  /** The body: sanitised HTML whose links and images are absolute. */
  html: string;
  image?: string;
  media: Media[];
  /** BCP 47. Absent: the site's language. */
  language?: string;
  /** What the article is about, elsewhere (JSON Feed `external_url`). */
  externalUrl?: string;
  /** Former addresses below `/articles/` or absolute paths of the site (`/2020/01/hello`), unencoded, that lead here. */
  aliases: string[];
}

/** An article of the catalog: identified and dated. */
export interface Article extends ParsedArticle {
  /** An absolute IRI in ASCII (`urn:uuid:…` when minted). Never changes. */
  id: string;
  published: number;
  /** Never before `published`. */
  updated: number;
}

/** Whether search engines should not index the article. */
export const isHiddenFromEngines = ({ kind, noindex }: Pick<ParsedArticle, 'kind' | 'noindex'>): boolean =>
  noindex === true || kind === 'unlisted';

/** An article without its body: what lists, terms and addresses need, and a hundredth of the memory. */
export type ArticleHead = Omit<Article, 'html'>;
