/** Tells whether a body is Markdown or HTML. */

/** The language a body is written in. */
export type Kind = 'markdown' | 'html';

/** Tags that begin an HTML body. */
const opening =
  /<(?:!doctype|html|body|head|address|article|aside|blockquote|center|div|dl|figure|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)[\s/>]/iy;

/** The lookahead keeps the name whole: backtracking letter by letter would search for the `>` each time. */
const tag = /<(\/?)([a-z][a-z0-9-]*)(?![a-z0-9-])[^<>]*>/gi;

/** Elements whose end tag is missing or optional. */
const neverClosed =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th)$/i;

/** Marks of Markdown at the beginning of a line, behind an empty one: HTML has none there. */
const markdownLine =
  /\n[ \t]*\n {0,3}(?:#{1,6}[ \t]+\S|[-*+][ \t]+\S|1[.)][ \t]+\S|>[ \t]|`{3}|~{3}|!?\[[^\]\n]{1,200}\]\([^\s)]|\|.*\|[ \t]*\n {0,3}\|[ \t]*:?-|[^\n<]{0,1000}(?:\*\*[^\s*][^*\n]{0,200}\*\*|`[^`\n<]{1,200}`|\]\((?:https?:|[#/.])))/;

/**
 * A body is HTML if its extension says so, or if it begins with a block-level tag. Markdown may begin with one too,
 * such as a picture with a caption, but then has text after an empty line, outside of every element; or marks of
 * Markdown after an empty line inside of one (https://spec.commonmark.org/0.31.2/#html-blocks).
 */
export function kindOf(source: string, path: string): Kind {
  if (/\.html?$/i.test(path)) return 'html';
  if (/\.mdx$/i.test(path) || !beginsWithBlock(source)) return 'markdown';
  // Fast path: most HTML has no such text anywhere.
  if (!isParagraph(source)) return 'html';
  let depth = 0;
  let end = 0;
  /** The element that is open whose text is no prose. */
  let verbatim = '';
  const isMarkdown = (between: string): boolean =>
    verbatim === '' && isParagraph(between) && (depth === 0 || markdownLine.test(between));
  for (const match of source.matchAll(tag)) {
    const [all, slash, written = ''] = match;
    if (isMarkdown(source.slice(end, match.index)) || markdownAttribute.test(all)) return 'markdown';
    end = match.index + all.length;
    const name = written.toLowerCase();
    if (verbatim === '' && !slash && isVerbatim.test(name)) verbatim = name;
    else if (slash && name === verbatim) verbatim = '';
    if (all.endsWith('/>') || neverClosed.test(name)) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
  }
  return isMarkdown(source.slice(end)) ? 'markdown' : 'html';
}

/** The attribute of kramdown and Markdown Extra for elements that contain Markdown. */
const markdownAttribute = /\smarkdown(?:=["']?(?:1|block|span)["']?)?[\s>]/i;

const isVerbatim = /^(?:pre|code|script|style|textarea|svg|math)$/;

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
