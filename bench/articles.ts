/** Articles for benchmarks, generated from a seed, so that each run measures the same. */

/** A random number generator with a seed (mulberry32), from 0 to 1. `Math.random` has no seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Kind {
  category: string;
  /** Approximate size of the body. */
  bytes: number;
  image?: string;
}

const characters =
  '互联网平台用户数据内容社交媒体问题回答技术时代生活经济市场公司开放链接服务世界中国文化历史科学研究发展变化新闻报道';

/** The source of an article like those of crawlers: YAML, and HTML paragraphs in Chinese. */
export function article(number: number, { category, bytes, image }: Kind): string {
  const next = random(number + 1);
  const sentence = () =>
    Array.from(
      { length: 30 + Math.floor(next() * 50) },
      () => characters[Math.floor(next() * characters.length)],
    ).join('');
  const paragraphs: string[] = [];
  for (let left = bytes; left > 0;) {
    const paragraph = `<p data-pid="${number}-${paragraphs.length}">${sentence()}，<b>${sentence().slice(0, 8)}</b>${sentence()}。</p>`;
    paragraphs.push(paragraph);
    left -= Buffer.byteLength(paragraph);
  }
  // Intervals so short that 100,000 articles are in the past: feeds exclude future ones.
  const date = new Date(Date.UTC(2021, 0, 1) + number * 20 * 60_000).toUTCString();
  return `
---
title: '${sentence().slice(0, 24)} ${number}'
categories:
 - 社交媒体
 - ${category}
author: 作者${number % 50}
date: ${date}
${image ? `thumbnail: '${image}'\n` : ''}---

<div>
${paragraphs.join('')}
</div>
`;
}

const vocabulary =
  'the of a feed reader article image cache which server writes once and renders every item in order before its date'.split(
    ' ',
  );

/**
 * The source of an article like those of authors: YAML, and English Markdown with headings, lists, links, a picture, code
 * and a table. @param tags whether to include some HTML, which takes another path through the renderer
 */
export function markdownArticle(number: number, { bytes, tags }: { bytes: number; tags: boolean }): string {
  const next = random(number + 1);
  const words = (count: number) =>
    Array.from({ length: count }, () => vocabulary[Math.floor(next() * vocabulary.length)]).join(' ');
  const blocks = [
    () => `## ${words(5)}`,
    () => `${words(40)} [${words(3)}](../${number}.md) ${words(20)} **${words(2)}** ${words(20)}.`,
    () =>
      `${words(30)} \`${words(2)}\` ${words(30)} *${words(3)}*, https://feeds.example/${number} ${words(9)}.`,
    () => Array.from({ length: 4 }, () => `- ${words(9)}`).join('\n'),
    () => `![${words(4)}](images/${number}.png "${words(3)}")`,
    () =>
      `\`\`\`js\n${Array.from({ length: 6 }, () => `const ${words(1)} = '${words(4)}' < 1;`).join('\n')}\n\`\`\``,
    () => `| ${words(1)} | ${words(1)} |\n| --- | --: |\n| ${words(3)} | ${words(2)} |\n| ${words(2)} | 1 |`,
    ...(tags ? [() => `<figure><img src="${number}.png"><figcaption>${words(6)}</figcaption></figure>`] : []),
  ];
  let body = '';
  for (let i = 0; body.length < bytes; i++) body += `${blocks[i % blocks.length]!()}\n\n`;
  return `---\ntitle: ${words(5)}\ndate: 2024-05-0${(number % 9) + 1} 12:00\ntags: [a, b]\n---\n\n${body}`;
}
