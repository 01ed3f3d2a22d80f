/** Trees of HTML, and making one by the rules that browsers have (https://html.spec.whatwg.org/#parsing). */

import { defaultTreeAdapter, html, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The source makes far more elements than it has tags. */
export class TooManyElements extends Error {
  override name = 'TooManyElements';
}

/**
 * Parses a fragment of HTML, whatever it is, as the content of a `div`.
 *
 * @throws TooManyElements where unclosed formatting elements multiply: `<b id=1><b id=2>…<p><p>…` makes a copy of
 * every open `b` in every `p`, so 64 KiB of source could become a billion elements. An honest tag needs three characters.
 */
export function parseAsBrowsersDo(source: string): Parent {
  let left = 1000 + source.length / 2;
  // Scripting is off: the content of noscript is what readers without scripts see, and readers of feeds have none.
  return parseFragment(source, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(tag, namespace, attributes) {
        if (--left < 0) throw new TooManyElements();
        return defaultTreeAdapter.createElement(tag, namespace, attributes);
      },
    },
  });
}

/** An element of HTML (as opposed to SVG and MathML); `attributes` in pairs. */
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

export const createFragment = (): Parent => defaultTreeAdapter.createDocumentFragment();
export const append = (parent: Parent, child: Node): void => defaultTreeAdapter.appendChild(parent, child);
export const appendText = (parent: Parent, text: string): void => defaultTreeAdapter.insertText(parent, text);
export const appendComment = (parent: Parent, data: string): void =>
  defaultTreeAdapter.appendChild(parent, defaultTreeAdapter.createCommentNode(data));
export const detach = (node: Node): void => defaultTreeAdapter.detachNode(node);

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';
export const isComment = (node: Node): node is DefaultTreeAdapterTypes.CommentNode =>
  node.nodeName === '#comment';

/** Not of SVG or MathML, whose elements may have the same names. */
export const isHtml = (element: Element): boolean => element.namespaceURI === html.NS.HTML;

/** The value of an attribute, undefined without it. */
export function attribute(element: Element, name: string): string | undefined {
  for (const entry of element.attrs) if (entry.name === name) return entry.value;
  return undefined;
}

/** Everything below a node in the order of the source; no recursion, so no depth is too deep. */
export function* descendants(parent: Parent): Generator<Node> {
  const stack = parent.childNodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if ('childNodes' in node)
      for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i]!);
  }
}

/** The text below a node, as it stands. */
export function textOf(parent: Parent): string {
  let text = '';
  for (const node of descendants(parent)) if (isText(node)) text += node.value;
  return text;
}
