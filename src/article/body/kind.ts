/** Tells whether a body is Markdown or HTML. */

import type { Kind } from './templates.ts';

/** Tags that begin an HTML body. */
const opening =
  /<(?:!doctype|html|body|head|address|article|aside|blockquote|center|div|dl|figure|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)[\s/>]/iy;

/** The lookahead keeps the name whole: backtracking letter by letter would search for the `>` each time. */
const tag = /<(\/?)([a-z][a-z0-9-]*)(?![a-z0-9-])[^<>]*>/gi;

/** Elements whose end tag is missing or optional. */
const neverClosed =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th)$/i;

/**
 * A body is HTML if its extension says so, or if it begins with a block-level tag. Markdown may begin with one too,
 * such as a picture with a caption, but then has text after an empty line, outside of every element.
 */
export function kindOf(source: string, path: string): Kind {
  if (/\.html?$/i.test(path)) return 'html';
  if (/\.mdx$/i.test(path) || !beginsWithBlock(source)) return 'markdown';
  // Fast path: most HTML has no such text anywhere.
  if (!isParagraph(source)) return 'html';
  let depth = 0;
  let end = 0;
  for (const match of source.matchAll(tag)) {
    if (depth === 0 && isParagraph(source.slice(end, match.index))) return 'markdown';
    end = match.index + match[0].length;
    if (!neverClosed.test(match[2]!)) depth = Math.max(0, depth + (match[1] ? -1 : 1));
  }
  return depth === 0 && isParagraph(source.slice(end)) ? 'markdown' : 'html';
}

/** Whether an empty line is followed by text that is not indented like code. */
function isParagraph(between: string): boolean {
  return /\n[ \t]*\n {0,3}[^\s<]/.test(between);
}

/** Whether the first tag after comments is a block-level one. */
function beginsWithBlock(source: string): boolean {
  const space = /\s*/y;
  for (let at = 0; ;) {
    space.lastIndex = at;
    at += space.exec(source)![0].length;
    if (!source.startsWith('<!--', at)) {
      opening.lastIndex = at;
      return opening.test(source);
    }
    const end = source.indexOf('-->', at + 4);
    if (end === -1) return false;
    at = end + 3;
  }
}
