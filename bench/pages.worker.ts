/** The worker of bench/pages.ts: `/home?times=50` renders that page 50 times. */

import type { Article } from '../src/article/article.ts';
import { cardOf } from '../src/site/card.ts';
import { formats } from '../src/feed/formats.ts';
import type { Scope } from '../src/site/scope.ts';
import { homeContent } from '../src/http/resources/home.ts';
import { newestContent, olderContent } from '../src/http/resources/lists.ts';
import { articlePage } from '../src/pages/article.tsx';
import { homePage } from '../src/pages/home.tsx';
import { listPage } from '../src/pages/list.tsx';
import { viewOf } from '../src/pages/view.ts';
import type { AddressDocument, IndexDocument, ListDocument } from '../src/store/documents.ts';
import { etagOf } from '../src/store/etag.ts';
import { record, site } from './records.ts';
import { workerFor } from './tasks.ts';

const view = viewOf(site, 'zh');

/** Titles and addresses are as long as those of questions on Zhihu. */
function article(i: number): Article {
  const title = `第 ${i} 问：微信可直接打开淘宝页面并用支付宝完成支付，各大互联网平台互联互通要实现了吗？`;
  return { ...record(i), title, address: `社交媒体/知乎/知乎热榜/${title}` };
}

const articles = Array.from({ length: 50 }, (_, i) => article(i));
const cards = articles.map(cardOf);
const scope: Scope = { kind: 'category', names: ['知乎热榜'] };

const terms = (kind: 'category' | 'tag' | 'author', count: number) =>
  Array.from({ length: count }, (_, i) => ({ kind, name: `${kind} ${i}`, count: count - i }));
const index: IndexDocument = {
  terms: [
    { kind: 'all', name: '', count: 10_000 },
    ...terms('category', 100),
    ...terms('tag', 300),
    ...terms('author', 50),
  ],
  newest: cards.slice(0, 10),
  highlights: Array.from({ length: 9 }, (_, i) => ({ name: `category ${i}`, newest: cards.slice(i, i + 3) })),
};
const list: ListDocument = {
  cards: cards.slice(0, 24),
  newer: 'first',
  older: { after: { published: articles[23]!.published, id: articles[23]!.id }, take: 24, head: false },
  count: 10_000,
  lastModified: 0,
};
const address: AddressDocument = {
  state: 'article',
  article: articles[0]!,
  neighbours: { older: articles[1]!, newer: articles[2]! },
  etag: '',
  lastModified: 0,
};

// As stored in KV.
const indexText = JSON.stringify(index);
const addressText = JSON.stringify(address);
const feed = new TextEncoder().encode(formats.json.render({ site, scope, articles }));
const sample = JSON.stringify(articles.slice(0, 16));

const readIndex = () => JSON.parse(indexText) as IndexDocument;

/** The steps from a document to the answer, without compression. */
function send(page: string): void {
  etagOf(page);
  new TextEncoder().encode(page);
}

export default workerFor({
  home: () => send(homePage(view, homeContent(readIndex()))),
  category: () => send(listPage(view, newestContent(site.url, scope, feed, readIndex()))),
  article: () => {
    const document = JSON.parse(addressText) as typeof address & { state: 'article' };
    send(articlePage(view, document));
  },
  older: () => send(listPage(view, olderContent(scope, list.older!, list))),
  machine: () => JSON.stringify(JSON.parse(sample)),
});
