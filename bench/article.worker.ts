/** The worker of bench/article.ts: `/markdown?times=50` parses and renders 50 articles. */

import { renderBody } from '../src/article/body/body.ts';
import { parseArticle } from '../src/article/parse.ts';
import { article, markdownArticle } from './articles.ts';
import { hostile } from './hostile.ts';

const site = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };
const count = 20;
const bytes = 6000;

/** Several sources of each kind, so that caches and the compiler do not adapt to a single one. */
const sources: Readonly<Record<string, readonly string[]>> = {
  html: Array.from({ length: count }, (_, i) => article(i, { category: '知乎热榜', bytes })),
  markdown: Array.from({ length: count }, (_, i) => markdownArticle(i, { bytes, tags: false })),
  mixed: Array.from({ length: count }, (_, i) => markdownArticle(i, { bytes, tags: true })),
};
const json = JSON.stringify(sources['html']);

const options = { path: 'a.md', baseUrl: 'https://feeds.example/articles/a', takeHeading: false };
const bodies = Object.fromEntries(
  Object.entries(sources).map(([kind, texts]) => [
    kind,
    texts.map((text) => text.replace(/^\s*---[^]*?\n---\n/, '')),
  ]),
);

function task(name: string): ((i: number) => unknown) | undefined {
  const [kind = '', part] = name.split('-');
  if (kind === 'machine') return () => JSON.stringify(JSON.parse(json));
  if (kind === 'hostile') {
    const { path, source } = hostile[Number(part)]!;
    return () => parseArticle({ path, source }, site);
  }
  const files = sources[kind];
  if (!files) return undefined;
  return part === 'body'
    ? (i) => renderBody(bodies[kind]![i % count]!, options)
    : (i) => parseArticle({ path: `${i % count}.md`, source: files[i % count]! }, site);
}

export default {
  fetch(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url);
    const run = task(pathname.slice(1));
    if (!run) return new Response(null, { status: 404 });
    for (let i = Number(searchParams.get('times')); i > 0; i--) run(i);
    return new Response();
  },
};
