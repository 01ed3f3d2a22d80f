/** Every text of the pages, in every language that the pages speak. What authors wrote stays as they wrote it. */

/** The languages of the interface. */
export type Language = 'en' | 'zh';

export interface Wording {
  /** BCP 47: what the texts are written in. */
  tag: string;
  skip: string;
  home: string;
  search: string;
  searchLabel: string;
  categories: string;
  tags: string;
  authors: string;
  newest: string;
  all: string;
  allFeeds: string;
  status: string;
  publishedWith: string;
  subscribeTo: (name: string) => string;
  howToSubscribe: string;
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
  footnotes: string;
  articles: (count: number) => string;
  feedCount: (count: number) => string;
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
  publishes: string;
  publishColumns: Record<'when' | 'what' | 'liveAfter', string>;
  changes: Record<'added' | 'changed' | 'removed' | 'refused', (count: number) => string>;
  notYet: string;
  perMonth: string;
  feedsOverTime: string;
  asJson: string;
  /** Error pages, by HTTP status. */
  errors: Readonly<Record<number, { title: string; detail: string }>>;
}

export const wordings: Readonly<Record<Language, Wording>> = {
  en: {
    tag: 'en',
    skip: 'Skip to the text',
    home: 'To the home page',
    search: 'Search',
    searchLabel: 'Search all articles',
    categories: 'Categories',
    tags: 'Tags',
    authors: 'Authors',
    newest: 'Newest articles',
    all: 'All articles',
    allFeeds: 'All feeds (OPML)',
    status: 'Status',
    publishedWith: 'Published with edgefeed',
    subscribeTo: (name) => `Subscribe to ${name}`,
    howToSubscribe: 'Give an address to your feed reader, and new articles come to you.',
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
    footnotes: 'Footnotes',
    articles: (count) => (count === 1 ? '1 article' : `${count.toLocaleString('en')} articles`),
    feedCount: (count) => (count === 1 ? '1 feed' : `${count.toLocaleString('en')} feeds`),
    kinds: { category: 'Category', tag: 'Tag', author: 'Author' },
    earlier: 'earlier articles',
    results: (query) => `Search: ${query}`,
    found: (count, more) =>
      count === 1 ? '1 article found' : more ? `The best ${count} articles` : `${count} articles found`,
    nothing: 'No article has all of these words.',
    howToSearch: 'Words in any script, all of which must be in the title or the text.',
    subscribeSearch: 'Subscribe to this search, and hear of new articles that have these words:',
    live: 'Articles',
    feeds: 'Feeds',
    waiting: 'Waiting to be written',
    failing: 'Failing',
    noneWaiting: 'nothing',
    publishes: 'Last publishes',
    publishColumns: {
      when: 'When',
      what: 'Articles',
      liveAfter: 'Live after',
    },
    changes: {
      added: (count) => `${count.toLocaleString('en')} new`,
      changed: (count) => `${count.toLocaleString('en')} changed`,
      removed: (count) => `${count.toLocaleString('en')} removed`,
      refused: (count) => `${count.toLocaleString('en')} refused`,
    },
    notYet: 'not yet',
    perMonth: 'Articles published, all in all',
    feedsOverTime: 'Categories, tags and authors with a feed',
    asJson: 'These numbers as JSON',
    errors: {
      404: { title: 'Not found', detail: 'There is nothing at this address. Perhaps the search finds it.' },
      410: { title: 'Gone', detail: 'There was an article here. Its author has taken it back.' },
      503: {
        title: 'Unavailable',
        detail: 'This page cannot be shown right now. Try again in a moment.',
      },
    },
  },
  zh: {
    tag: 'zh-CN',
    skip: '跳到正文',
    home: '回到首页',
    search: '搜索',
    searchLabel: '搜索全部文章',
    categories: '分类',
    tags: '标签',
    authors: '作者',
    newest: '最新文章',
    all: '全部文章',
    allFeeds: '全部订阅源（OPML）',
    status: '状态',
    publishedWith: '由 edgefeed 发布',
    subscribeTo: (name) => `订阅「${name}」`,
    howToSubscribe: '把地址交给阅读器，新文章就会自己送上门来。',
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
    footnotes: '脚注',
    articles: (count) => `${count.toLocaleString('zh')} 篇文章`,
    feedCount: (count) => `${count.toLocaleString('zh')} 个订阅源`,
    kinds: { category: '分类', tag: '标签', author: '作者' },
    earlier: '较早的文章',
    results: (query) => `搜索：${query}`,
    found: (count, more) => (more ? `最相关的 ${count} 篇文章` : `找到 ${count} 篇文章`),
    nothing: '没有同时包含这些词的文章。',
    howToSearch: '输入任意文字的词语，标题或正文须同时包含所有词语。',
    subscribeSearch: '订阅此搜索，以后有新文章包含这些词就会收到：',
    live: '文章',
    feeds: '订阅源',
    waiting: '等待写入',
    failing: '失败',
    noneWaiting: '无',
    publishes: '最近发布',
    publishColumns: {
      when: '时间',
      what: '文章',
      liveAfter: '上线用时',
    },
    changes: {
      added: (count) => `新增 ${count.toLocaleString('zh')}`,
      changed: (count) => `修改 ${count.toLocaleString('zh')}`,
      removed: (count) => `删除 ${count.toLocaleString('zh')}`,
      refused: (count) => `被拒 ${count.toLocaleString('zh')}`,
    },
    notYet: '尚未',
    perMonth: '已发布文章累计',
    feedsOverTime: '有订阅源的分类、标签与作者',
    asJson: '以 JSON 查看这些数字',
    errors: {
      404: { title: '找不到页面', detail: '这个地址没有内容，也许可以搜到它。' },
      410: { title: '文章已删除', detail: '这里曾有一篇文章，作者已将它撤下。' },
      503: { title: '暂时无法访问', detail: '此页面现在无法显示，请稍后再试。' },
    },
  },
};
