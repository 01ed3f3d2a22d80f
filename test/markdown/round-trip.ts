import { renderBody } from '../../src/article/body/body.ts';
import { articleMarkdown } from '../../src/markdown/article.ts';
import { typeset } from '../../src/typeset/typeset.ts';
import { article, site as chinese } from '../feed/sample.ts';
import { shown } from './shown.ts';

const site = { ...chinese, language: 'en' };
const pageUrl = 'https://feeds.example/articles/a';
const head = `# Title\n\n- Page: <${pageUrl}>\n\n`;

/** The HTML of a page for a source. */
function pageOf(source: string, path: string): string {
  const { html } = renderBody(source, { path, baseUrl: pageUrl, takeHeading: false });
  return typeset({ title: 'Title', html }, pageUrl)!.html;
}

/** The Markdown of a body for agents, without the facts before it. */
function markdownOf(html: string): string {
  const { image: _, ...plain } = article({
    address: 'a',
    title: 'Title',
    html,
    categories: [],
    tags: [],
    authors: [],
    media: [],
    summary: '',
    kind: 'page',
  });
  const markdown = articleMarkdown(site, plain);
  if (!`${markdown}\n`.startsWith(head))
    throw new Error(`Not the head of an article: ${markdown.slice(0, 200)}`);
  return markdown.slice(head.length);
}

/** A source → its page → Markdown → the page of that. */
export function roundTrip(source: string, path = 'a.html') {
  const html = pageOf(source, path);
  const markdown = markdownOf(html);
  // Behind a heading, as it is published: what begins with HTML might not be Markdown.
  const again = pageOf(`# Title\n\n${markdown}`, 'a.md');
  return { html, markdown, again, before: shown(html), after: shown(again) };
}
