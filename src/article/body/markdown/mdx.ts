/** MDX → Markdown: removes imports, exports and components, but keeps the text in them. Evaluates nothing. */

import { CodeSpans } from './code-spans.ts';
import { formulaEnd } from './formula-end.ts';
import { Indentation } from './mdx-indentation.ts';
import { readModule } from './mdx-module.ts';

const fence = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;

/** Lines of a module that are looked at, once another was not closed in many: else each would be read to the end. */
const fewLines = 50;

export function stripMdx(source: string): string {
  const lines = source.split('\n');
  const indentation = new Indentation();
  const written: string[] = [];
  let text: string[] = [];
  let openFence = '';
  let mostLines = 2000;
  const flush = (): void => {
    if (text.length > 0) written.push(withoutComponents(text.join('\n')));
    text = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const mark = fence.exec(line)?.[1];
    if (openFence !== '') {
      written.push(indentation.code(line));
      if (mark?.startsWith(openFence) && line.trim() === mark) openFence = '';
    } else if (mark) {
      flush();
      written.push(indentation.line(line, true));
      openFence = mark;
    } else if (isBlank(text.at(-1)) && /^(?:import|export)\s/.test(line)) {
      const { end, isClosed } = readModule(lines, i, mostLines);
      if (!isClosed) mostLines = fewLines;
      i = end - 1;
    } else {
      const kept = indentation.line(line, false);
      if (tagsAlone.test(line)) text.push('', kept, '');
      else text.push(kept);
    }
  }
  flush();
  return written.join('\n');
}

/** A line of tags around others: what stands in the lines between is Markdown in MDX, also without empty lines around. */
const tagsAlone =
  /^\s*(?:<\/?(?:details|div|section|article|aside|small|center|header|footer|main)(?:\s[^<>]*)?>\s*|<summary>[^<>]*<\/summary>\s*)+$/;

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Code spans, formulas and escapes, which stay; and comments, literals, expressions and tags, which are rewritten. */
const token = /`+|\\[{<$]|\$\$?|\{\/\*|\{\s*(['"`])(?=[^'"`]*\1\s*\})|\{(?![#.:])|<(?=[A-Za-z/>])/g;

function withoutComponents(text: string): string {
  const code = new CodeSpans(text);
  let written = '';
  let done = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const start = match.index;
    const mark = match[0];
    if (mark.startsWith('`') || mark.startsWith('$')) {
      token.lastIndex = mark.startsWith('`') ? code.end(start, mark.length) : formulaEnd(text, start, mark);
      continue;
    }
    // A backslash takes away the meaning of a brace.
    if (mark.startsWith('\\')) continue;
    const replacement =
      mark === '{/*'
        ? comment(text, start)
        : mark === '<'
          ? element(text, start)
          : match[1] === undefined
            ? expression(text, start)
            : literal(text, start, match[1]);
    if (replacement === unterminated) break;
    if (!replacement) continue;
    written += text.slice(done, start) + replacement.text;
    done = replacement.end;
    token.lastIndex = done;
  }
  return written + text.slice(done);
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

/** Removes an expression, whose value is not known here: `{props.title}`, `{list.map((item) => <li>{item}</li>)}`. */
function expression(text: string, start: number): Found {
  const end = endOfBraces(text, start);
  return end === undefined ? undefined : { text: '', end };
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

/** The longest expression, in UTF-16 code units. */
const maxExpression = 4000;

/** The end of the braces that open at an offset. */
function endOfBraces(text: string, start: number): number | undefined {
  const significant = /[{}"`]|\/\*[^]*?\*\//g;
  significant.lastIndex = start;
  let depth = 0;
  let quote = '';
  for (let match = significant.exec(text); match; match = significant.exec(text)) {
    if (match.index - start > maxExpression) return undefined;
    const [mark] = match;
    if (quote !== '') quote = mark === quote ? '' : quote;
    else if (mark === '{') {
      if (++depth > maxBraces) return undefined;
    } else if (mark === '}') {
      if (--depth === 0) return match.index + 1;
    } else if (!mark.startsWith('/')) quote = mark;
  }
  return undefined;
}

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
