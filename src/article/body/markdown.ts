/** Markdown → tree: CommonMark with GitHub's extensions, and footnotes. */

import markdownIt, { type MarkdownIt } from 'markdown-it';
import footnote from 'markdown-it-footnote';

import { headingIds } from './markdown-headings.ts';
import { cellAlignment, foldedLines, tasks } from './markdown-rules.ts';
import { treeOf } from './markdown-tree.ts';
import { parseHtml, type Parent } from './tree.ts';

export interface MarkdownOptions {
  /** False in MDX, where indentation is for the eye. */
  indentedCode: boolean;
}

const withIndentedCode = reader();
const withoutIndentedCode = reader().disable('code');

// Looking for addresses costs as much as half of all the rest: only where there is one that is no link yet.
const bareAddress = /(?<!\]\(|["'<=])https?:\/\//i;

/** @throws TooManyElements */
export function parseMarkdown(source: string, { indentedCode }: MarkdownOptions): Parent {
  const markdown = indentedCode ? withIndentedCode : withoutIndentedCode;
  markdown.set({ linkify: bareAddress.test(source) });
  const env = {};
  const tokens = markdown.parse(source, env);
  return treeOf(tokens) ?? parseHtml(markdown.renderer.render(tokens, markdown.options, env));
}

function reader(): MarkdownIt {
  const markdown = markdownIt({ html: true }).use(footnote);
  // Only what says that it is an address becomes a link: README.md is a file, not a host in Moldova.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const rule of [tasks, headingIds, cellAlignment, foldedLines])
    markdown.core.ruler.push(rule.name, rule);
  return markdown;
}
