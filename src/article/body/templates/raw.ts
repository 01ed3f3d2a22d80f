/** `{% raw %}` says that what follows is no template, up to `{% endraw %}`: only the two tags leave. */

const start = /(?:(^[ \t]*)|)\{%-?\s{0,99}raw\s{0,99}-?%\}([ \t]*\n)?/gm;
const end = /(?:(^[ \t]*)|)\{%-?\s{0,99}endraw\s{0,99}-?%\}([ \t]*$\n?)?/gm;

/** Where a tag has a line of its own the line leaves too. */
export function withoutRaw(code: string): string {
  if (!code.includes('endraw')) return code;
  let written = '';
  let done = 0;
  for (;;) {
    const opening = find(start, code, done);
    const closing = opening && find(end, code, start.lastIndex);
    if (!closing) return written + code.slice(done);
    written += code.slice(done, opening.index) + around(opening);
    written += code.slice(opening.index + opening[0].length, closing.index) + around(closing);
    done = closing.index + closing[0].length;
  }
}

function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}

const around = ([, before, after]: RegExpExecArray): string =>
  before !== undefined && after !== undefined ? '' : (before ?? '') + (after ?? '');
