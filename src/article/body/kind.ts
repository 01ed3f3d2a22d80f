/** Is a body Markdown or HTML? */

import type { Kind } from './templates.ts';

/** Elements that a body of HTML begins with. */
const opening =
  /<(?:!doctype|html|body|head|address|article|aside|blockquote|center|div|dl|figure|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)[\s/>]/iy;

/** The name is whole: given up letter by letter, it would be looked behind for the `>` each time. */
const tag = /<(\/?)([a-z][a-z0-9-]*)(?![a-z0-9-])[^<>]*>/gi;

/** These are open without ever being closed. */
const neverClosed =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th)$/i;

/**
 * HTML is what is named so, and what begins with a block-level tag. But Markdown may begin with one too, a picture
 * with a caption, say: text of its own after an empty line, outside of every element, is Markdown's way to write.
 */
export function kindOf(source: string, path: string): Kind {
  if (/\.html?$/i.test(path)) return 'html';
  if (/\.mdx$/i.test(path) || !beginsWithBlock(source)) return 'markdown';
  // Said of the whole first: most HTML has no such text anywhere, and need not be gone through tag by tag.
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

/** Whether there is an empty line, then text that isn't indented as deep as code. */
function isParagraph(between: string): boolean {
  return /\n[ \t]*\n {0,3}[^\s<]/.test(between);
}

/** Comments may stand before the tag. */
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
