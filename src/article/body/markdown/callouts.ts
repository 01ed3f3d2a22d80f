/**
 * Notes and warnings: GitHub's and Obsidian's `> [!NOTE]`, VuePress' and Docusaurus' `:::tip`, MkDocs' `!!! note`. Each
 * becomes a quotation with its title; a container of another kind is an element around its content.
 */

import type MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';

import { containers } from './containers.ts';

export function callouts(markdown: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('fence', 'container', container, { alt });
  markdown.block.ruler.before('fence', 'admonition', admonition, { alt });
  markdown.core.ruler.after('block', 'alerts', alerts);
}

const kinds =
  /^(?:note|tip|info|warning|caution|important|danger|success|error|example|question|abstract|todo|hint|bug|quote|callout-\w+)$/i;

/** `:::tip Title` to the line of colons that belongs to it. */
function container(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!state.src.startsWith(':::', start) || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const opened = containers(state).get(startLine);
  if (!opened || opened.end >= endLine) return false;
  if (silent) return true;
  write(state, opened, startLine, opened.end, state.blkIndent);
  state.line = opened.end + 1;
  return true;
}

const opening = /^(?:!!!|\?\?\?\+?)\s{1,9}([\w-]{1,40})(?:\s[\w\s-]{0,60})?(?:\s{1,9}"([^"]{0,300})")?\s*$/;

/** `!!! note "Title"` with everything that is indented below it (https://squidfunk.github.io/mkdocs-material/reference/admonitions/). */
function admonition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  const mark = state.src[start];
  if ((mark !== '!' && mark !== '?') || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const [, kind, title] = opening.exec(state.src.slice(start, state.eMarks[startLine])) ?? [];
  if (kind === undefined) return false;
  let end = startLine + 1;
  for (let line = end; line < endLine; line++) {
    if (state.isEmpty(line)) continue;
    if (state.sCount[line]! < state.blkIndent + 4) break;
    end = line + 1;
  }
  if (end === startLine + 1) return false;
  if (silent) return true;
  write(state, { kind, title: title ?? '' }, startLine, end, state.blkIndent + 4);
  state.line = end;
  return true;
}

function write(
  state: StateBlock,
  { kind, title }: { kind: string; title: string },
  startLine: number,
  end: number,
  indent: number,
): void {
  const isDetails = /^(?:details|collapse|spoiler)$/i.test(kind);
  const tag = isDetails ? 'details' : kinds.test(kind) ? 'blockquote' : 'div';
  state.push('callout_open', tag, 1).block = true;
  if (isDetails) writeTitle(state, 'summary', title || '…', false);
  else if (tag === 'blockquote') {
    const label = title || labelOf(kind.replace(/^callout-/, ''));
    writeTitle(state, 'p', label, title === '');
  }
  const { blkIndent, lineMax, parentType } = state;
  state.blkIndent = indent;
  state.lineMax = end;
  state.parentType = 'root';
  state.md.block.tokenize(state, startLine + 1, end);
  Object.assign(state, { blkIndent, lineMax, parentType });
  state.push('callout_close', tag, -1).block = true;
}

const labelOf = (kind: string): string => kind[0]!.toUpperCase() + kind.slice(1).toLowerCase();

/** @param isLabel the title is only the kind, which is no text of the author */
function writeTitle(state: StateBlock, tag: string, title: string, isLabel: boolean): void {
  const open = state.push('callout_title_open', tag, 1);
  open.block = true;
  if (isLabel) open.attrs = [['class', 'callout-label']];
  const inline = state.push('inline', '', 0);
  inline.content = tag === 'p' ? `**${title.replaceAll('*', '\\*')}**` : title;
  inline.children = [];
  state.push('callout_title_close', tag, -1).block = true;
}

const alert = /^\[!([\w-]{1,40})\][+-]?[ \t]*([^\n]*)(?:\n|$)/;

/** `> [!NOTE] Title`: the title becomes a paragraph of its own, before the text is read. */
function alerts(state: StateCore): void {
  if (!state.src.includes('[!')) return;
  const written: Token[] = [];
  for (let i = 0; i < state.tokens.length; i++) {
    const token = state.tokens[i]!;
    const [open, inline, close] = state.tokens.slice(i + 1, i + 4);
    const [line, kind, title = ''] =
      (token.type === 'blockquote_open' && open?.type === 'paragraph_open' && alert.exec(inline!.content)) ||
      [];
    written.push(token);
    if (line === undefined || kind === undefined || !open || !inline || !close) continue;
    const label = new state.Token('inline', '', 0);
    label.content = `**${title.trim() || labelOf(kind)}**`;
    label.children = [];
    const first = new state.Token('paragraph_open', 'p', 1);
    first.block = true;
    if (title.trim() === '') first.attrs = [['class', 'callout-label']];
    written.push(first, label, close);
    inline.content = inline.content.slice(line.length);
    // Nothing but the title.
    if (inline.content.trim() === '') i += 3;
  }
  state.tokens = written;
}
