/** MDX → Markdown: removes imports, exports and components, but keeps the text in them. Evaluates nothing. */

const fence = /^\s*(`{3,}|~{3,})/;

export function stripMdx(source: string): string {
  const written: string[] = [];
  let text: string[] = [];
  let openFence = '';
  let inModule = false;
  const flush = (): void => {
    if (text.length > 0) written.push(withoutComponents(text.join('\n')));
    text = [];
  };
  for (const line of source.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (openFence !== '') {
      written.push(line);
      if (mark?.startsWith(openFence) && line.trim() === mark) openFence = '';
    } else if (mark) {
      flush();
      written.push(line);
      openFence = mark;
    } else {
      // A module block begins a paragraph and ends with it (https://mdxjs.com/docs/what-is-mdx/#esm).
      inModule =
        line.trim() !== '' && (inModule || (isBlank(text.at(-1)) && /^(?:import|export)\s/.test(line)));
      if (!inModule) text.push(line);
    }
  }
  flush();
  return written.join('\n');
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Code spans, which stay; and comments, literals and tags, which are rewritten if they are not HTML. */
const token = /`+|\{\/\*|\{\s*(['"`])|<(?=[A-Za-z/>])/g;

function withoutComponents(text: string): string {
  const code = new CodeSpans(text);
  let written = '';
  let done = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const start = match.index;
    if (match[0].startsWith('`')) {
      token.lastIndex = code.end(start, match[0].length);
      continue;
    }
    const replacement =
      match[0] === '{/*'
        ? comment(text, start)
        : match[0] === '<'
          ? element(text, start)
          : literal(text, start, match[1]!);
    if (replacement === unterminated) break;
    if (!replacement) continue;
    written += text.slice(done, start) + replacement.text;
    done = replacement.end;
    token.lastIndex = done;
  }
  return written + text.slice(done);
}

/** Finds the end of code spans. */
class CodeSpans {
  /** Length of a run of backticks → offsets of the runs still to come, last first. */
  readonly #starts = new Map<number, number[]>();

  constructor(text: string) {
    for (const { 0: marks, index } of text.matchAll(/`+/g)) {
      const starts = this.#starts.get(marks.length);
      if (starts) starts.push(index);
      else this.#starts.set(marks.length, [index]);
    }
    for (const starts of this.#starts.values()) starts.reverse();
  }

  /** The end of the code span that a run of backticks opens; the end of the run if there is no closing one. */
  end(start: number, length: number): number {
    const starts = this.#starts.get(length) ?? [];
    while (starts.length > 0 && starts.at(-1)! <= start) starts.pop();
    return (starts.at(-1) ?? start) + length;
  }
}

/** The construct never ends: the rest is text, and is not searched again. */
const unterminated = Symbol('unterminated');

type Found = Replacement | typeof unterminated | undefined;

interface Replacement {
  text: string;
  /** The end of the replaced text. */
  end: number;
}

function comment(text: string, start: number): Found {
  const end = text.indexOf('*/}', start);
  if (end === -1) return unterminated;
  const words = text.slice(start + 3, end).trim();
  return { text: /^(?:more|truncate)$/i.test(words) ? `<!-- ${words} -->` : '', end: end + 3 };
}

/** `{' '}`, `{"text"}` */
function literal(text: string, start: number, quote: string): Found {
  const from = text.indexOf(quote, start) + 1;
  const to = text.indexOf(quote, from);
  if (to === -1) return unterminated;
  const close = /^\s*\}/.exec(text.slice(to + 1, to + 20));
  return close ? { text: text.slice(from, to), end: to + 1 + close[0].length } : undefined;
}

/** A tag whose attributes may contain expressions. A component is removed; an HTML element keeps its plain attributes. */
function element(text: string, start: number): Found {
  const name = /^<\/?([A-Za-z][\w.-]*|(?=>))/.exec(text.slice(start, start + 200))?.[1];
  if (name === undefined) return undefined;
  const end = endOfTag(text, start);
  if (typeof end !== 'number') return end;
  if (name === '' || /^[A-Z]|\./.test(name)) return { text: '', end };
  const tag = text.slice(start, end);
  if (!tag.includes('{') && !tag.includes('className')) return undefined;
  const attributes = Array.from(
    tag.matchAll(/\s([\w-]+)=(?:("[^"]*"|'[^']*')|\{\s*("[^"{}]*"|'[^'{}]*')\s*\})/g),
    ([, key = '', text, expression]) => ` ${key === 'className' ? 'class' : key}=${text ?? expression}`,
  ).join('');
  return { text: `<${name}${attributes}${tag.endsWith('/>') ? '/' : ''}>`, end };
}

/** The deepest nesting of braces in a tag. Without a limit, each of many unclosed braces would be searched to the end. */
const maxBraces = 32;

/** The end of a tag, ignoring `>` in quotes and braces. @returns undefined if it is no tag, or another starts first */
function endOfTag(text: string, start: number): number | typeof unterminated | undefined {
  const significant = /[<>{}"'`]/g;
  significant.lastIndex = start + 1;
  let braces = 0;
  let quote = '';
  for (let match = significant.exec(text); match; match = significant.exec(text)) {
    const character = match[0];
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '{') {
      if (++braces > maxBraces) return undefined;
    } else if (character === '}') {
      if (--braces < 0) return undefined;
    } else if (/["'`]/.test(character)) quote = character;
    else if (character === '>' && braces === 0) return match.index + 1;
    else if (character === '<' && braces === 0) return undefined;
  }
  return unterminated;
}
