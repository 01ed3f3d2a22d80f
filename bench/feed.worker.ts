/** What bench/feed.ts measures, in workerd: `/rss?times=50` renders that often. */

import type { Article } from '../src/article/article.ts';
import { cutToBudget } from '../src/feed/budget.ts';
import type { Feed } from '../src/feed/feed.ts';
import { formats } from '../src/feed/formats.ts';

const site = {
  url: 'https://feeds.example',
  title: '热榜',
  description: 'What people read',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  id: '',
  feedMaxAge: 900,
};

const paragraph = `<p>微信可直接打开淘宝页面 &amp; 用支付宝完成支付 <a href="https://feeds.example/?a=1&amp;b=2">link</a> 😀 and so on</p>\n`;

/** 6 KB of body, and something in every other field. */
function article(i: number): Article {
  return {
    path: `a/${i}.md`,
    address: `社交媒体/${i}`,
    id: `urn:uuid:8a1c9f4e-6a53-5c1e-9d0e-${String(i).padStart(12, '0')}`,
    title: `微信 & 支付宝 <${i}>`,
    published: 1_638_361_064_000 - i * 60_000,
    updated: 1_638_361_064_000,
    categories: ['社交媒体', '知乎', '知乎热榜'],
    tags: ['a', 'b'],
    authors: [{ name: '知乎', url: 'https://zhihu.example/' }],
    summary: paragraph,
    html: paragraph.repeat(Math.ceil(6000 / new TextEncoder().encode(paragraph).length)),
    image: 'https://picsum.photos/400/300?random=1664',
    media: [],
    aliases: [],
  };
}

const articles = Array.from({ length: 50 }, (_, i) => article(i));
const feed: Feed = { site, scope: { kind: 'category', names: ['知乎热榜'] }, articles };
const sample = JSON.stringify(articles);

const tasks: Readonly<Record<string, () => unknown>> = {
  rss: () => formats.rss.render(feed),
  atom: () => formats.atom.render(feed),
  json: () => formats.json.render(feed),
  budget: () => cutToBudget(articles),
  machine: () => JSON.stringify(JSON.parse(sample)),
};

export default {
  fetch(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url);
    const task = tasks[pathname.slice(1)];
    if (!task) return new Response(null, { status: 404 });
    for (let i = Number(searchParams.get('times')); i > 0; i--) task();
    return new Response();
  },
};
