/** What of a body stays HTML, since Markdown has no form for it that gives the same document. */

import type { Element, ElementContent, Parents, RootContent } from 'hast';
import { htmlBlock, htmlOf } from './html.ts';

declare module 'hast' {
  interface ElementContentMap {
    raw: Raw;
  }
  interface RootContentMap {
    raw: Raw;
  }
}

/** A block of HTML. */
export interface Raw {
  type: 'raw';
  value: string;
}

/** Replaces the outermost elements that stay HTML. @returns whether one of them has a reference to a note */
export function keepHtml(parent: Parents): boolean {
  let hasNotes = false;
  const children = parent.children as ElementContent[];
  for (const [at, child] of children.entries()) {
    if (child.type !== 'element') continue;
    if (!isKept(child)) {
      hasNotes = keepHtml(child) || hasNotes;
      continue;
    }
    hasNotes ||= hasReference(child);
    children[at] = { type: 'raw', value: htmlBlock(htmlOf(child)) };
  }
  return hasNotes;
}

function hasReference(element: Element): boolean {
  return String(element.properties['className']) === 'footnote-ref' || elementsIn(element).some(hasReference);
}

/** One rule for each element that may have to stay. */
const rules: Readonly<Record<string, (element: Element) => boolean>> = {
  dl: (list) => list.children.length > 0,
  details: () => true,
  figure: (figure) => captionOf(figure) === undefined && has(figure, 'figcaption'),
  table: (table) => !isPlainTable(table),
  pre: (block) => !isPlainCode(block),
  ul: (list) => !holdsItems(list),
  ol: (list) => !holdsItems(list) || !isCounted(list),
};

/** Elements with text of a line, which stay if they have blocks in them. */
const lines = new Set(
  'h1 h2 h3 h4 h5 h6 a em i strong b s del code sub sup kbd mark u ins small q cite var samp dfn abbr time bdi bdo span ruby'.split(
    ' ',
  ),
);

const isKept = (element: Element): boolean =>
  rules[element.tagName]?.(element) ?? (lines.has(element.tagName) && hasBlocks(element));

const isText = (node: RootContent, value?: RegExp): boolean =>
  node.type === 'text' && (value === undefined || value.test(node.value));

const isBlank = (node: RootContent): boolean => isText(node, /^[ \t\n]*$/);

export const elementsIn = ({ children }: Element): Element[] =>
  children.filter((child) => child.type === 'element');

const has = (element: Element, tag: string): boolean =>
  elementsIn(element).some(({ tagName }) => tagName === tag);

/** The children, if they are elements alone. */
function only(element: Element): Element[] | undefined {
  const children = element.children.filter((child) => !isBlank(child));
  return children.length === elementsIn(element).length ? elementsIn(element) : undefined;
}

const phrasing = new Set([...lines].filter((tag) => !/^h\d$/.test(tag)));
const leaves = new Set('br img wbr math audio video source track rt rp rb'.split(' '));

const hasBlocks = (element: Element): boolean =>
  elementsIn(element).some(
    (child) => (!phrasing.has(child.tagName) && !leaves.has(child.tagName)) || hasBlocks(child),
  );

/** A picture with a caption of plain text, `![](a.png "caption")`; the picture may be a link. */
export function captionOf(
  figure: Element,
): { shown: Element; picture: Element; caption: string } | undefined {
  const [shown, caption, ...others] = only(figure) ?? [];
  if (!shown || caption?.tagName !== 'figcaption' || others.length > 0) return undefined;
  const [inside, ...more] = shown.tagName === 'a' ? shown.children : [shown];
  if (inside?.type !== 'element' || inside.tagName !== 'img' || more.length > 0) return undefined;
  if (inside.properties['title'] !== undefined || !caption.children.every((child) => isText(child)))
    return undefined;
  const text = caption.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  return text.trim() === '' ? undefined : { shown, picture: inside, caption: text };
}

/** A block of code with text alone, whose name of a language is one word. */
function isPlainCode(block: Element): boolean {
  if (block.children.every((child) => isText(child))) return true;
  const [code, ...others] = block.children;
  if (code?.type !== 'element' || code.tagName !== 'code' || others.length > 0) return false;
  return code.children.every((child) => isText(child) || isColour(child));
}

/** A token that a page shows in a colour. */
const isColour = (node: ElementContent): boolean => node.type === 'element' && node.tagName === 'span';

const holdsItems = (list: Element): boolean => only(list)?.every(({ tagName }) => tagName === 'li') ?? false;

/** Numbers that count up from the first one. */
const isCounted = (list: Element): boolean =>
  Number(list.properties['start'] ?? 1) >= 0 &&
  list.properties['reversed'] === undefined &&
  list.properties['type'] === undefined &&
  elementsIn(list).every(({ properties }) => properties['value'] === undefined);

/** The columns of a table that Markdown may have; each of its rows is a line. */
const mostColumns = 60;

/** A first row of headers and rows of as many cells, each with a line of text. */
function isPlainTable(table: Element): boolean {
  const parts = only(table);
  if (!parts?.every(({ tagName }) => /^t(?:head|body|foot)$/.test(tagName))) return false;
  const rows = parts.flatMap(elementsIn).map(elementsIn);
  const [first = [], ...others] = rows;
  if (first.length === 0 || first.length > mostColumns) return false;
  return (
    first.every(({ tagName }) => tagName === 'th') &&
    others.every((row) => row.length === first.length && row.every(({ tagName }) => tagName === 'td')) &&
    rows.every((row) => row.every((cell, at) => isPlainCell(cell, first[at]!)))
  );
}

const isPlainCell = (cell: Element, header: Element): boolean =>
  Number(cell.properties['colspan'] ?? 1) === 1 &&
  Number(cell.properties['rowspan'] ?? 1) === 1 &&
  cell.properties['align'] === header.properties['align'] &&
  !hasBlocks(cell);
