/** Markdown as text: GitHub Flavored Markdown with footnotes. The only file that imports these packages. */

import type { PhrasingContent, Root, RootContent } from 'mdast';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';

/** Escapes each text for its place, and ends with a line end. */
export function writeMarkdown(children: RootContent[]): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, {
    bullet: '-',
    bulletOther: '*',
    bulletOrdered: '.',
    rule: '-',
    listItemIndent: 'one',
    extensions: [
      // Aligned, a column would be as wide as its longest cell in every row.
      gfmTableToMarkdown({ tablePipeAlign: false }),
      gfmStrikethroughToMarkdown(),
      gfmFootnoteToMarkdown(),
    ],
  });
}

export const text = (value: string): PhrasingContent => ({ type: 'text', value });

/** A link; an address alone without `label`. @param url absolute */
export const link = (url: string, label = url): PhrasingContent => ({
  type: 'link',
  url,
  children: [text(label)],
});

export const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });

export const heading = (depth: 1 | 2, title: string): RootContent => ({
  type: 'heading',
  depth,
  // A line end would end it.
  children: [text(title.replace(/\s+/g, ' '))],
});

/** A list without blank lines; each item is one line. */
export const list = (items: readonly PhrasingContent[][]): RootContent => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((children) => ({
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children }],
  })),
});
