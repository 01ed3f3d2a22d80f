/** What Markdown for agents says besides the texts of the site, in the site's language. */

interface Wording {
  by: string;
  published: string;
  updated: string;
  page: string;
  source: string;
  categories: string;
  tags: string;
  /** How an article is had as Markdown. */
  articles: string;
  newest: string;
  pages: string;
  feeds: string;
  api: string;
  count: (articles: number) => string;
  contract: string;
  list: string;
  changes: string;
  allFeeds: string;
  podcast: string;
  sitemap: string;
  /** Separates a name and what follows, … */
  colon: string;
  /** … and names in a row. */
  comma: string;
}

const wordings: Readonly<Record<'en' | 'zh', Wording>> = {
  en: {
    by: 'By',
    published: 'Published',
    updated: 'Updated',
    page: 'Page',
    source: 'Source',
    categories: 'Categories',
    tags: 'Tags',
    articles: 'Add .md to the address of an article to get it as Markdown.',
    newest: 'Newest articles',
    pages: 'Pages',
    feeds: 'Feeds',
    api: 'API',
    count: (articles) => (articles === 1 ? '1 article' : `${articles} articles`),
    contract: 'the contract, OpenAPI 3.1',
    list: 'articles by category, tag, author, language and date, as JSON',
    changes: 'everything that is published, then what has changed since',
    allFeeds: 'the feeds of all categories, tags and authors',
    podcast: 'podcast',
    sitemap: 'every article',
    colon: ': ',
    comma: ', ',
  },
  zh: {
    by: '作者',
    published: '发布',
    updated: '更新',
    page: '页面',
    source: '来源',
    categories: '分类',
    tags: '标签',
    articles: '在文章地址末尾加上 .md，即可获取该文章的 Markdown 版本。',
    newest: '最新文章',
    pages: '页面',
    feeds: '订阅源',
    api: 'API',
    count: (articles) => `${articles} 篇文章`,
    contract: '接口约定（OpenAPI 3.1）',
    list: '按分类、标签、作者、语言和日期查询文章（JSON）',
    changes: '先返回全部已发布内容，之后只返回变动',
    allFeeds: '所有分类、标签和作者的订阅源',
    podcast: '播客',
    sitemap: '全部文章',
    colon: '：',
    comma: '、',
  },
};

/** @param language BCP 47 */
export const wordingFor = (language: string): Wording => wordings[/^zh\b/i.test(language) ? 'zh' : 'en'];
