/**
 * Code → tokens of a few kinds, by the stream parsers of CodeMirror: they read one line at a time and never go back to an
 * earlier one. Grammars of regular expressions, as Prism and highlight.js have them, take squared time for some texts.
 */

import { StringStream, type StreamParser } from '@codemirror/streamparser';
import { limits } from '../../limits.ts';

/** The kinds that have a colour of their own; each is a class of the style sheet. */
type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'meta' | 'inserted' | 'deleted';

export interface CodeToken {
  text: string;
  /** Absent: in the colour of the text. */
  kind?: TokenKind;
}

/** Names of CodeMirror, without what follows a dot, → kind. */
const kinds: ReadonlyMap<string, TokenKind> = new Map([
  ...each('keyword modifier controlKeyword operatorKeyword definitionKeyword moduleKeyword', 'keyword'),
  ...each('string regexp character attributeValue quote', 'string'),
  ...each('number integer float atom bool null unit color', 'number'),
  ...each('comment lineComment blockComment docComment', 'comment'),
  ...each(
    'def definition type typeName className namespace tag tagName builtin property propertyName',
    'name',
  ),
  ...each('attribute attributeName labelName macroName heading', 'name'),
  ...each('meta annotation processingInstruction documentMeta', 'meta'),
  ...each('inserted positive', 'inserted'),
  ...each('deleted negative', 'deleted'),
]);

function each(names: string, kind: TokenKind): [string, TokenKind][] {
  return names.split(' ').map((name) => [name, kind]);
}

/** Columns of a tab, and of a level: parsers look at them to find where blocks end. */
const tabSize = 4;
const indentUnit = 2;

/** How often a parser may return without reading on: it only changes its state then. */
const patience = 10;

/**
 * Reads code; the texts of the tokens together are the code.
 * @returns undefined if it is too long, or has a line that is
 */
export function tokensOf(code: string, parser: StreamParser<unknown>): CodeToken[] | undefined {
  if (code.length > limits.highlightedCode) return undefined;
  const lines = code.split('\n');
  if (lines.some((line) => line.length > limits.highlightedLine)) return undefined;
  const tokens = new Tokens();
  const state = parser.startState?.(indentUnit) ?? {};
  for (const [index, line] of lines.entries()) {
    if (index > 0) tokens.add('\n', undefined);
    if (line === '') parser.blankLine?.(state, indentUnit);
    const stream = new StringStream(line, tabSize, indentUnit);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = read(parser, stream, state);
      tokens.add(stream.current(), style);
    }
  }
  return tokens.list;
}

/** Reads one token, or one character where the parser reads none. */
function read(parser: StreamParser<unknown>, stream: StringStream, state: unknown): TokenKind | undefined {
  for (let tries = 0; tries < patience; tries++) {
    const style = parser.token(stream, state);
    if (stream.pos > stream.start) return kindOf(style);
  }
  stream.next();
  return undefined;
}

function kindOf(style: string | null): TokenKind | undefined {
  if (!style) return undefined;
  for (const name of style.split(' ')) {
    const kind = kinds.get(name.split('.', 1)[0]!);
    if (kind) return kind;
  }
  return undefined;
}

/** Tokens with neighbours of one kind joined. */
class Tokens {
  readonly list: CodeToken[] = [];

  add(text: string, kind: TokenKind | undefined): void {
    const last = this.list.at(-1);
    // White space has no colour.
    if (last && (last.kind === kind || /^\s*$/.test(text))) last.text += text;
    else this.list.push({ text, ...(kind && { kind }) });
  }
}
