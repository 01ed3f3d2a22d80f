/**
 * What `/v1` of an edgefeed site answers, as TypeScript. The compiler compares these types with the schemas of the contract;
 * docs/api.md says what each field means.
 */

/** The addresses of a feed, by format. */
export interface Feeds {
  rss: string;
  atom: string;
  json: string;
}

export interface Site {
  url: string;
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  icon?: string | undefined;
  /** The number of articles in the feeds. */
  articles: number;
  feeds: Feeds;
}

export interface Author {
  name: string;
  url?: string | undefined;
}

/** Audio or video. */
export interface Attachment {
  url: string;
  mime_type: string;
  size_in_bytes?: number | undefined;
  duration_in_seconds?: number | undefined;
}

/** What a podcast says of an episode. Times are seconds. */
export interface Episode {
  /** The title without the number. */
  title?: string | undefined;
  season?: { number: number; name?: string | undefined } | undefined;
  episode?: { number: number; display?: string | undefined } | undefined;
  type?: 'full' | 'trailer' | 'bonus' | undefined;
  explicit?: boolean | undefined;
  /** The cover of the episode. Absent: the image of the article. */
  image?: string | undefined;
  transcripts?:
    | {
        url: string;
        mime_type: string;
        /** BCP 47. Absent: the language of the article. */
        language?: string | undefined;
        rel?: 'captions' | undefined;
      }[]
    | undefined;
  /** A file of JSON Chapters. */
  chapters_url?: string | undefined;
  chapters?:
    | { start: number; title: string; url?: string | undefined; image?: string | undefined }[]
    | undefined;
  persons?:
    | {
        name: string;
        /** Of the Podcast Taxonomy. Absent: host. */
        role?: string | undefined;
        /** Of the Podcast Taxonomy. Absent: cast. */
        group?: string | undefined;
        img?: string | undefined;
        href?: string | undefined;
      }[]
    | undefined;
  soundbites?: { start: number; duration: number; title?: string | undefined }[] | undefined;
  license?: { name: string; url?: string | undefined } | undefined;
  funding?: { url: string; label: string }[] | undefined;
  txt?: { text: string; purpose?: string | undefined }[] | undefined;
  alternates?:
    | {
        mime_type: string;
        size_in_bytes?: number | undefined;
        /** Bits a second. */
        bitrate?: number | undefined;
        /** Pixels. */
        height?: number | undefined;
        language?: string | undefined;
        title?: string | undefined;
        rel?: string | undefined;
        /** RFC 6381. */
        codecs?: string | undefined;
        integrity?: { type: 'sri' | 'pgp-signature'; value: string } | undefined;
        default?: true | undefined;
        sources: string[];
      }[]
    | undefined;
  /** Directories of podcasts leave the episode out. */
  block?: true | undefined;
}

/** An item of JSON Feed 1.1, with categories and tags apart. */
export interface Article {
  /** An absolute IRI, as in the Atom feeds. It never changes. */
  id: string;
  /** The id in RSS and JSON Feed, where it is another text. */
  guid?: string | undefined;
  /** The page of the article. */
  url: string;
  /** The path of the page, decoded: `/articles/hello`. */
  address: string;
  /** A page of the site, such as "about". Absent: an article. */
  kind?: 'page' | undefined;
  /** The page that the article is about. */
  external_url?: string | undefined;
  title: string;
  /** Sanitised HTML; links and pictures are absolute. Absent: it has no body. */
  content_html?: string | undefined;
  /** The summary, if the article has no body. */
  content_text?: string | undefined;
  /** Plain text. */
  summary: string;
  image?: string | undefined;
  /** RFC 3339. */
  date_published: string;
  /** RFC 3339. */
  date_modified: string;
  authors?: Author[] | undefined;
  categories: string[];
  tags: string[];
  /** BCP 47. Absent: the language of the site. */
  language?: string | undefined;
  attachments?: Attachment[] | undefined;
  /** Absent: the article is no episode. */
  _podcast?: Episode | undefined;
}

export type Field = keyof Article;

/** An article with the fields that were asked for, and always the id. */
export type Selected<Fields extends Field> = Pick<Article, Fields | 'id'>;

/** What a search finds. */
export interface Match<Fields extends Field = Field> {
  /** The passage with the words, plain text. Absent: the words are in the title alone. */
  excerpt?: string | undefined;
  article: Selected<Fields>;
}

export type TermKind = 'category' | 'tag' | 'author';

/** A category, a tag or an author. */
export interface Term {
  kind: TermKind;
  name: string;
  /** The number of its articles. */
  articles: number;
  url: string;
  feeds: Feeds;
}

/** What has become of an article; `added`: it is new, or is back. */
export type Change<Fields extends Field = Field> =
  | { change: 'added' | 'updated' | 'moved'; id: string; article: Selected<Fields> }
  | { change: 'removed'; id: string };

/** Problem details (RFC 9457). */
export interface ProblemDetails {
  title: string;
  status: number;
  /** What is wrong, and what to do about it. */
  detail: string;
  /** The parameter at fault. */
  parameter?: string | undefined;
}
