/**
 * Sets the body of an article for its page, when its document is written: readers of the page need not wait for it, and
 * feeds keep the body as it is stored. Pure, and linear in the length of the body.
 */

import { parseHtml } from '../article/body/html/html.ts';
import {
  attribute,
  isElement,
  isText,
  type Element,
  type Node,
  setAttribute,
} from '../article/body/html/tree.ts';
import { limits } from '../limits.ts';
import {
  alignCell,
  captionPicture,
  deferPictures,
  frameTable,
  markTask,
  openFootnotes,
  shortenLink,
} from './blocks.ts';
import { setCode } from './code/blocks.ts';
import { mayHaveFormulas, setFormulas } from './formulas/formulas.ts';
import { dropTitle, isHeading, setHeadings, type ContentsEntry } from './headings.ts';
import { readingTime } from './reading-time.ts';
import { writeHtml } from './write.ts';

/** Raise it whenever a body is set in another way: the documents of all articles are then written again. */
export const typesetFormat = 2;

/** What a page shows beside a body that is set. */
export interface Typeset {
  /** Minutes, whole. */
  readingTime: number;
  /** The headings of a long article. Absent: it needs no contents. */
  contents?: ContentsEntry[];
}

/** Contents are worth their place from so many headings and minutes on. */
const fewestHeadings = 3;
const shortestReading = 3;

type Text = Extract<Node, { value: string }>;

/** The parts of a body that are set, in document order. */
class Parts {
  readonly headings: Element[] = [];
  readonly blocks: Element[] = [];
  readonly pictures: Element[] = [];
  readonly tables: Element[] = [];
  readonly cells: Element[] = [];
  readonly items: Element[] = [];
  readonly links: Element[] = [];
  readonly notes: Element[] = [];
  /** Outside of code and links. */
  readonly texts: Text[] = [];
  readonly ids = new Set<string>();
  /** The words to read. */
  words = '';

  constructor(nodes: readonly Node[]) {
    this.#collect(nodes);
  }

  #collect(nodes: readonly Node[]): void {
    /** How many of the elements around a node are code, or links. */
    const stack: { node: Node; isCode: boolean; isVerbatim: boolean }[] = nodes
      .toReversed()
      .map((node) => ({ node, isCode: false, isVerbatim: false }));
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { node, isCode, isVerbatim } = next;
      if (isText(node)) {
        if (!isCode) this.words += `${node.value} `;
        if (!isVerbatim) this.texts.push(node);
      } else if (isElement(node)) {
        this.#element(node);
        const inside = {
          isCode: isCode || node.tagName === 'pre',
          isVerbatim: isVerbatim || verbatim.has(node.tagName),
        };
        for (let i = node.childNodes.length - 1; i >= 0; i--)
          stack.push({ node: node.childNodes[i]!, ...inside });
      }
    }
  }

  #element(element: Element): void {
    const id = attribute(element, 'id');
    if (id !== undefined) this.ids.add(id);
    if (isHeading(element)) this.headings.push(element);
    switch (element.tagName) {
      case 'pre':
        return void this.blocks.push(element);
      case 'audio':
      case 'video':
        // A page asks other hosts for a sound or a film only when it is played.
        setAttribute(element, 'preload', 'none');
        return;
      case 'img':
        return void this.pictures.push(element);
      case 'table':
        return void this.tables.push(element);
      case 'td':
      case 'th':
        return void this.cells.push(element);
      case 'li':
        return void this.items.push(element);
      case 'a':
        return void this.links.push(element);
      case 'section':
        if (attribute(element, 'class') === 'footnotes') this.notes.push(element);
    }
  }
}

/** Elements whose text is not looked through for formulas. */
const verbatim = new Set(['pre', 'code', 'kbd', 'samp', 'a', 'button']);

/**
 * @param article its HTML as the sanitiser wrote it
 * @param pageUrl the absolute address of the article
 * @returns undefined if the body is too long
 */
export function typeset(
  { title, html }: { title: string; html: string },
  pageUrl: string,
): (Typeset & { html: string }) | undefined {
  if (html.length > limits.typesetLength) return undefined;
  const tree = parseHtml(html);
  dropTitle(tree, title);
  const parts = new Parts(tree.childNodes);
  const minutes = readingTime(parts.words);
  if (mayHaveFormulas(html)) setFormulas(parts.texts, parts.blocks);
  setCode(parts.blocks.filter(({ tagName }) => tagName === 'pre'));
  for (const link of parts.links) shortenLink(link, pageUrl);
  const entries = setHeadings(parts.headings, parts.ids);
  deferPictures(parts.pictures);
  parts.pictures.forEach(captionPicture);
  parts.cells.forEach(alignCell);
  parts.tables.forEach(frameTable);
  parts.items.forEach(markTask);
  // Markdown makes one, the last.
  const notes = parts.notes.at(-1);
  if (notes) openFootnotes(notes);
  const isLong = minutes >= shortestReading && entries.length >= fewestHeadings;
  return { html: writeHtml(tree), readingTime: minutes, ...(isLong && { contents: entries }) };
}
