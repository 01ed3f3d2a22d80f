/** The body of an article as Markdown, from HTML as its page or as feeds have it. The only file that imports the converter. */

import type { Element, Parents, Root } from 'hast';
import { defaultHandlers, toMdast, type Handle, type State } from 'hast-util-to-mdast';
import type { Html, Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { parseHtml } from '../article/body/html/html.ts';
import { limits } from '../limits.ts';
import { formulaOf, hastOf } from './hast.ts';
import { contentOf, htmlBlock, startTag } from './html.ts';
import { captionOf, elementsIn, keepHtml, type Raw } from './keep.ts';
import { settleMarks } from './marks.ts';

/**
 * @param pageUrl the absolute address of the article, which links into it begin with
 * @returns one block of HTML if it is too long or too deep to be converted
 */
export function markdownOfBody(body: string, pageUrl: string): RootContent[] {
  const page = parseHtml(body);
  const tree = hastOf(page, pageUrl, true);
  if (body.length > limits.markdownLength || isTooMuch(tree)) return [html(htmlBlock(contentOf(tree)))];
  // A note that HTML refers to would not be shown, so the notes of such a body are a list.
  const converted = keepHtml(tree) ? hastOf(page, pageUrl, false) : tree;
  if (converted !== tree) keepHtml(converted);
  const markdown = toMdast(converted, { handlers, nodeHandlers: { raw }, document: true });
  if (markdown.type !== 'root') return [];
  settleMarks(markdown);
  return markdown.children;
}

/** Whether it has more elements than are converted, or more within each other. */
function isTooMuch(tree: Root): boolean {
  let elements = 0;
  const waiting: { parent: Parents; depth: number }[] = [{ parent: tree, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const node of next.parent.children) {
      if (node.type !== 'element') continue;
      if (++elements > limits.markdownElements || next.depth >= limits.markdownDepth) return true;
      waiting.push({ parent: node, depth: next.depth + 1 });
    }
  }
  return false;
}

/** The value of a property that is a text. */
function textIn({ properties }: Element, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

const classOf = ({ properties }: Element): string => String(properties['className'] ?? '');

/** @param hName what the converter takes it for: a part of a text, or a block */
const html = (value: string, hName = 'span'): Html => ({ type: 'html', value, data: { hName } });

const raw = (_: State, { value }: Raw): Html => html(value, 'div');

/** An element as it is written in HTML, around its content. */
const kept: Handle = (state, element) => [
  html(startTag(element)),
  ...state.all(element),
  html(`</${element.tagName}>`),
];

const flow = (state: State, element: Element): Nodes[] => state.toFlow(state.all(element));

const handlers: Record<string, Handle> = {
  a: (state, element) => ({
    type: 'link',
    url: textIn(element, 'href') ?? '',
    title: textIn(element, 'title')?.replace(/\s+/g, ' ') || null,
    children: state.all(element) as PhrasingContent[],
  }),
  code: (state, element, parent) =>
    element.children.every(({ type }: { type: string }) => type === 'text')
      ? defaultHandlers.code(state, element)
      : kept(state, element, parent),
  // Obsidian, and edgefeed, read a number behind `|` as the width.
  img: (state, element) =>
    /\|\d+(?:x\d+)?$/.test(textIn(element, 'alt') ?? '')
      ? html(startTag(element))
      : defaultHandlers.img(state, element),
  figure(state, element) {
    const found = captionOf(element);
    if (!found) return flow(state, element);
    found.picture.properties['title'] = found.caption;
    const children = state.all({ ...element, children: [found.shown] }) as PhrasingContent[];
    return { type: 'paragraph', children } satisfies Paragraph;
  },
  sup(state, element, parent) {
    if (classOf(element) !== 'footnote-ref') return kept(state, element, parent);
    const identifier = noteIn(element);
    return identifier === undefined
      ? undefined
      : { type: 'footnoteReference', identifier, label: identifier };
  },
  section: (state, element) =>
    classOf(element) === 'footnotes' ? notesOf(state, element) : flow(state, element),
  li: item,
  math: (_, element) => formulaOf(element),
  source: (_, element) => html(startTag(element)),
  track: (_, element) => html(startTag(element)),
  wbr: (_, element) => html(startTag(element)),
  // Beside their lists.
  dt: flow,
  dd: flow,
  // What Markdown has no marks for.
  ...Object.fromEntries(
    'sub kbd mark u ins small q cite var samp dfn abbr time bdi bdo span ruby rt rp rb audio video'
      .split(' ')
      .map((tag) => [tag, kept]),
  ),
};

/** Blank lines are between the items whose HTML has paragraphs, and not where an item has a list of its own. */
function item(state: State, element: Element, parent: Parents | undefined): Nodes | Nodes[] {
  if (!/^[uo]l$/.test(parent && 'tagName' in parent ? parent.tagName : '')) return flow(state, element);
  return {
    ...defaultHandlers.li(state, element),
    spread: elementsIn(element).some(({ tagName }) => tagName === 'p'),
  };
}

/** `#user-content-fn1` → `1`; a second reference to a note has an id of its own, and the same target. */
function noteIn(reference: Element): string | undefined {
  const [target] = elementsIn(reference);
  return /#.*?fn-?(.+)$/.exec((target && textIn(target, 'href')) ?? '')?.[1];
}

/** The definitions of the notes; other content, such as the rule before them, is left out. */
function notesOf(state: State, section: Element): RootContent[] {
  const items = elementsIn(section)
    .filter(({ tagName }) => tagName === 'ol')
    .flatMap(elementsIn);
  return items.flatMap((item): RootContent[] => {
    const identifier = /fn-?(.+)$/.exec(textIn(item, 'id') ?? '')?.[1];
    if (identifier === undefined) return [];
    const children = state.toFlow(state.all(item));
    return [{ type: 'footnoteDefinition', identifier, label: identifier, children }];
  });
}
