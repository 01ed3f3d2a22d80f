/** Finds the front matter of a file: its dialect and its delimiters. */

import { isKnownKey } from '../keys.ts';
import { limits } from '../../limits.ts';
import { quote } from '../text.ts';
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

/**
 * Finds the fence or the syntax that delimits the front matter.
 * @returns undefined if the file has no front matter
 * @throws Refusal for a fence that is never closed or names an unsupported language
 */
export function findFence(source: string): Fence | undefined {
  const at = firstLine(source);
  const line = lineAt(source, at);
  return (
    openedFence(source, at, line) ??
    jsonObject(source, at) ??
    (isHeader(line) ? header(source, at) : undefined)
  );
}

function openedFence(source: string, at: number, line: string): Fence | undefined {
  const open = /^(?:-{3,}|\+{3,}|;{3,})/.exec(line)?.[0];
  if (open === undefined) return undefined;
  const [word = '', ...more] = line
    .slice(open.length)
    .split(/[ \t]+/)
    .filter(Boolean);
  if (more.length > 0 || !/^(?:[A-Za-z_][\w-]*)?$/.test(word)) return undefined;
  const mark = open[0] as keyof typeof closing;
  const close = find(closing[mark], source, at + line.length);
  if (!close) {
    // `---` may be a thematic break at the top of a text without front matter.
    const paragraph =
      source
        .slice(at + line.length)
        .trimStart()
        .split(/\n\s*\n/, 1)[0] ?? '';
    if (!word && !paragraph.split('\n').some(isKnownLine)) return undefined;
    throw new Refusal(
      'fence',
      at,
      `the front matter that begins here is never closed; add a line with ${open} after its last line`,
    );
  }
  const language = word ? languageOfWord.get(word.toLowerCase()) : languageOfFence.get(mark);
  if (!language) {
    throw new Refusal(
      'language',
      at + line.indexOf(word),
      `front matter in ${quote(word)} is not supported; write it in YAML, TOML or JSON`,
    );
  }
  return { kind: 'fenced', language, at, open, word, ...closedBy(close) };
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
    if (!close) continue;
    const lines = source.slice(at, close.index).split(/\r?\n/);
    if (lines.every(isBlockLine) && lines.some(isKnownLine)) {
      return { kind: 'fenced', language: mark === '-' ? 'yaml' : 'json', at, word: '', ...closedBy(close) };
    }
  }
  const to = /\r?\n[ \t]*(?:\r?\n|$)|$/.exec(source.slice(at))?.index ?? source.length - at;
  const lines = source.slice(at, at + to).split(/\r?\n/);
  const isPelican =
    lines.every((line) => isHeader(line) || /^\s/.test(line)) &&
    lines.some((line) => /^title\s*:/i.test(line));
  return isPelican ? { kind: 'bare', language: 'pelican', from: at, to: at + to } : undefined;
}

const isHeader = (line: string): boolean => /^(?:"[^"]*"|[\p{L}_][\p{L}\p{N} _-]*):(?:\s|$)/u.test(line);

/** Whether a line can belong to YAML, or to JSON without braces. */
const isBlockLine = (line: string): boolean => /^(?:\s|[-#}\]]|$)/.test(line) || isHeader(line);

/** Whether a line has a known key. A paragraph that starts with `Word:` above a thematic break is not front matter. */
const isKnownLine = (line: string): boolean =>
  isKnownKey(/^[\s"']*([\w-]+)["']?\s*[:=]/.exec(line)?.[1] ?? '');

/** The offset of the first line that is not blank, after a BOM: RSSHub dumps begin with a blank line. */
function firstLine(source: string): number {
  let start = source.startsWith('\uFEFF') ? 1 : 0;
  const blanks = /[ \t]*\r?\n/y;
  for (blanks.lastIndex = start; blanks.test(source);) start = blanks.lastIndex;
  return start;
}

function lineAt(source: string, at: number): string {
  const end = source.indexOf('\n', at);
  return source.slice(at, end < 0 ? source.length : end).replace(/\r$/, '');
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
