/** Markdown → tree: CommonMark with GitHub's extensions, and footnotes. */

import MarkdownIt from 'markdown-it';

import { boundAddresses, linkEnds } from './bare-addresses.ts';
import { footnotes } from './footnotes.ts';
import { headingIds } from './headings.ts';
import { cellAlignment, foldedLines, tasks } from './rules.ts';
import { altText, treeOf } from './tokens-to-tree.ts';
import { parseHtml } from '../html/html.ts';
import type { Parent } from '../html/tree.ts';

export interface MarkdownOptions {
  /** False in MDX, where indentation is for the eye. */
  indentedCode: boolean;
}

const withIndentedCode = reader();
const withoutIndentedCode = reader().disable('code');
const withoutExtensions = reader().disable(['table', 'footnote_def', 'footnote_inline', 'footnote_ref']);

// Looking for addresses costs as much as half of all the rest: only where there is one that is no link yet.
const bareAddress = /(?<!\]\(|["'<=])https?:\/\//i;

/** @throws TooManyElements */
export function parseMarkdown(source: string, { indentedCode }: MarkdownOptions): Parent {
  const markdown = isExcessive(source)
    ? withoutExtensions
    : indentedCode
      ? withIndentedCode
      : withoutIndentedCode;
  markdown.set({ linkify: bareAddress.test(source) });
  const env = {};
  const tokens = markdown.parse(source, env);
  return treeOf(tokens) ?? parseHtml(markdown.renderer.render(tokens, markdown.options, env));
}

function reader(): MarkdownIt {
  const markdown = new MarkdownIt({ html: true }).use(footnotes);
  // The default of 100 makes 64 KiB of `![` take half a second; this is lists within lists ten deep and more.
  Object.assign(markdown.options, { maxNesting: 24 });
  // Only what says that it is an address becomes a link: README.md is a file, not a host in Moldova.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  boundAddresses(markdown.linkify);
  // Its own leaves out code.
  markdown.renderer.renderInlineAsText = altText;
  for (const rule of [tasks, headingIds, cellAlignment, linkEnds, foldedLines])
    markdown.core.ruler.push(rule.name, rule);
  return markdown;
}

/**
 * Two extensions do work that multiplies: a table fills up its rows to as many cells as its header has, and the text
 * of a footnote in place is read once for each it stands in. Nobody writes that many by hand.
 */
function isExcessive(source: string): boolean {
  let notes = 0;
  for (let at = source.indexOf('[^'); at !== -1; at = source.indexOf('[^', at + 2))
    if (++notes > 500) return true;
  for (let at = source.indexOf('^['); at !== -1; at = source.indexOf('^[', at + 2))
    if (++notes > 500) return true;
  return source.matchAll(/^[ \t>|:-]{130,}$/gm).some(([row]) => row.split('|').length > 65);
}
