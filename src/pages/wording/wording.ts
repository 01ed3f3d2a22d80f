/** The texts of the pages. A language is a file; the compiler checks that none lacks a text. Articles are not translated. */

import type { ApiWording } from './api/wording.ts';

/** The languages of the pages. */
export type Language = 'en' | 'zh';

export interface Wording {
  /** BCP 47 tag of the texts. */
  tag: string;

  // On every page.
  skip: string;
  /** The name of the links at the top. */
  navigation: string;
  home: string;
  search: string;
  searchLabel: string;
  allFeeds: string;
  status: string;
  publishedWith: string;

  // Feeds.
  subscribe: string;
  /** @param name of a category, a tag or an author; empty for all articles */
  subscribeTo: (name: string) => string;
  howToSubscribe: string;
  copy: string;
  copied: string;
  openInReader: string;
  /** Before the names of apps for podcasts. */
  listenIn: string;
  howToListen: string;

  // Lists of articles.
  all: string;
  latestArticles: string;
  olderArticles: string;
  categories: string;
  /** Before the links to the pages of the site. */
  sitePages: string;
  tags: string;
  authors: string;
  kinds: Record<'category' | 'tag' | 'author', string>;
  articles: (count: number) => string;
  empty: string;
  /** Of a podcast. */
  noEpisodes: string;
  /** Before the names of categories that narrow the list down. */
  alsoIn: string;
  /** The name of the navigation between the pages of a list. */
  pages: string;
  newest: string;
  newer: string;
  older: string;

  // An article.
  updated: string;
  source: string;
  footnotes: string;
  /** The name of a link from a footnote to its place in the text. */
  backToText: string;
  readingTime: (minutes: number) => string;
  contents: string;
  copyCode: string;
  /** The name of the part of a page with the player. */
  player: string;
  season: (number: number) => string;
  episode: (number: number) => string;
  episodeTypes: Record<'trailer' | 'bonus', string>;
  explicit: string;
  persons: string;
  /** Roles of persons, in lower case; others are shown as they are. */
  roles: Readonly<Record<string, string>>;
  chapters: string;
  transcript: string;
  related: string;
  /** @param name as for `subscribeTo` */
  moreIn: (name: string) => string;
  previousArticle: string;
  nextArticle: string;

  // A search.
  howToSearch: string;
  results: (query: string) => string;
  /** @param more whether there are more matches than `count` */
  found: (count: number, more: boolean) => string;
  noResults: string;
  /** On a page after the last one. */
  noMoreResults: string;
  /** On the last page that is offered, if there are more matches. */
  searchNoDeeper: string;
  /** Before searches that find something. */
  searchInstead: string;
  /** Before categories, tags and authors with such a name. */
  likeNames: string;
  previousPage: string;
  nextPage: string;
  pageNumber: (page: number) => string;
  /** The heading above the feeds of a search. */
  subscribeSearch: string;

  // The status page.
  live: string;
  feeds: string;
  lastPublish: string;
  allLive: string;
  /** Sentences about `count` documents that are not written yet. */
  waiting: (count: number) => string;
  waitsFor: Record<'publish' | 'storage', string>;
  failing: (count: number) => string;
  subscriptions: string;
  waitingDeliveries: string;
  failingDeliveries: string;
  givenUpDeliveries: string;
  /** From a publish to a subscriber of the hub. */
  medianDelay: string;
  none: string;
  publishes: string;
  publishColumns: Record<'when' | 'what' | 'liveAfter', string>;
  changes: Record<'added' | 'changed' | 'removed' | 'refused', (count: number) => string>;
  notYet: string;
  /** Below publishes that refused files. */
  aboutRefused: string;
  articlesOverTime: string;
  feedsOverTime: string;
  articlesByMonth: string;
  feedsByMonth: string;
  asJson: string;

  /** The page about the API. */
  api: ApiWording;

  /** Error pages, by HTTP status. */
  errors: Readonly<Record<number, { title: string; detail: string }>>;
}
