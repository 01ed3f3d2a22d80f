/** HTML as Markdown holds it: a block of it ends at the first blank line (https://spec.commonmark.org/0.31.2/#html-blocks). */

import type { Element, Parents, RootContent } from 'hast';
import { voidElements } from '../article/body/sanitise/allowed.ts';
import { formulaText } from './formula.ts';
import { formulaOf } from './hast.ts';
import { escapeAttribute, escapeText } from '../article/body/sanitise/escape.ts';

/** Elements that begin a block wherever they stand, of those that bodies have. */
const blockStart =
  /^<(?:address|article|aside|blockquote|details|div|dl|figure|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)[\s>]/;

/** A block that Markdown leaves as it is. */
export function htmlBlock(html: string): string {
  const written = blockStart.test(html) ? html : `<div>${html}</div>`;
  // The same characters, and no blank line.
  return written.replace(/\n(?=[ \t]*\n)/g, '&#10;');
}

/** An element as HTML; white space outside of `<pre>` as spaces. */
export function htmlOf(element: Element, inPre = false): string {
  const { tagName } = element;
  const start = startTag(element);
  if (voidElements.has(tagName)) return start;
  const inside = contentOf(element, inPre || tagName === 'pre');
  // A parser drops a line break right after <pre>.
  return `${start}${tagName === 'pre' && inside.startsWith('\n') ? '\n' : ''}${inside}</${tagName}>`;
}

export function contentOf({ children }: Parents, inPre = false): string {
  let written = '';
  for (const [at, child] of children.entries()) {
    if (child.type === 'text')
      written += escapeText(inPre ? child.value : child.value.replace(/[ \t\n]+/g, ' '));
    else if (child.type === 'element')
      written +=
        child.tagName === 'math' ? formulaAt(child, written, children[at + 1]) : htmlOf(child, inPre);
  }
  return written;
}

const formulaAt = (math: Element, before: string, next: RootContent | undefined): string =>
  escapeText(formulaText(formulaOf(math), before, next?.type === 'text' ? next.value : ''));

export function startTag({ tagName, properties }: Element): string {
  const attributes = Object.entries(properties).flatMap(([name, value]) => {
    if (name === 'id' || value === undefined || value === null) return [];
    const written = name === 'className' ? 'class' : name;
    return ` ${written}="${escapeAttribute(String(value)).replace(/\s+/g, ' ')}"`;
  });
  return `<${tagName}${attributes.join('')}>`;
}
