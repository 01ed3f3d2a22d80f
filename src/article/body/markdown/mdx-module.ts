/** Imports and exports of MDX: how far one reaches (https://mdxjs.com/docs/what-is-mdx/#esm). */

const token = /["'`\\]|\/\/|\/\*|[([{}\])]/g;

interface Module {
  /** The line behind it. */
  end: number;
  isClosed: boolean;
}

/**
 * How far the module reaches that begins in a line: to an empty line, but not within brackets. Where those are not
 * closed in as many lines as are looked at, to the first empty line.
 */
export function readModule(lines: readonly string[], first: number, most: number): Module {
  const state = { depth: 0, quote: '' };
  let firstBlank: number | undefined;
  const last = Math.min(lines.length, first + most);
  for (let i = first; i < last; i++) {
    const line = lines[i]!;
    if (line.trim() === '') {
      firstBlank ??= i;
      if (state.depth <= 0 && state.quote !== '`') return { end: i, isClosed: true };
    }
    read(line, state);
  }
  const isClosed = last === lines.length && state.depth <= 0;
  return { end: isClosed ? last : (firstBlank ?? last), isClosed };
}

/** Counts brackets, but those in texts and remarks. */
function read(line: string, state: { depth: number; quote: string }): void {
  // Only a template goes on in the next line.
  if (state.quote === '"' || state.quote === "'") state.quote = '';
  token.lastIndex = 0;
  for (let match = token.exec(line); match; match = token.exec(line)) {
    const [mark] = match;
    if (mark === '\\') token.lastIndex++;
    else if (state.quote === '*') continue;
    else if (state.quote !== '') state.quote = mark === state.quote ? '' : state.quote;
    else if (/["'`]/.test(mark)) state.quote = mark;
    else if (mark === '//') return;
    else if (mark === '/*') {
      const end = line.indexOf('*/', token.lastIndex);
      if (end === -1) return;
      token.lastIndex = end + 2;
    } else state.depth += /[([{]/.test(mark) ? 1 : -1;
  }
}
