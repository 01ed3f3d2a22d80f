import type { Wording } from './wording.ts';

const number = (count: number): string => count.toLocaleString('zh');

export const zh = {
  tag: 'zh-CN',

  skip: '跳到正文',
  navigation: '网站导航',
  home: '返回首页',
  search: '搜索',
  searchLabel: '搜索全部文章',
  allFeeds: '全部订阅源（OPML）',
  status: '站点状态',
  publishedWith: '由 edgefeed 驱动',

  subscribeTo: (name) => (name ? `订阅「${name}」` : '订阅全部文章'),
  howToSubscribe: '把订阅地址粘贴到阅读器，即可收到新文章。',
  copy: '复制订阅地址',
  copied: '已复制',

  all: '全部文章',
  latestArticles: '最新文章',
  olderArticles: '较早的文章',
  categories: '分类',
  sitePages: '页面',
  tags: '标签',
  authors: '作者',
  kinds: { category: '分类', tag: '标签', author: '作者' },
  articles: (count) => `${number(count)} 篇文章`,
  feedCount: (count) => `${number(count)} 个订阅源`,
  empty: '还没有文章。',
  alsoIn: '同时属于',
  pages: '分页导航',
  newest: '最新',
  newer: '← 较新',
  older: '较早 →',

  updated: '更新于',
  source: '原文',
  footnotes: '脚注',
  moreIn: (name) => (name ? `更多「${name}」文章` : '更多文章'),
  previousArticle: '上一篇',
  nextArticle: '下一篇',

  howToSearch: '输入关键词查找文章；多个关键词用空格隔开，须同时出现。',
  results: (query) => `搜索：${query}`,
  found: (count, more) => (more ? `最相关的 ${count} 篇文章` : `找到 ${count} 篇文章`),
  noResults: '没有找到同时包含这些关键词的文章。',
  subscribeSearch: '订阅此搜索，即可收到包含这些关键词的新文章：',

  live: '文章',
  feeds: '订阅源',
  waiting: '待更新',
  failing: '更新失败',
  none: '无',
  publishes: '最近发布',
  publishColumns: { when: '时间', what: '文章', liveAfter: '上线耗时' },
  changes: {
    added: (count) => `新增 ${number(count)}`,
    changed: (count) => `修改 ${number(count)}`,
    removed: (count) => `删除 ${number(count)}`,
    refused: (count) => `出错 ${number(count)}`,
  },
  notYet: '尚未上线',
  articlesOverTime: '累计发布文章',
  feedsOverTime: '拥有订阅源的分类、标签和作者',
  asJson: '查看 JSON 数据',

  errors: {
    404: { title: '找不到页面', detail: '这个网址没有内容，可以试试搜索。' },
    410: { title: '文章已删除', detail: '作者已撤下这篇文章。' },
    503: { title: '暂时无法访问', detail: '页面暂时无法显示，请稍后再试。' },
  },
} satisfies Wording;
