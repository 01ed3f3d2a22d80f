/** Finds the front matter of a file: which dialect it is, and how it is marked off from the body. */

import { limits } from '../../limits.ts';
import { quote } from '../text.ts';
import { areBlock, isHeader, isKnownLine, isLooseHeader, nameArticle } from './key-line.ts';
import { neverClosed, refuseLookAlike } from './look-alike.ts';
import { belowComments, firstLine, lineAt } from './opening.ts';
import { isPelicanHeader } from './pelican.ts';
import { Refusal } from './refusal.ts';

export type Language = 'yaml' | 'toml' | 'json' | 'pelican';

/** Marked off by lines of its own, or ending where its own syntax ends. Offsets are in UTF-16 code units. */
export type Fence =
  | {
      kind: 'fenced';
      language: Language;
      /** Where the opening fence begins; the block, where there is none (Hexo). */
      at: number;
      /** The opening fence (`---`, `+++`, `;;;`) without the language; undefined where Hexo leaves it out. */
      open?: string;
      /** The language as it is written after the opening fence; may be empty. */
      word: string;
      /** The closing line: its text and its line break, if it has one. */
      close: string;
      /** Where the body begins: behind the closing line. */
      end: number;
    }
  | { kind: 'bare'; language: Language; from: number; to: number };

/** What may follow an opening fence. A Map, so that no name of Object.prototype is in it. */
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

/** A closing line, by the first character of the fence. YAML's own end of a document, `...`, closes too. */
const closing = {
  '-': /^(?:-{3,}|\.{3})[ \t]*(?:\r?\n|(?![^]))/gm,
  '+': /^\+{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
  ';': /^;{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
};

/** The same indented: it may as well be part of a text. */
const indentedClosing = {
  '-': /^[ \t]+-{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
  '+': /^[ \t]+\+{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
  ';': /^[ \t]+;{3,}[ \t]*(?:\r?\n|(?![^]))/gm,
};

/**
 * @returns undefined where the file has no front matter
 * @throws Refusal for a fence that isn't closed or names a language that isn't read, and for what begins like front
 *   matter and can't be read
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

/** A fence that is indented, or below a comment: front matter only if every line says so. */
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
  // YAML allows a comment and a tag behind its dashes; Ruby wrote tags there.
  const rest = line.slice(open.length).replace(/^[ \t]+(?:#.*|![^ \t]*[ \t]*)$/, '');
  const [word = '', ...more] = rest.split(/[ \t]+/).filter(Boolean);
  if (more.length > 0 || !/^(?:[A-Za-z_][\w-]*)?$/.test(word)) return undefined;
  const close = closeOf(open, source, at + line.length);
  if (!close) {
    // `---` may also be a rule on top of a text that has no front matter at all.
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

/** The line that closes a block: an indented one, if there is no other and the block holds nothing but keys. */
function closeOf(open: string, source: string, from: number): RegExpExecArray | null {
  const mark = open[0] as keyof typeof closing;
  const close = find(closing[mark], source, from);
  if (close) return close;
  const indented = find(indentedClosing[mark], source, from);
  return indented && areBlock(source.slice(from, indented.index).split(/\r?\n/)) ? indented : null;
}

/** Hugo's JSON: an object at the head of the file, without fences. */
function jsonObject(source: string, at: number): Fence | undefined {
  // `{{` and `{%` begin templates.
  if (!/^\{\s*["}]/.test(source.slice(at, at + 1000))) return undefined;
  let depth = 0;
  // A string that isn't closed ends with its line: looking for its end again and again would take squared time.
  const token = /"(?:[^"\\\n]|\\.)*"?|[{}]/g;
  token.lastIndex = at;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    // A longer object is refused anyway, so its end need not be found.
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

/** `Key: value` lines without an opening fence: Hexo's end at a fence, Pelican's at the first blank line. */
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

/** The first match of a global expression from an offset on. */
function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}
