/** Marks that stand for what a generator makes: a table of contents, abbreviations. They are removed. */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';

/** `[TOC]`, `[[toc]]`, `[[_TOC_]]`, `@[toc](Contents)`, `${toc}` */
const contents = /^(?:\[\[?_?toc_?\]\]?|@\[toc\](?:\([^()\n]{0,200}\))?|\$\{toc\})$/i;

/** `*[HTML]: Hyper Text Markup Language` (https://kramdown.gettalong.org/syntax.html#abbreviations) */
const abbreviations = /^(?:\*\[[^\]\n]{1,100}\]:[^\n]*(?:\n|$))+$/;

/** Without any of these there is no mark: most bodies have none. */
const signs = ['[toc', '[TOC', '[Toc', '[_', '{toc', '*['];

export function marks(state: StateCore): void {
  if (!signs.some((sign) => state.src.includes(sign))) return;
  const kept: Token[] = [];
  for (let i = 0; i < state.tokens.length; i++) {
    const inline = state.tokens[i + 1];
    if (state.tokens[i]!.type === 'paragraph_open' && inline && isMark(inline)) i += 2;
    else kept.push(state.tokens[i]!);
  }
  state.tokens = kept;
}

/** `[TOC]` may be a link, if its label is defined. */
const isMark = ({ content, children }: Token): boolean =>
  contents.test(content)
    ? content.startsWith('@') || !children?.some(({ type }) => type === 'link_open')
    : content.startsWith('*[') && abbreviations.test(content);
