/** HTML trees, and the parser for them (https://html.spec.whatwg.org/#parsing). The only file that imports parse5. */

import { defaultTreeAdapter, html, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The source produces far more elements than it has tags. */
export class TooManyElements extends Error {
  override name = 'TooManyElements';
}

/**
 * Parses a fragment of HTML as the content of a `div`.
 *
 * @param sourceCodeLocationInfo whether elements know where their attributes stand
 * @throws TooManyElements if unclosed formatting elements multiply: `<b id=1><b id=2>…<p><p>…` copies every open `b`
 *   into every `p`, so 64 KiB of source could become a billion elements. A real tag needs three characters.
 */
export function parseAsBrowsersDo(source: string, sourceCodeLocationInfo = false): Parent {
  let left = 1000 + source.length / 2;
  // Without scripting, the content of noscript is parsed. Feed readers run no scripts.
  return parseFragment(source, {
    scriptingEnabled: false,
    sourceCodeLocationInfo,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(tag, namespace, attributes) {
        if (--left < 0) throw new TooManyElements();
        return defaultTreeAdapter.createElement(tag, namespace, attributes);
      },
    },
  });
}

/** Creates an HTML element, not one of SVG or MathML. `attributes` are pairs. */
export function createElement(
  tag: string,
  attributes: readonly (readonly [string, string | number])[] = [],
): Element {
  return defaultTreeAdapter.createElement(
    tag,
    html.NS.HTML,
    attributes.map(([name, value]) => ({ name, value: String(value) })),
  );
}

export const createText = (value: string): DefaultTreeAdapterTypes.TextNode =>
  defaultTreeAdapter.createTextNode(value);
export const createFragment = (): Parent => defaultTreeAdapter.createDocumentFragment();
export const append = (parent: Parent, child: Node): void => defaultTreeAdapter.appendChild(parent, child);
export const appendText = (parent: Parent, text: string): void => defaultTreeAdapter.insertText(parent, text);
export const appendComment = (parent: Parent, data: string): void =>
  defaultTreeAdapter.appendChild(parent, defaultTreeAdapter.createCommentNode(data));
export const detach = (node: Node): void => defaultTreeAdapter.detachNode(node);

/**
 * Puts a frame around an element. The element becomes the frame, and a new one takes its place in it: to find an element
 * among its siblings would take squared time for many.
 * @returns the new one
 */
export function wrapIn(
  element: Element,
  tag: string,
  attributes: readonly (readonly [string, string])[],
): Element {
  const inner = createElement(element.tagName);
  inner.attrs = element.attrs;
  setChildren(inner, element.childNodes);
  rename(element, tag);
  element.attrs = attributes.map(([name, value]) => ({ name, value }));
  setChildren(element, [inner]);
  return inner;
}

/** Makes an element another one of the same kind, with its children. */
export function rename(element: Element, tag: string): void {
  element.tagName = tag;
  element.nodeName = tag;
}

export function setChildren(parent: Parent, children: Node[]): void {
  parent.childNodes = children;
  for (const child of children) child.parentNode = parent;
}

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';
export const isComment = (node: Node): node is DefaultTreeAdapterTypes.CommentNode =>
  node.nodeName === '#comment';

/** Whether an element is HTML. Elements of SVG and MathML may have the same names. */
export const isHtml = (element: Element): boolean => element.namespaceURI === html.NS.HTML;

/** The value of an attribute; undefined if it is missing. */
export function attribute(element: Element, name: string): string | undefined {
  for (const entry of element.attrs) if (entry.name === name) return entry.value;
  return undefined;
}

/** Sets an attribute, in its place if it is there. */
export function setAttribute(element: Element, name: string, value: string): void {
  const entry = element.attrs.find((other) => other.name === name);
  if (entry) entry.value = value;
  else element.attrs.push({ name, value });
}

export function removeAttribute(element: Element, name: string): void {
  element.attrs = element.attrs.filter((entry) => entry.name !== name);
}

/** Where an attribute stands in the source, with its name and its value: offsets in UTF-16 code units. */
export function placeOfAttribute(element: Element, name: string): { from: number; to: number } | undefined {
  const place = element.sourceCodeLocation?.attrs?.[name];
  return place && { from: place.startOffset, to: place.endOffset };
}

/** All nodes below a node, in document order. Without recursion, so the depth is unlimited. */
export function* descendants(parent: Parent): Generator<Node> {
  const stack = parent.childNodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if ('childNodes' in node)
      for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i]!);
  }
}

/** The raw text below a node. */
export function textOf(parent: Parent): string {
  let text = '';
  for (const node of descendants(parent)) if (isText(node)) text += node.value;
  return text;
}
