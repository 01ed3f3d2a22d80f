/** Comments of HTML in the bodies of WordPress: what the block editor writes, and the ends of excerpts. */

/** Removes comments, except the end of the excerpt, which edgefeed reads: `<!--more-->`. Linear. */
export function withoutComments(html: string): string {
  let written = '';
  let done = 0;
  for (let at = html.indexOf('<!--'); at !== -1; at = html.indexOf('<!--', done)) {
    const end = html.indexOf('-->', at + 4);
    // A comment that does not end is text of a browser's making.
    if (end === -1) break;
    written += html.slice(done, at);
    if (/^\s*more(?:\s|$)/.test(html.slice(at + 4, Math.min(end, at + 30)))) written += '<!-- more -->';
    done = end + 3;
  }
  return written + html.slice(done);
}

/** Whether the block editor wrote a body: it has paragraphs of its own. */
export const hasBlocks = (html: string): boolean => html.includes('<!-- wp:');
