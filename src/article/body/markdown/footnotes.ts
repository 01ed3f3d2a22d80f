/** Footnotes of markdown-it-footnote, with a section of notes that is built in one pass. */

import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import footnote from 'markdown-it-footnote';

/** A note with references: defined under a label, or inline. */
interface Note {
  label?: string;
  count?: number;
  content?: string;
  tokens?: Token[];
}

/** Replaces a rule of the plugin that copies all tokens of the article for each note. */
export function footnotes(markdown: MarkdownIt): void {
  markdown.use(footnote);
  markdown.core.ruler.at('footnote_tail', footnoteTail);
}

function footnoteTail(state: StateCore): void {
  const { footnotes } = state.env as { footnotes?: { list?: Note[] } };
  if (!footnotes) return;
  const { text, definitions } = separateDefinitions(state.tokens);
  state.tokens = text;
  const { list } = footnotes;
  if (!list) return;

  const add = (type: string, nesting: -1 | 0 | 1, meta?: unknown): void => {
    const token = new state.Token(type, '', nesting);
    token.meta = meta;
    text.push(token);
  };
  add('footnote_block_open', 1);
  for (const [id, note] of list.entries()) {
    const { label } = note;
    // An inline note that is referenced again has no count here.
    const count = note.count && note.count > 0 ? note.count : 1;
    add('footnote_open', 1, { id, label });
    for (const token of tokensOf(note, definitions, state)) text.push(token);
    // The back references go into the last paragraph.
    const paragraphEnd = text.at(-1)?.type === 'paragraph_close' ? text.pop() : undefined;
    for (let subId = 0; subId < count; subId++) add('footnote_anchor', 0, { id, subId, label });
    if (paragraphEnd) text.push(paragraphEnd);
    add('footnote_close', -1);
  }
  add('footnote_block_close', -1);
}

/** Separates the text of the article from the definitions of footnotes, by label. */
function separateDefinitions(tokens: readonly Token[]): { text: Token[]; definitions: Map<string, Token[]> } {
  const text: Token[] = [];
  const definitions = new Map<string, Token[]>();
  /** The definitions that are open: a list in one may contain another. */
  const open: { label: string; tokens: Token[] }[] = [];
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') {
      open.push({ label: (token.meta as { label: string }).label, tokens: [] });
    } else if (token.type === 'footnote_reference_close') {
      const closed = open.pop();
      if (closed) definitions.set(closed.label, closed.tokens);
    } else (open.at(-1)?.tokens ?? text).push(token);
  }
  return { text, definitions };
}

function tokensOf(
  { label, content = '', tokens }: Note,
  definitions: ReadonlyMap<string, Token[]>,
  { Token }: StateCore,
): readonly Token[] {
  if (!tokens) return definitions.get(label ?? '') ?? [];
  const [open, inline, close] = [
    new Token('paragraph_open', 'p', 1),
    new Token('inline', '', 0),
    new Token('paragraph_close', 'p', -1),
  ];
  open.block = true;
  inline.children = tokens;
  inline.content = content;
  close.block = true;
  return [open, inline, close];
}
