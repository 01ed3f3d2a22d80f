/**
 * HTML in Markdown, parsed piece by piece. The tree of a balanced piece does not depend on its context, so the rest of
 * the article needs no HTML parser.
 */

import type Token from 'markdown-it/lib/token.mjs';

import { parseHtml } from '../html/html.ts';
import { append, appendComment, createElement, isElement, type Element, type Parent } from '../html/tree.ts';

/** Elements that a parser treats alike wherever text is allowed. */
const phrasing = new Set(
  'abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var'.split(
    ' ',
  ),
);
const single = new Set(['br', 'img', 'wbr']);

/** Elements that have both tags; balanced ones neither close others nor are closed by them. */
const paired = new Set([
  ...phrasing,
  ...'a div section article aside header footer figure figcaption details summary blockquote center'.split(
    ' ',
  ),
  ...'ul ol dl table thead tbody tfoot tr td th caption li p h1 h2 h3 h4 h5 h6 picture video audio iframe'.split(
    ' ',
  ),
]);
const alone = new Set([...single, 'hr', 'source']);

const tag = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>/gi;

/** Appends an HTML block. @returns false if it is not balanced */
export function appendHtmlBlock(parent: Parent, token: Token): boolean {
  if (appendIfComment(parent, token)) return true;
  // In front of what a tag of a template became, see templates/meaning.ts.
  const source = token.content.replace(/^\s*<!-- -->/, '');
  if (!isBalanced(source)) return false;
  for (const child of parseHtml(source).childNodes.slice()) append(parent, child);
  return true;
}

/** Whether tags are closed in order and every `<` begins a tag. */
function isBalanced(source: string): boolean {
  const open: string[] = [];
  let tags = 0;
  for (const [, slash, name = ''] of source.matchAll(tag)) {
    tags++;
    const lower = name.toLowerCase();
    if (alone.has(lower)) continue;
    if (!paired.has(lower)) return false;
    if (!slash) open.push(lower);
    else if (open.pop() !== lower) return false;
  }
  return open.length === 0 && source.split('<').length - 1 === tags;
}

/** The element of a start tag, or the name in an end tag. @returns undefined if it needs a parser */
export function inlineTag(token: Token): { element: Element; isSingle: boolean } | string | undefined {
  const [match] = token.content.matchAll(tag);
  if (!match || match[0].length !== token.content.length) return undefined;
  const name = match[2]!.toLowerCase();
  if (!phrasing.has(name) && !single.has(name)) return undefined;
  if (match[1]) return phrasing.has(name) ? name : undefined;
  const isSingle = single.has(name);
  // Most tags have no attributes and need no parser.
  if (match[0].length === name.length + 2) return { element: createElement(name), isSingle };
  const [element] = parseHtml(token.content).childNodes;
  return element && isElement(element) ? { element, isSingle } : undefined;
}

/** Appends a token that is exactly one comment, without a parser. */
export function appendIfComment(parent: Parent, token: Token): boolean {
  const markup = token.content.trim();
  const inner = markup.slice(4, -3);
  // With a second end inside, or one right at the start (<!-->, <!--->), it is not one comment.
  const isComment = markup.startsWith('<!--') && markup.endsWith('-->') && markup.length >= 7;
  if (!isComment || /--!?>|^-?>/.test(inner)) return false;
  appendComment(parent, inner);
  return true;
}
