/**
 * Formulas in TeX, which reach the reader as they are written: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and environments. No
 * emphasis, escape or entity applies inside.
 */

import type MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';

import { formulaEnd } from './formula-end.ts';

/** The most lines of a formula; without a limit, each of many unclosed ones would be searched to the end. */
const maxLines = 100;

/** The longest formula in a text, in UTF-16 code units. */
const maxLength = 2000;

export function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'formula', inlineFormula);
  markdown.block.ruler.before('fence', 'formula', blockFormula, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.renderer.rules['formula'] = (tokens, at) =>
    `<p>${markdown.utils.escapeHtml(tokens[at]!.content)}</p>\n`;
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  const mark = src[pos];
  if (mark !== '$' && mark !== '\\') return false;
  const found = formulaAt(src, pos);
  if (!found || found.end > posMax) return false;
  if (!silent) {
    // The type of what is escaped: no later rule changes it.
    const token = state.push('text_special', '', 0);
    token.content = found.text;
    token.markup = found.text;
    token.info = 'formula';
  }
  state.pos = found.end;
  return true;
}

interface Formula {
  text: string;
  end: number;
}

/** The formula at an offset, with its marks, where one begins with `$` or a backslash. */
export const formulaAt = (src: string, pos: number): Formula | undefined =>
  src[pos] === '$' ? dollars(src, pos) : backslashes(src, pos);

function dollars(src: string, pos: number): Formula | undefined {
  const mark = src[pos + 1] === '$' ? '$$' : '$';
  // `US$5`: a currency.
  if (mark === '$' && /[\w$]/.test(src[pos - 1] ?? '')) return undefined;
  const end = formulaEnd(src, pos, mark);
  return end === pos + mark.length ? undefined : { text: src.slice(pos, end), end };
}

const pairs: Readonly<Record<string, RegExp>> = { '(': /(?<!\\)\\\)/, '[': /(?<!\\)\\\]/ };

/** `\(…\)` and `\[…\]`; with two backslashes each where the author counts on an escape. */
function backslashes(src: string, pos: number): Formula | undefined {
  const isDouble = src[pos + 1] === '\\';
  const open = pos + (isDouble ? 2 : 1);
  const bracket = src[open] ?? '';
  const close = pairs[bracket];
  if (!close) return undefined;
  const part = src.slice(open + 1, open + maxLength);
  const closing = bracket === '(' ? ')' : ']';
  const at = isDouble ? part.indexOf(`\\\\${closing}`) : part.search(close);
  if (at === -1) return undefined;
  const inside = part.slice(0, at);
  if (!isTex(inside) && !(bracket === '(' && /^\s*[\dA-Za-z]\s*$/.test(inside) && !/[cr]/i.test(inside)))
    return undefined;
  return { text: `\\${bracket}${inside}\\${closing}`, end: open + 1 + at + (isDouble ? 3 : 2) };
}

/** Tells formulas from brackets that are escaped, as in `\[citation needed\]`. */
const isTex = (inside: string): boolean =>
  /\\[A-Za-z]{2,}|[\p{L}\p{N})}]\^|(?<![\p{L}\p{N}])\p{L}_[\p{L}\p{N}{\\]|(?<!\p{L})\p{L}\s*[=<>+*/-]\s*[\p{N}\p{L}\\]/u.test(
    inside,
  ) && !/\]\(/.test(inside);

/** `$$` or `\begin{…}` at the start of a line, to the line with its end. */
function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  const mark = state.src[start];
  if ((mark !== '$' && mark !== '\\') || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const first = state.src.slice(start, state.eMarks[startLine]);
  const close = closingOf(first);
  if (close === undefined) return false;
  const last = Math.min(endLine, startLine + maxLines);
  for (let line = startLine + 1; line < last; line++) {
    const text = state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
    if (text !== '' && state.sCount[line]! < state.blkIndent) return false;
    if (!text.trimEnd().endsWith(close)) continue;
    if (silent) return true;
    const token = state.push('formula', 'p', 0);
    token.content = state.getLines(startLine, line + 1, state.blkIndent, false).trim();
    token.block = true;
    state.line = line + 1;
    return true;
  }
  return false;
}

function closingOf(first: string): string | undefined {
  if (first.startsWith('$$')) return first.includes('$$', 2) ? undefined : '$$';
  const environment = /^\\begin\{([A-Za-z]{2,20}\*?)\}/.exec(first)?.[1];
  return environment === undefined || first.includes('\\end{') ? undefined : `\\end{${environment}}`;
}
