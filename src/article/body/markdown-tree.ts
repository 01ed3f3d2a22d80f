/**
 * The tokens of markdown-it → tree, without writing HTML and parsing it again: that would cost as much as reading
 * the Markdown did. Only where the author wrote no tags of his own, whose tree no one but an HTML parser can tell.
 */

import type Token from 'markdown-it/lib/token.mjs';

import { append, appendComment, appendText, createElement, createFragment, type Parent } from './tree.ts';

/** Undefined: there is raw HTML (or a token that only its own renderer knows) among the tokens. */
export function treeOf(tokens: readonly Token[]): Parent | undefined {
  const root = createFragment();
  return appendTokens(root, tokens) ? root : undefined;
}

function appendTokens(root: Parent, tokens: readonly Token[]): boolean {
  const open: Parent[] = [root];
  for (const token of tokens) {
    const parent = open.at(-1)!;
    if (token.type.startsWith('footnote')) return false;
    if (token.nesting === 1 && !token.hidden) {
      const element = createElement(token.tag, token.attrs ?? []);
      append(parent, element);
      open.push(element);
    } else if (token.nesting === -1 && !token.hidden) {
      open.pop();
      if (token.block) appendText(open.at(-1)!, '\n');
    } else if (token.nesting === 0 && !appendLeaf(parent, token)) {
      return false;
    }
  }
  return true;
}

function appendLeaf(parent: Parent, token: Token): boolean {
  const leaf = leaves[token.type];
  return leaf !== undefined && leaf(parent, token) !== false;
}

/** One function for each token that opens nothing; false: an HTML parser is needed. */
const leaves: Readonly<Record<string, (parent: Parent, token: Token) => boolean | void>> = {
  inline: (parent, token) => appendTokens(parent, token.children ?? []),
  text: (parent, token) => appendText(parent, token.content),
  softbreak: (parent) => appendText(parent, '\n'),
  hardbreak: (parent) => append(parent, createElement('br')),
  hr: (parent) => append(parent, createElement('hr')),
  code_inline: (parent, token) => appendCode(parent, token.content),
  code_block: (parent, token) => appendBlock(parent, token.content, ''),
  fence: (parent, token) => appendBlock(parent, token.content, token.info),
  html_block: appendMarkup,
  html_inline: appendMarkup,
  image: (parent, token) => {
    const attributes = (token.attrs ?? []).filter(([name]) => name !== 'alt');
    append(parent, createElement('img', [...attributes, ['alt', alternative(token.children ?? [])]]));
  },
};

function appendCode(parent: Parent, content: string, attributes: [string, string][] = []): void {
  const code = createElement('code', attributes);
  appendText(code, content);
  append(parent, code);
}

/** @param info what stands behind the fence: the language comes first, then whatever the author's tools understand */
function appendBlock(parent: Parent, content: string, info: string): void {
  const language = /^\{?\.?([\w+#.-]+)/.exec(info.trim())?.[1];
  const pre = createElement('pre');
  appendCode(pre, content, language ? [['class', `language-${language}`]] : []);
  append(parent, pre);
  appendText(parent, '\n');
}

/** A comment is a comment without asking a parser; anything else needs one. */
function appendMarkup(parent: Parent, token: Token): boolean {
  const markup = token.content.trim();
  const inner = markup.slice(4, -3);
  // A second end in it, or one right at its beginning (<!-->, <!--->), and it isn't one comment.
  const isComment = markup.startsWith('<!--') && markup.endsWith('-->') && markup.length >= 7;
  if (!isComment || /--!?>|^-?>/.test(inner)) return false;
  appendComment(parent, inner);
  return true;
}

/** The text of an image's description, which may hold markup. */
function alternative(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      token.type === 'softbreak' ? '\n' : token.children ? alternative(token.children) : token.content,
    )
    .join('');
}
