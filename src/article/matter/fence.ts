/** Finds the front matter of a file: which dialect it is, and how it is marked off from the body. */

import { isKnownKey } from '../keys.ts';
import { limits } from '../../limits.ts';
import { quote } from '../text.ts';
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

/**
 * @returns undefined where the file has no front matter
 * @throws Refusal for a fence that isn't closed or names a language that isn't read
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
    // `---` may also be a rule on top of a text that has no front matter at all.
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

/** Whether a line can be part of a block of YAML, or of JSON without braces. */
const isBlockLine = (line: string): boolean => /^(?:\s|[-#}\]]|$)/.test(line) || isHeader(line);

/** A paragraph that happens to begin with a word and a colon, above a rule, isn't front matter. */
const isKnownLine = (line: string): boolean =>
  isKnownKey(/^[\s"']*([\w-]+)["']?\s*[:=]/.exec(line)?.[1] ?? '');

/** Where the first line begins that isn't blank, behind a BOM: the dumps of RSSHub begin with a blank line. */
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

/** The first match of a global expression from an offset on. */
function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}
