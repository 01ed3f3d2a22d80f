/** The body of an article: Markdown or HTML as the author wrote it → sanitised HTML and plain text. */

import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import markdownIt from 'markdown-it';

export interface BodyOptions {
  /** Where the source lies: `.html` and `.htm` are HTML whatever they begin with, `.mdx` is MDX. */
  path: string;
  /** The absolute address of the article; relative links and images are resolved against it. */
  baseUrl: string;
  /** The front matter has no title: a first-level heading that comes first becomes `heading` and leaves the body. */
  takeHeading: boolean;
}

export interface Body {
  /** Sanitised HTML; links and images are absolute. */
  html: string;
  /** Plain text of the body, white space folded, cut at about 2,000 characters. */
  text: string;
  /** Plain text before `<!-- more -->`, where there is one. */
  excerpt?: string;
  heading?: string;
  /** The first image, absolute http(s). */
  image?: string;
}

const markdown = markdownIt({ html: true });

/** Renders the source of a body. Never throws. */
export function renderBody(source: string, options: BodyOptions): Body {
  const isHtml = /\.html?$/i.test(options.path) || /^\s*<(?:div|p|h[1-6]|table|ul|ol)\b/i.test(source);
  const [before, after] = source.split(/<!--\s*more\s*-->/);
  const html = toHtml(sanitize(fromHtml(isHtml ? source : markdown.render(source), { fragment: true })));
  const image = /<img src="(https?:[^"]*)"/.exec(html)?.[1];
  const heading = options.takeHeading ? /^\s*<h1>(.*?)<\/h1>/s.exec(html)?.[1] : undefined;
  return {
    html,
    text: plainText(html),
    ...(after !== undefined && { excerpt: plainText(before ?? '') }),
    ...(heading && { heading: plainText(heading) }),
    ...(image && { image }),
  };
}

/** Inline markup and entities reduced to text, white space folded: for titles. */
export function plainText(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  const text = (node: { type: string; value?: string; children?: unknown[] }): string =>
    node.type === 'text'
      ? (node.value ?? '')
      : (node.children ?? []).map((child) => text(child as typeof node)).join('');
  return text(tree).replace(/\s+/g, ' ').trim();
}

/** The beginning of a text, in at most `characters` graphemes; `…` is added where it was cut. */
export function summarise(text: string, characters: number): string {
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
  if (graphemes.length <= characters) return text;
  return `${text.slice(0, graphemes[characters - 1]?.index ?? 0)}…`;
}
