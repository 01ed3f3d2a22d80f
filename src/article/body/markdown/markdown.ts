/** Markdown → tree: CommonMark with GitHub's extensions and footnotes. */

import MarkdownIt from 'markdown-it';

import cjkFriendly from 'markdown-it-cjk-friendly';

import { attributeLists } from './attribute-lists.ts';
import { boundAddresses, linkEnds } from './bare-addresses.ts';
import { callouts } from './callouts.ts';
import { cjkHeadings } from './cjk-headings.ts';
import { definitionLists } from './definition-lists.ts';
import { emoji } from './emoji.ts';
import { footnotes } from './footnotes.ts';
import { formulas } from './formulas.ts';
import { headingIds } from './headings.ts';
import { lineBreaks, type LineBreaks } from './line-breaks.ts';
import { marks } from './marks.ts';
import { cellAlignment, imageWidths, tasks } from './rules.ts';
import { altText, treeOf } from './tokens-to-tree.ts';
import { wikiLinks } from './wiki-links.ts';
import { parseHtml } from '../html/html.ts';
import type { Parent } from '../html/tree.ts';

export interface MarkdownOptions {
  /** False for MDX, which has no indented code. */
  indentedCode: boolean;
  lineBreaks: LineBreaks;
}

const withIndentedCode = reader();
const withoutIndentedCode = reader().disable('code');
const withoutExtensions = reader().disable(['table', 'footnote_def', 'footnote_inline', 'footnote_ref']);

// The search for bare addresses takes half as long as the rest, so it runs only if there may be one.
const bareAddress = /(?<!\]\(|["'<=])https?:\/\//i;

/** @throws TooManyElements */
export function parseMarkdown(source: string, { indentedCode, lineBreaks }: MarkdownOptions): Parent {
  const markdown = isExcessive(source)
    ? withoutExtensions
    : indentedCode
      ? withIndentedCode
      : withoutIndentedCode;
  markdown.set({ linkify: bareAddress.test(source) });
  const env = { lineBreaks };
  const tokens = markdown.parse(source, env);
  return treeOf(tokens) ?? parseHtml(markdown.renderer.render(tokens, markdown.options, env));
}

function reader(): MarkdownIt {
  const markdown = new MarkdownIt({ html: true });
  for (const plugin of [cjkFriendly, footnotes, definitionLists, formulas, callouts, cjkHeadings, wikiLinks])
    markdown.use(plugin);
  // With the default of 100, 64 KiB of `![` take half a second. 24 allows lists nested more than ten deep.
  Object.assign(markdown.options, { maxNesting: 24 });
  // Links only addresses with a scheme: README.md is a file, not a host in Moldova.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  boundAddresses(markdown.linkify);
  // The built-in function drops code.
  markdown.renderer.renderInlineAsText = altText;
  markdown.core.ruler.before('text_join', emoji.name, emoji);
  for (const rule of [
    tasks,
    marks,
    attributeLists,
    headingIds,
    cellAlignment,
    imageWidths,
    linkEnds,
    lineBreaks,
  ])
    markdown.core.ruler.push(rule.name, rule);
  return markdown;
}

/**
 * Whether a source abuses the two extensions whose work multiplies: a table pads its rows to the width of its header,
 * and the text of an inline footnote is parsed once for each note around it. No author writes that many by hand.
 */
function isExcessive(source: string): boolean {
  let notes = 0;
  for (let at = source.indexOf('[^'); at !== -1; at = source.indexOf('[^', at + 2))
    if (++notes > 500) return true;
  for (let at = source.indexOf('^['); at !== -1; at = source.indexOf('^[', at + 2))
    if (++notes > 500) return true;
  return source.matchAll(/^[ \t>|:-]{130,}$/gm).some(([row]) => row.split('|').length > 65);
}
