/** The elements of an entry that no feed has: those of WordPress and Blogger. */

import { SaxesParser } from 'saxes';

export interface Element {
  /** With its prefix, as exports always write it: `wp:post_id`. */
  name: string;
  text: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
}

/** The document as a tree of elements. @param xml well-formed */
export function readElements(xml: string): Element {
  const root: Element = { name: '', text: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  const addText = (text: string): void => void (open.at(-1)!.text += text);
  // splitXml has reported what it minds.
  parser.on('error', () => {});
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, text: '', attributes, children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root;
}

/** The first element below of that name, wherever it is. Without recursion: an entry may be nested at will. */
export function find(root: Element, name: string): Element | undefined {
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (element.name === name) return element;
    for (let i = element.children.length - 1; i >= 0; i--) waiting.push(element.children[i]!);
  }
  return undefined;
}

/** The text of a child; empty if there is none. */
export const childText = (element: Element, name: string): string =>
  element.children.find((child) => child.name === name)?.text.trim() ?? '';

export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.name === name);
