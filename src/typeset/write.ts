/**
 * Tree → HTML. Unlike parse5's serialiser it escapes `<` and `>` in attributes too: in the result `<` begins a tag and
 * nothing else, so that the page may insert its texts where it finds one.
 */

import { escapeAttribute, escapeText } from '../article/body/sanitise/escape.ts';
import { voidElements } from '../article/body/sanitise/allowed.ts';
import { isElement, isText, type Node, type Parent } from '../article/body/html/tree.ts';

/** Writes the content of a tree. Without recursion, so the depth is unlimited. */
export function writeHtml(tree: Parent): string {
  let html = '';
  /** Nodes to write, and end tags, the next one last. */
  const stack: (Node | string)[] = tree.childNodes.toReversed();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') html += next;
    else if (isText(next)) html += escapeText(next.value);
    else if (isElement(next)) {
      const { tagName, attrs, childNodes } = next;
      html += `<${tagName}`;
      for (const { name, value } of attrs) html += ` ${name}="${escapeAttribute(value)}"`;
      html += '>';
      if (voidElements.has(tagName)) continue;
      const [first] = childNodes;
      // A parser drops a line break right after <pre>.
      if (tagName === 'pre' && first && isText(first) && first.value.startsWith('\n')) html += '\n';
      stack.push(`</${tagName}>`);
      for (let i = childNodes.length - 1; i >= 0; i--) stack.push(childNodes[i]!);
    }
  }
  return html;
}
