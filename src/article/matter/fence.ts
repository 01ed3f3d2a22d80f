/** Finds the front matter of a file: its dialect and its delimiters. */

import { limits } from '../../limits.ts';
import { quote } from '../text.ts';
import { areBlock, isHeader, isKnownLine, isLooseHeader, nameArticle } from './key-line.ts';
import { neverClosed, refuseLookAlike } from './look-alike.ts';
import { belowComments, firstLine, lineAt } from './opening.ts';
import { isPelicanHeader } from './pelican.ts';
import { Refusal } from './refusal.ts';

export type Language = 'yaml' | 'toml' | 'json' | 'pelican';

/** Delimited by lines of its own, or by its syntax alone (`bare`). Offsets are in UTF-16 code units. */
export type Fence =
  | {
      kind: 'fenced';
      language: Language;
      /** Start of the opening fence, or of the block if there is none (Hexo). */
      at: number;
      /** The opening fence (`---`, `+++`, `;;;`) without the language; undefined if Hexo left it out. */
      open?: string;
      /** The language after the opening fence, as written; may be empty. */
      word: string;
      /** The closing line, with its line break if it has one. */
      close: string;
      /** Start of the body, after the closing line. */
      end: number;
    }
  | { kind: 'bare'; language: Language; from: number; to: number };

/** The languages that may follow an opening fence. A Map, so that it has no names of Object.prototype. */
const languageOfWord = new Map<string, Language>([
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
]);

const languageOfFence = new Map<string, Language>([
  ['-', 'yaml'],
  ['+', 'toml'],
  [';', 'json'],
]);

/** The closing line by the first character of the fence. YAML's end of a document, `...`, closes too. */
const closing = {
  '-': /^(?:-{3,}|\.{3})[ \t]*(?:\r?\n|(?![^]))/gm,
  '+': /^\+{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
  ';': /^;{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
};

/** The same, indented: such a line may also belong to a text. */
const indentedClosing = {
  '-': /^[ \t]+-{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
  '+': /^[ \t]+\+{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
  ';': /^[ \t]+;{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
};

/**
 * Finds the fence or the syntax that delimits the front matter.
 * @returns undefined if the file has no front matter
 * @throws Refusal for a fence that is never closed or names an unsupported language, and for unreadable text that
 *   begins like front matter
 */
export function findFence(source: string): Fence | undefined {
  const at = firstLine(source);
  const line = lineAt(source, at);
  const fence =
    openedFence(source, at, line) ??
    misplacedFence(source, at) ??
    jsonObject(source, at) ??
    (isLooseHeader(line) ? header(source, at) : undefined);
  if (!fence) refuseLookAlike(source, at);
  return fence;
}

/** An indented fence, or one below a comment. It counts if every line up to its end looks like front matter. */
function misplacedFence(source: string, first: number): Fence | undefined {
  const below = belowComments(source, first);
  const [indent = ''] = /^[ \t]*/.exec(lineAt(source, below)) ?? [];
  const at = below + indent.length;
  if (at === first) return undefined;
  const line = lineAt(source, at);
  const [open] = /^(?:-{3,}|\+{3,}|;{3,})/.exec(line) ?? [];
  const from = at + line.length;
  const close = open === undefined ? null : closeOf(open, source, from);
  const isBlock = close && areBlock(source.slice(from, close.index).split(/\r?\n/));
  return isBlock ? openedFence(source, at, line) : undefined;
}

function openedFence(source: string, at: number, line: string): Fence | undefined {
  const open = /^(?:-{3,}|\+{3,}|;{3,})/.exec(line)?.[0];
  if (open === undefined) return undefined;
  // YAML allows a comment or a tag after its dashes; Ruby wrote tags there.
  const rest = line.slice(open.length).replace(/^[ \t]+(?:#.*|![^ \t]*[ \t]*)$/, '');
  const [word = '', ...more] = rest.split(/[ \t]+/).filter(Boolean);
  if (more.length > 0 || !/^(?:[A-Za-z_][\w-]*)?$/.test(word)) return undefined;
  const close = closeOf(open, source, at + line.length);
  if (!close) {
    // `---` may be a thematic break at the top of a text without front matter.
    const paragraph =
      source
        .slice(at + line.length)
        .trimStart()
        .split(/\n\s*\n/, 1)[0] ?? '';
    if (!word && !paragraph.split('\n').some(isKnownLine)) return undefined;
    throw neverClosed(source, at, open, at + line.length);
  }
  const language = word
    ? languageOfWord.get(word.toLowerCase())
    : languageOfFence.get(open[0] as keyof typeof closing);
  if (!language) {
    throw new Refusal(
      'language',
      at + line.indexOf(word),
      `front matter in ${quote(word)} is not supported; write it in YAML, TOML or JSON`,
    );
  }
  return { kind: 'fenced', language, at, open, word, ...closedBy(close) };
}

/** The line that closes a block. An indented line counts if there is no other, and if the block has only keys. */
function closeOf(open: string, source: string, from: number): RegExpExecArray | null {
  const mark = open[0] as keyof typeof closing;
  const close = find(closing[mark], source, from);
  if (close) return close;
  const indented = find(indentedClosing[mark], source, from);
  return indented && areBlock(source.slice(from, indented.index).split(/\r?\n/)) ? indented : null;
}

/** Hugo's JSON: an object at the start of the file, without fences. */
function jsonObject(source: string, at: number): Fence | undefined {
  // `{{` and `{%` start templates.
  if (!/^\{\s*["}]/.test(source.slice(at, at + 1000))) return undefined;
  let depth = 0;
  // An unclosed string ends with its line: searching for its end each time would take quadratic time.
  const token = /"(?:[^"\\\n]|\\.)*"?|[{}]/g;
  token.lastIndex = at;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    // A longer object is refused anyway.
    if (match.index - at > limits.matterLength) break;
    if (match[0] === '{') depth++;
    if (match[0] === '}' && --depth === 0) {
      return { kind: 'bare', language: 'json', from: at, to: token.lastIndex };
    }
  }
  throw new Refusal(
    'fence',
    at,
    `the JSON object that begins here is not closed within ${limits.matterLength} characters; add the missing } or quote`,
  );
}

/** `Key: value` lines without an opening fence: in Hexo up to a fence, in Pelican up to the first blank line. */
function header(source: string, at: number): Fence | undefined {
  for (const mark of ['-', ';'] as const) {
    const close = find(closing[mark], source, at);
    const lines = close ? source.slice(at, close.index).split(/\r?\n/) : [];
    if (close && areBlock(lines) && (isHeader(lines[0]!) || nameArticle(lines))) {
      return { kind: 'fenced', language: mark === '-' ? 'yaml' : 'json', at, word: '', ...closedBy(close) };
    }
  }
  const to = /\r?\n[ \t]*(?:\r?\n|$)|$/.exec(source.slice(at))?.index ?? source.length - at;
  const isPelican = isPelicanHeader(source.slice(at, at + to).split(/\r?\n/));
  return isPelican ? { kind: 'bare', language: 'pelican', from: at, to: at + to } : undefined;
}

const closedBy = ({ 0: close, index }: RegExpExecArray): { close: string; end: number } => ({
  close,
  end: index + close.length,
});

/** The first match of a global or sticky expression at or after an offset. */
function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}
