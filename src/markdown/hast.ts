/** Trees of parse5 as the converter takes them (https://github.com/syntax-tree/hast). */

import type { Element as HastElement, ElementContent, Properties, Root } from 'hast';
import { limits } from '../limits.ts';
import {
  attribute,
  isElement,
  isText,
  type Element,
  type Node,
  type Parent,
} from '../article/body/html/tree.ts';

/** Columns that a cell may span. Markdown has no spans, so each becomes as many cells, but for the first empty ones. */
const mostColumns = 12;

/** @returns undefined if it has more elements than are converted, or more within each other */
export function hastOf(tree: Parent): Root | undefined {
  return isTooMuch(tree) ? undefined : { type: 'root', children: nodesOf(tree.childNodes) };
}

function isTooMuch(tree: Parent): boolean {
  let elements = 0;
  const waiting: { parent: Parent; depth: number }[] = [{ parent: tree, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const node of next.parent.childNodes) {
      if (!isElement(node)) continue;
      if (++elements > limits.markdownElements || next.depth >= limits.markdownDepth) return true;
      waiting.push({ parent: node, depth: next.depth + 1 });
    }
  }
  return false;
}

const nodesOf = (nodes: readonly Node[]): ElementContent[] => nodes.flatMap(nodeOf);

function nodeOf(node: Node): ElementContent[] {
  if (isText(node)) return [{ type: 'text', value: node.value }];
  if (!isElement(node)) return [];
  const element: HastElement = {
    type: 'element',
    tagName: node.tagName,
    properties: propertiesOf(node),
    children: nodesOf(node.childNodes),
  };
  return [element];
}

function propertiesOf(element: Element): Properties {
  const properties: Properties = {};
  for (const { name, value } of element.attrs) {
    if (name === 'class') properties['className'] = value.split(' ');
    else if (name === 'colspan') properties['colSpan'] = Math.min(Number(value) || 1, mostColumns);
    // A row that a cell reaches down to has a cell less.
    else if (name !== 'rowspan') properties[name] = value;
  }
  // A page aligns cells by a class.
  const aligned = /^(?:left|right|center)$/.exec(attribute(element, 'class') ?? '')?.[0];
  if (aligned && /^t[dh]$/.test(element.tagName)) properties['align'] = aligned;
  return properties;
}
