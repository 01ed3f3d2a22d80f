/** Markdown as text: GitHub Flavored Markdown with footnotes. The only file that imports these packages. */

import type { Delete, Emphasis, Html, Parents, PhrasingContent, Root, RootContent, Strong } from 'mdast';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import {
  defaultHandlers,
  toMarkdown,
  type ConstructName,
  type Handle,
  type Info,
  type State,
} from 'mdast-util-to-markdown';
import { formulaText, type InlineMath } from './formula.ts';
import { unsafe } from './unsafe.ts';

/** Escapes each text for its place, and ends with a line end. */
export function writeMarkdown(children: RootContent[]): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, {
    bullet: '-',
    bulletOther: '*',
    bulletOrdered: '.',
    // Beside a bullet, `-` and `*` would make a rule of both.
    rule: '_',
    listItemIndent: 'one',
    extensions: [
      // Aligned, a column would be as wide as its longest cell in every row.
      gfmTableToMarkdown({ tablePipeAlign: false }),
      gfmStrikethroughToMarkdown(),
      gfmFootnoteToMarkdown(),
      {
        handlers: {
          emphasis: mark('emphasis', '*'),
          strong: mark('strong', '**'),
          delete: mark('strikethrough', '~~'),
          html,
          text: escapedText,
          inlineMath,
        },
        unsafe,
        // Below a list, its first row would go on with the last line of that.
        join: [(_, right) => (right.type === 'table' ? 1 : undefined)],
      },
    ],
  });
}

/** As `settleMarks` decided; the package would write letters beside some marks as character references. */
function mark(name: ConstructName, sequence: string): Handle {
  const handle = (
    node: Emphasis | Strong | Delete,
    _: Parents | undefined,
    state: State,
    info: Info,
  ): string => {
    const exit = state.enter(name);
    const tracker = state.createTracker(info);
    const first = tracker.move(sequence);
    const inside = state.containerPhrasing(node, { ...tracker.current(), before: first, after: sequence });
    exit();
    return first + inside + sequence;
  };
  return Object.assign(handle, { peek: () => sequence[0]! });
}

const besideSymbol = /(?<=(?![\0-\x7f])\p{S})_+|(?<![\\_])_+(?!_)(?=(?![\0-\x7f])\p{S})/gu;

/** The package takes half an emoji for a letter, so it leaves the `_` beside one as if it stood in a word. */
const escapedText: Handle = (node, parent, state, info) =>
  defaultHandlers
    .text(node, parent, state, info)
    .replace(besideSymbol, (run) => run.replaceAll('_', String.raw`\_`));

/** A cell ends at each `|` that is not escaped, wherever it stands. */
const inCell = (written: string, { stack }: State): string =>
  stack.includes('tableCell') ? written.replaceAll('|', String.raw`\|`) : written;

const html = Object.assign(
  ({ value }: Html, _: Parents | undefined, state: State): string => inCell(value, state),
  { peek: () => '<' },
);

const inlineMath = Object.assign(
  (formula: InlineMath, _: Parents | undefined, state: State, { before, after }: Info): string =>
    inCell(formulaText(formula, before, after), state),
  { peek: () => '$' },
);

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
