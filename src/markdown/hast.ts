/**
 * Trees of parse5 as the converter takes them (https://github.com/syntax-tree/hast), without what a page adds to a body:
 * frames of tables and code, names of languages, links of headings to themselves, colours.
 */

import type { Element as HastElement, ElementContent, Properties, Root } from 'hast';
import type { InlineMath } from './formula.ts';
import {
  attribute,
  isElement,
  isText,
  type Element,
  type Node,
  type Parent,
} from '../article/body/html/tree.ts';

/**
 * @param pageUrl the absolute address of the article, which links into it begin with
 * @param hasNotes whether notes are marked as such, for Markdown's own
 */
export const hastOf = (tree: Parent, pageUrl: string, hasNotes: boolean): Root => ({
  type: 'root',
  children: nodesOf(tree.childNodes, { pageUrl, hasNotes }),
});

interface Options {
  pageUrl: string;
  hasNotes: boolean;
}

const nodesOf = (nodes: readonly Node[], options: Options): ElementContent[] =>
  nodes.flatMap((node) => nodeOf(node, options));

/** Attributes that pages add, or that only tell a browser how to load or find something. */
const unsaid = new Set([
  'id',
  'class',
  'name',
  'loading',
  'decoding',
  'preload',
  'srcset',
  'sizes',
  'referrerpolicy',
]);

function nodeOf(node: Node, options: Options): ElementContent[] {
  if (isText(node)) return [{ type: 'text', value: node.value }];
  if (!isElement(node) || isAdded(node)) return [];
  const { tagName } = node;
  if (tagName === 'math') return [formula(node)];
  const children = nodesOf(
    // A picture is its last form, which all browsers show.
    tagName === 'picture' ? node.childNodes.filter((child) => child.nodeName !== 'source') : node.childNodes,
    options,
  );
  const properties = propertiesOf(node, options);
  if (isFrame(node, properties)) return children;
  return [{ type: 'element', tagName, properties, children }];
}

const classOf = (element: Element): string => attribute(element, 'class') ?? '';

/** What a page adds beside the text: the name of a language, a link beside a heading, the way back from a note. */
const isAdded = (element: Element): boolean =>
  classOf(element) === 'language' ||
  classOf(element) === 'footnote-backref' ||
  (classOf(element) === 'anchor' && attribute(element, 'aria-label') !== undefined) ||
  // Markdown has no table without a row.
  (element.tagName === 'table' && !element.childNodes.some(isElement));

/** What a page puts around something, and elements that say nothing. */
function isFrame(element: Element, properties: Properties): boolean {
  const { tagName } = element;
  if (tagName === 'div') return /^(?:table|code)$/.test(classOf(element));
  if (tagName === 'a') return classOf(element) === 'anchor' || properties['href'] === undefined;
  return tagName === 'picture' || (tagName === 'span' && Object.keys(properties).length === 0);
}

function propertiesOf(element: Element, { pageUrl, hasNotes }: Options): Properties {
  const properties: Properties = {};
  for (const { name, value } of element.attrs)
    if (!unsaid.has(name))
      properties[name] = name === 'href' && value.startsWith('#') ? pageUrl + value : value;
  const kind = classOf(element);
  const isLanguage = element.tagName === 'code' && kind.startsWith('language-');
  if (isLanguage || (hasNotes && kind.startsWith('footnote'))) properties['className'] = [kind];
  if (element.tagName === 'li' && hasNotes) properties['id'] = attribute(element, 'id');
  // A page aligns cells by a class.
  if (/^t[dh]$/.test(element.tagName) && /^(?:left|right|center)$/.test(kind)) properties['align'] = kind;
  return properties;
}

/** TeX as its author wrote it, in one line. */
function formula(math: Element): HastElement {
  const tex = (attribute(math, 'data-tex') ?? '')
    // A remark ends with its line.
    .replace(/(?<!\\)%.*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const display = attribute(math, 'display');
  return {
    type: 'element',
    tagName: 'math',
    properties: { display },
    children: [{ type: 'text', value: tex }],
  };
}

/** The formula of an element that `hastOf` made. */
export function formulaOf({ properties, children: [tex] }: HastElement): InlineMath {
  return {
    type: 'inlineMath',
    value: tex?.type === 'text' ? tex.value : '',
    display: properties['display'] === 'block',
  };
}
