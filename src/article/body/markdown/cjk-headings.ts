/**
 * Headings without a space (`#标题`), or with an ideographic or no-break one (`##\u3000見出し`). CommonMark requires an ASCII
 * space, and would show the marks.
 */

import type MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';

export function cjkHeadings(markdown: MarkdownIt): void {
  markdown.block.ruler.after('heading', 'cjk_heading', cjkHeading, { alt: ['paragraph', 'blockquote'] });
}

const heading =
  /^(#{1,6})(?:[\u3000\u00a0][\s\u3000]*(?=\S)|(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}「『《【“]))(.*)$/u;

/** A single `#` may be a tag, so it opens a heading only where a block may begin, and with no other `#` in the line. */
function cjkHeading(state: StateBlock, startLine: number, _: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (state.src[start] !== '#' || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const line = state.src.slice(start, state.eMarks[startLine]).trimEnd();
  const [, marks = '', text = ''] = heading.exec(line) ?? [];
  const isTag = marks.length === 1 && (silent || text.includes('#'));
  if (marks === '' || isTag) return false;
  if (silent) return true;
  const tag = `h${marks.length}`;
  const map: [number, number] = [startLine, startLine + 1];
  state.line = startLine + 1;
  Object.assign(state.push('heading_open', tag, 1), { markup: marks, map });
  Object.assign(state.push('inline', '', 0), {
    content: text.replace(/#+$/, '').trim(),
    map,
    children: [],
  });
  Object.assign(state.push('heading_close', tag, -1), { markup: marks });
  return true;
}
