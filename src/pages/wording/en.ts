import { apiEn } from './api/en.ts';
import type { Wording } from './wording.ts';

const number = (count: number): string => count.toLocaleString('en');

export const en = {
  tag: 'en',

  skip: 'Skip to content',
  navigation: 'Site',
  home: 'Home page',
  search: 'Search',
  searchLabel: 'Search all articles',
  allFeeds: 'All feeds of this site (OPML)',
  status: 'Status',
  publishedWith: 'Published with edgefeed',

  subscribe: 'Subscribe',
  subscribeTo: (name) => `Subscribe to ${name || 'all articles'}`,
  howToSubscribe: 'Paste this address into your feed reader to get new articles.',
  copy: 'Copy address',
  copied: 'Copied',
  openInReader: 'Open in your reader',
  listenIn: 'Listen in your podcast app',
  howToListen: 'Or paste this address into any other podcast app.',

  all: 'All articles',
  latestArticles: 'Latest articles',
  olderArticles: 'Older articles',
  categories: 'Categories',
  sitePages: 'Pages',
  tags: 'Tags',
  authors: 'Authors',
  kinds: { category: 'Category', tag: 'Tag', author: 'Author' },
  articles: (count) => (count === 1 ? '1 article' : `${number(count)} articles`),
  empty: 'Nothing has been published yet.',
  alsoIn: 'Also in',
  pages: 'Pagination',
  newest: 'Newest',
  newer: '← Newer',
  older: 'Older →',

  updated: 'updated',
  source: 'Source',
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  readingTime: (minutes) => `${number(minutes)} min read`,
  contents: 'Contents',
  copyCode: 'Copy',
  player: 'Audio and video',
  season: (number) => `Season ${number}`,
  episode: (number) => `Episode ${number}`,
  episodeTypes: { trailer: 'Trailer', bonus: 'Bonus' },
  explicit: 'Explicit',
  persons: 'People',
  roles: { host: 'Host', 'co-host': 'Co-host', guest: 'Guest', 'guest host': 'Guest host' },
  chapters: 'Chapters',
  transcript: 'Transcript',
  related: 'Related articles',
  moreIn: (name) => (name ? `More in ${name}` : 'More articles'),
  previousArticle: 'Previous',
  nextArticle: 'Next',

  howToSearch: 'Finds articles that contain all of the words you enter, in any script.',
  results: (query) => `Search: ${query}`,
  found: (count, more) =>
    count === 1 ? '1 article found' : more ? `Top ${count} matches` : `${count} articles found`,
  noResults: 'No articles contain all of these words.',
  noMoreResults: 'There are no more articles.',
  searchNoDeeper: 'There are more matches. Add a word to narrow them down.',
  searchInstead: 'Search for',
  likeNames: 'Topics and authors',
  previousPage: '← Previous page',
  nextPage: 'Next page →',
  pageNumber: (page) => `Page ${page}`,
  subscribeSearch: 'Subscribe to this search',

  live: 'Articles',
  feeds: 'Feeds',
  lastPublish: 'Last publish',
  allLive: 'Everything that is published is live.',
  waiting: (count) =>
    count === 1 ? '1 page or feed is being updated.' : `${number(count)} pages and feeds are being updated.`,
  waitsFor: {
    publish: 'A publish is in progress; they follow when it ends.',
    storage:
      'The storage takes no changes right now; they follow as soon as it does. Until then, readers get the previous versions.',
  },
  failing: (count) =>
    `${number(count)} could not be updated yet. edgefeed tries again by itself; readers get the previous versions.`,
  subscriptions: 'Subscriptions',
  waitingDeliveries: 'Pending deliveries',
  failingDeliveries: 'Failing deliveries',
  givenUpDeliveries: 'Abandoned deliveries',
  medianDelay: 'Delivered after (median)',
  none: 'none',
  publishes: 'Recent publishes',
  publishColumns: { when: 'When', what: 'Articles', liveAfter: 'Live after' },
  changes: {
    added: (count) => `${number(count)} new`,
    changed: (count) => `${number(count)} changed`,
    removed: (count) => `${number(count)} removed`,
    refused: (count) => `${number(count)} refused`,
  },
  notYet: 'not yet',
  aboutRefused:
    'A refused file has an error. Its last good version stays published; the owner sees the reason with “edgefeed status”.',
  articlesByMonth: 'Articles by month',
  feedsByMonth: 'New categories, tags and authors by month',
  articlesOverTime: 'Articles published (total)',
  feedsOverTime: 'Categories, tags and authors with a feed',
  asJson: 'View as JSON',

  api: apiEn,

  errors: {
    404: { title: 'Page not found', detail: 'There is nothing at this address. Try searching for it.' },
    410: { title: 'Article removed', detail: 'This article has been removed by its author.' },
    503: {
      title: 'Temporarily unavailable',
      detail: 'This page cannot be shown right now. Please try again in a moment.',
    },
  },
} satisfies Wording;
