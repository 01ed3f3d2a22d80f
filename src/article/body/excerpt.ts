/** The end of an excerpt, where the author chose the mark (https://jekyllrb.com/docs/posts/#post-excerpts). */

const mark = '<!-- more -->';

/** Puts the mark that is known everywhere where an author's own mark stands first. */
export function markExcerpt(source: string, separator: string): string {
  const words = separator.trim();
  // Line breaks alone end the first paragraph.
  const at = words === '' ? blankLine(source, separator) : source.indexOf(words);
  if (at === -1) return source;
  const after = source.slice(at + (/^<!--[^]*-->$/.test(words) ? words.length : 0));
  const isOnLine = words !== '' && source[at - 1] !== '\n';
  return `${source.slice(0, at)}${isOnLine ? mark : `\n${mark}\n`}${after}`;
}

function blankLine(source: string, separator: string): number {
  return separator.includes('\n') ? source.indexOf(separator, source.search(/\S/)) : -1;
}
