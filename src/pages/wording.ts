/** Every text of the pages, in every language that the pages speak. What authors wrote stays as they wrote it. */

/** The languages of the interface. */
export type Language = 'en' | 'zh';

export interface Wording {
  /** BCP 47: what the texts are written in. */
  tag: string;
  skip: string;
  search: string;
  searchLabel: string;
  categories: string;
  tags: string;
  authors: string;
  newest: string;
  all: string;
  allFeeds: string;
  status: string;
  subscribe: string;
  copy: string;
  copied: string;
  newer: string;
  older: string;
  toNewest: string;
  pages: string;
  narrow: string;
  empty: string;
  previousArticle: string;
  nextArticle: string;
  inCategory: (name: string) => string;
  updated: string;
  source: string;
  articles: (count: number) => string;
  kinds: Record<'category' | 'tag' | 'author', string>;
  earlier: string;
  results: (query: string) => string;
  found: (count: number, more: boolean) => string;
  nothing: string;
  howToSearch: string;
  subscribeSearch: string;
  live: string;
  feeds: string;
  waiting: string;
  failing: string;
  noneWaiting: string;
  lastPublish: string;
  never: string;
  perMonth: string;
  feedsOverTime: string;
  asJson: string;
}

export const wordings: Readonly<Record<Language, Wording>> = {
  en: {
    tag: 'en',
    skip: 'Skip to the text',
    search: 'Search',
    searchLabel: 'Search all articles',
    categories: 'Categories',
    tags: 'Tags',
    authors: 'Authors',
    newest: 'Newest articles',
    all: 'All articles',
    allFeeds: 'All feeds (OPML)',
    status: 'Status',
    subscribe: 'Subscribe',
    copy: 'Copy feed address',
    copied: 'Copied',
    newer: '← Newer',
    older: 'Older →',
    toNewest: 'Newest',
    pages: 'Pages',
    narrow: 'Narrow down to what is also in',
    empty: 'Nothing has been published yet.',
    previousArticle: 'Previous',
    nextArticle: 'Next',
    inCategory: (name) => `More in ${name}`,
    updated: 'updated',
    source: 'Source',
    articles: (count) => (count === 1 ? '1 article' : `${count.toLocaleString('en')} articles`),
    kinds: { category: 'Category', tag: 'Tag', author: 'Author' },
    earlier: 'earlier articles',
    results: (query) => `Search: ${query}`,
    found: (count, more) =>
      count === 1 ? '1 article found' : more ? `The best ${count} articles` : `${count} articles found`,
    nothing: 'No article has all of these words.',
    howToSearch: 'Words in any script, all of which must be in the title or the text.',
    subscribeSearch: 'Subscribe to this search',
    live: 'Articles',
    feeds: 'Feeds',
    waiting: 'Waiting to be written',
    failing: 'Failing',
    noneWaiting: 'nothing',
    lastPublish: 'Last publish',
    never: 'never',
    perMonth: 'Articles published, all in all',
    feedsOverTime: 'Categories, tags and authors with a feed',
    asJson: 'These numbers as JSON',
  },
  zh: {
    tag: 'zh-CN',
    skip: '跳到正文',
    search: '搜索',
    searchLabel: '搜索全部文章',
    categories: '分类',
    tags: '标签',
    authors: '作者',
    newest: '最新文章',
    all: '全部文章',
    allFeeds: '全部订阅源（OPML）',
    status: '状态',
    subscribe: '订阅',
    copy: '复制订阅地址',
    copied: '已复制',
    newer: '← 较新',
    older: '较早 →',
    toNewest: '最新',
    pages: '翻页',
    narrow: '只看同时属于以下分类的',
    empty: '还没有发布任何文章。',
    previousArticle: '上一篇',
    nextArticle: '下一篇',
    inCategory: (name) => `「${name}」中的其他文章`,
    updated: '更新于',
    source: '原文',
    articles: (count) => `${count.toLocaleString('zh')} 篇文章`,
    kinds: { category: '分类', tag: '标签', author: '作者' },
    earlier: '较早的文章',
    results: (query) => `搜索：${query}`,
    found: (count, more) => (more ? `最相关的 ${count} 篇文章` : `找到 ${count} 篇文章`),
    nothing: '没有同时包含这些词的文章。',
    howToSearch: '输入任意文字的词语，标题或正文须同时包含所有词语。',
    subscribeSearch: '订阅此搜索',
    live: '文章',
    feeds: '订阅源',
    waiting: '等待写入',
    failing: '失败',
    noneWaiting: '无',
    lastPublish: '最近发布',
    never: '从未',
    perMonth: '已发布文章累计',
    feedsOverTime: '有订阅源的分类、标签与作者',
    asJson: '以 JSON 查看这些数字',
  },
};
