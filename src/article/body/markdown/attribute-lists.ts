/**
 * Attributes that an author gives to blocks and spans: kramdown's `{: .class}` (https://kramdown.gettalong.org/syntax.html#attribute-list-definitions),
 * Hugo's and Pandoc's `{.class}`. Classes mean nothing to readers, so the lists are removed.
 */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';

const item = String.raw`(?:[.#][\w\p{L}.#:-]{1,200}|[\w:-]{1,60}=(?:"[^"{}]{0,300}"|'[^'{}]{0,300}'|[^\s"'{}]{1,300}))`;
const items = String.raw`\s{0,9}${item}(?:\s{1,9}${item}){0,20}\s{0,9}`;
/** Pandoc's needs an item; kramdown's may be a name alone, as in `{:toc}`. */
const list = String.raw`\{(?::(?:${items}|\s{0,9}[\w-]{1,60}\s{0,9})|${items})\}`;

const only = new RegExp(`^\\s*(?:${list}\\s*)+$`, 'u');
const atStart = new RegExp(`^(?:${list})+`, 'u');
/** Behind a block, classes first: `{#id}` may be text. */
const atEnd = new RegExp(String.raw`\s\{:?\s{0,9}\.(?:${items.slice(7)})?[\w-]{0,200}\}$`, 'u');

/** Tokens after which a list belongs to a span. */
const spanEnds = new Set(['em_close', 'strong_close', 's_close', 'link_close', 'code_inline', 'image']);

export function attributeLists(state: StateCore): void {
  const { tokens, src } = state;
  if (!src.includes('{')) return;
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'inline' && token.content.includes('{') && tokens[at - 1]?.type !== 'heading_open')
      token.children = withoutLists(token.children ?? [], tokens[at - 2]?.type === 'list_item_open');
  }
  state.tokens = withoutEmpty(tokens);
}

function withoutLists(children: readonly Token[], isItem: boolean): Token[] {
  const kept: Token[] = [];
  for (const [at, token] of children.entries()) {
    const previous = kept.at(-1);
    if (token.type !== 'text' || !token.content.includes('{')) {
      kept.push(token);
      continue;
    }
    const isLine = isBreak(children[at + 1]) && (!previous || isBreak(previous));
    if (isLine && only.test(token.content)) {
      // With the line break before it.
      if (previous) kept.pop();
      continue;
    }
    if (previous && spanEnds.has(previous.type)) token.content = token.content.replace(atStart, '');
    else if (isItem && !previous && token.content.startsWith('{:'))
      token.content = token.content.replace(atStart, '').trimStart();
    if (isBreak(children[at + 1])) token.content = token.content.replace(atEnd, '');
    kept.push(token);
  }
  // A line break that stood before the first text.
  return kept.filter((token, at) => at > 0 || token.type !== 'softbreak');
}

/** A line ends here; so does the text, at undefined. */
const isBreak = (token: Token | undefined): boolean =>
  token === undefined || token.type === 'softbreak' || token.type === 'hardbreak';

/** Removes paragraphs and rows of tables that were nothing but a list, and the list that stands for contents. */
function withoutEmpty(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const inline = tokens[i + 1];
    if (token.type === 'tr_open' && isListRow(tokens, i)) {
      while (tokens[i]!.type !== 'tr_close') i++;
      continue;
    }
    if (token.type === 'paragraph_open' && inline && isGone(inline)) i += 2;
    else if (isContents(tokens, i)) i += 6;
    else kept.push(token);
  }
  return kept;
}

const isGone = ({ content, children }: Token): boolean =>
  content !== '' && only.test(content) && children?.length === 0;

/** `* TOC` with `{:toc}` below it. */
function isContents(tokens: readonly Token[], at: number): boolean {
  const end = tokens[at + 6]?.type;
  if (end !== 'bullet_list_close' && end !== 'ordered_list_close') return false;
  return (
    tokens[at]!.type.endsWith('list_open') &&
    tokens[at + 3]!.type === 'inline' &&
    /\n\s*\{:\s*toc\b[^}]*\}\s*$/.test(tokens[at + 3]!.content)
  );
}

function isListRow(tokens: readonly Token[], at: number): boolean {
  const first = tokens[at + 2];
  if (first?.type !== 'inline' || !only.test(first.content)) return false;
  for (let i = at + 3; tokens[i] && tokens[i]!.type !== 'tr_close'; i++)
    if (tokens[i]!.type === 'inline' && tokens[i]!.content !== '') return false;
  return true;
}
