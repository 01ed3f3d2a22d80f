/** What is code in HTML, and what is not. */

/** The lookahead takes no part of a longer name. */
const start = /<(pre|code|script|style|textarea)(?=[\s>])/gi;

/** Changes the text outside of elements of code, markup included. Linear. */
export function outsideCode(html: string, change: (text: string) => string): string {
  const lower = html.toLowerCase();
  const ends = new Map<string, number>();
  let written = '';
  let done = 0;
  start.lastIndex = 0;
  for (let match = start.exec(html); match; match = start.exec(html)) {
    const name = match[1]!.toLowerCase();
    let end = ends.get(name) ?? -1;
    if (end < match.index) {
      const found = lower.indexOf(`</${name}`, match.index);
      end = found === -1 ? html.length : found;
      ends.set(name, end);
    }
    written += change(html.slice(done, match.index)) + html.slice(match.index, end);
    done = end;
    start.lastIndex = Math.max(end, match.index + 1);
  }
  return written + change(html.slice(done));
}
