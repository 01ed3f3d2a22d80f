/** Where the front matter of a file begins. */

/** What isn't seen: blank lines, as the dumps of RSSHub have them, byte order marks, spaces without a width. */
const unseen = /[\uFEFF\u200B\u2060]|[ \t]*\r?\n/y;

/** A line that is a comment in HTML, YAML, JavaScript, Markdown, Jinja or Go's templates. */
const commentLine = /(?:#|\/\/|\[\/\/\]: #|\{#|\{\{-?\/\*).*\r?\n/y;

/** Comment lines that are looked at: tools write one or two. */
const maxComments = 20;

/** Offset of the first line that isn't blank. */
export function firstLine(source: string): number {
  return behindUnseen(source, 0);
}

/** Offset of the line below the comments that begin at an offset; the offset itself if there are none. */
export function belowComments(source: string, from: number): number {
  let at = from;
  for (let i = 0; i < maxComments; i++) {
    const next = source.startsWith('<!--', at)
      ? behindHtmlComment(source, at)
      : behind(commentLine, source, at);
    if (next === at) return at;
    at = behindUnseen(source, next);
  }
  return at;
}

/** Offset of the line below a comment that is followed by nothing else. */
function behindHtmlComment(source: string, at: number): number {
  const end = source.indexOf('-->', at);
  if (end < 0) return at;
  const next = behind(/[ \t]*\r?\n/y, source, end + 3);
  return next === end + 3 ? at : next;
}

function behindUnseen(source: string, from: number): number {
  let at = from;
  for (let next = behind(unseen, source, at); next > at; next = behind(unseen, source, at)) at = next;
  return at;
}

function behind(sticky: RegExp, source: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(source) ? sticky.lastIndex : at;
}

/** The line that begins at an offset. */
export function lineAt(source: string, at: number): string {
  const end = source.indexOf('\n', at);
  return source.slice(at, end < 0 ? source.length : end).replace(/\r$/, '');
}
