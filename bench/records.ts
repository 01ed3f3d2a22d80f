/** Parsed articles as stored in the catalog, for benchmarks of the later stages. */

import type { Article } from '../src/article/article.ts';

export const site = {
  url: 'https://feeds.example',
  title: '热榜',
  description: 'What people read',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  lineBreaks: 'soft' as const,
  id: '5a8f7b0e-52d1-5f0c-8a52-2b3c0a7e6d11',
  feedMaxAge: 900,
};

const paragraph = `<p>微信可直接打开淘宝页面 &amp; 用支付宝完成支付 <a href="https://feeds.example/?a=1&amp;b=2">link</a> 😀 and so on</p>\n`;
const html = paragraph.repeat(Math.ceil(6000 / new TextEncoder().encode(paragraph).length));

/** An article with a body of 6 KB and a value in every field. @param i smaller numbers are newer */
export function record(i: number, category = '知乎热榜'): Article {
  return {
    path: `a/${i}.md`,
    address: `社交媒体/${i}`,
    id: `urn:uuid:8a1c9f4e-6a53-5c1e-9d0e-${String(i).padStart(12, '0')}`,
    title: `微信 & 支付宝 <${i}>`,
    published: 1_638_361_064_000 - i * 60_000,
    updated: 1_638_361_064_000,
    categories: ['社交媒体', '知乎', category],
    tags: ['a', 'b'],
    authors: [{ name: '知乎', url: 'https://zhihu.example/' }],
    summary: paragraph,
    html,
    image: 'https://picsum.photos/400/300?random=1664',
    media: [],
    aliases: [],
  };
}
