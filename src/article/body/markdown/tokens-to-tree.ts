/**
 * Converts the tokens of markdown-it to a tree directly. Writing HTML and parsing it again would cost as much as
 * parsing the Markdown. Possible only if HTML in the source is balanced; otherwise the tree needs an HTML parser.
 */

import type Token from 'markdown-it/lib/token.mjs';

import { appendHtmlBlock, appendIfComment, inlineTag } from './markup.ts';
import { append, appendText, createElement, createFragment, type Parent } from '../html/tree.ts';

/** @returns undefined if tags are unbalanced, or a token needs its own renderer */
export function treeOf(tokens: readonly Token[]): Parent | undefined {
  const root = createFragment();
  return appendTokens(root, tokens) ? root : undefined;
}

function appendTokens(root: Parent, tokens: readonly Token[]): boolean {
  const open: Parent[] = [root];
  /** The elements of `open` that come from HTML tags. */
  const byTag = new Set<Parent>();
  for (const token of tokens) {
    const parent = open.at(-1)!;
    if (token.type.startsWith('footnote')) return false;
    if (token.hidden) continue;
    if (token.type === 'html_inline') {
      if (appendIfComment(parent, token)) continue;
      const tag = inlineTag(token);
      if (tag === undefined) return false;
      if (typeof tag === 'string') {
        // A tag may only close what a tag opened, and Markdown what Markdown opened.
        if (parent.nodeName !== tag || !byTag.delete(parent)) return false;
        open.pop();
      } else {
        append(parent, tag.element);
        if (tag.isSingle) continue;
        open.push(tag.element);
        byTag.add(tag.element);
      }
    } else if (token.nesting === 1) {
      const element = createElement(token.tag, token.attrs ?? []);
      append(parent, element);
      open.push(element);
    } else if (token.nesting === -1) {
      if (byTag.has(parent)) return false;
      open.pop();
      if (token.block) appendText(open.at(-1)!, '\n');
    } else if (!appendLeaf(parent, token)) return false;
  }
  return byTag.size === 0;
}

function appendLeaf(parent: Parent, token: Token): boolean {
  const leaf = leaves[token.type];
  return leaf !== undefined && leaf(parent, token) !== false;
}

/** One function per token that opens no element. @returns false if it needs an HTML parser */
const leaves: Readonly<Record<string, (parent: Parent, token: Token) => boolean | void>> = {
  inline: (parent, token) => appendTokens(parent, token.children ?? []),
  text: (parent, token) => appendText(parent, token.content),
  softbreak: (parent) => appendText(parent, '\n'),
  hardbreak: (parent) => append(parent, createElement('br')),
  hr: (parent) => append(parent, createElement('hr')),
  code_inline: (parent, token) => appendCode(parent, token.content),
  code_block: (parent, token) => appendBlock(parent, token.content, ''),
  fence: (parent, token) => appendBlock(parent, token.content, token.info),
  html_block: appendHtmlBlock,
  formula: (parent, token) => {
    const paragraph = createElement('p');
    appendText(paragraph, token.content);
    append(parent, paragraph);
    appendText(parent, '\n');
  },
  image: (parent, token) => {
    const attributes = (token.attrs ?? []).filter(([name]) => name !== 'alt');
    append(parent, createElement('img', [...attributes, ['alt', altText(token.children ?? [])]]));
  },
};

function appendCode(parent: Parent, content: string, attributes: [string, string][] = []): void {
  const code = createElement('code', attributes);
  appendText(code, content);
  append(parent, code);
}

/** @param info text after the fence: the language, then options for the author's tools */
function appendBlock(parent: Parent, content: string, info: string): void {
  const language = /^\{?\.?([\w+#.-]+)/.exec(info.trim())?.[1];
  const pre = createElement('pre');
  appendCode(pre, content, language ? [['class', `language-${language}`]] : []);
  append(parent, pre);
  appendText(parent, '\n');
}

/** The alternative text of an image, whose source may contain markup. */
export function altText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, children, content }) => {
      if (type === 'html_inline') return '';
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      return children ? altText(children) : content;
    })
    .join('');
}
