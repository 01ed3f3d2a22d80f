/**
 * Tags of template languages (Liquid, Nunjucks, Hexo, Hugo shortcodes) in a body. None is executed: a tag stays as
 * readable text. Only `raw` and code blocks are converted, since they merely mark how to read a text.
 */

import { escapeText } from './sanitise/escape.ts';

/** The language of a body. */
export type Kind = 'markdown' | 'html';

const raw = /\{%-?\s*(?:end)?raw\s*-?%\}/g;

/** The tags of code blocks, each with its end tag. */
const codeTags = [
  { name: 'highlight', start: /\{%-?\s*highlight\s([^%]*?)-?%\}/, end: /\{%-?\s*endhighlight\s*-?%\}/ },
  { name: 'codeblock', start: /\{%-?\s*codeblock\b([^%]*?)-?%\}/, end: /\{%-?\s*endcodeblock\s*-?%\}/ },
  { name: 'codeblock', start: /\{%-?\s*code\b([^%]*?)-?%\}/, end: /\{%-?\s*endcode\s*-?%\}/ },
  {
    name: 'highlight',
    start: /\{\{[<%]\s*highlight\s([^<>%]*?)[>%]\}\}/,
    end: /\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/,
  },
] as const;

type CodeTag = (typeof codeTags)[number];

const fence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;

/** Converts `raw` tags and code blocks. Runs before the body is parsed; leaves fenced code alone. */
export function convertTemplates(source: string, kind: Kind): string {
  if (!/\{%|\{\{[<%]/.test(source)) return source;
  const lines = source.split('\n');
  const lastEnds = codeTags.map(({ end }) => lines.findLastIndex((line) => end.test(line)));
  const written: string[] = [];
  let openFence = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const mark = kind === 'markdown' ? fence.exec(line)?.[1] : undefined;
    if (openFence !== '') {
      written.push(line);
      if (mark?.startsWith(openFence) && line.trim().endsWith(mark)) openFence = '';
      continue;
    }
    if (mark) openFence = mark;
    const tag = mark
      ? -1
      : codeTags.findIndex(({ start }, index) => i <= lastEnds[index]! && start.test(line));
    if (tag === -1) {
      written.push(line.replace(raw, ''));
      continue;
    }
    const block = codeBlock(lines, i, codeTags[tag]!, kind);
    // One push per row: an engine accepts some 100,000 arguments.
    for (const row of block.lines) written.push(row);
    i = block.last;
  }
  return written.join('\n');
}

/** Converts the code block that opens in line `first`. Its end tag exists. */
function codeBlock(
  lines: readonly string[],
  first: number,
  { name, start, end }: CodeTag,
  kind: Kind,
): { lines: string[]; last: number } {
  const opening = start.exec(lines[first]!)!;
  const before = lines[first]!.slice(0, opening.index).replace(raw, '');
  const code: string[] = [];
  let rest = lines[first]!.slice(opening.index + opening[0].length);
  let last = first;
  while (!end.test(rest)) {
    code.push(rest);
    rest = lines[++last] ?? '';
    if (last >= lines.length) break;
  }
  const closing = end.exec(rest);
  if (closing) code.push(rest.slice(0, closing.index));
  const after = closing ? rest.slice(closing.index + closing[0].length).replace(raw, '') : '';
  while (code.at(-1)?.trim() === '') code.pop();
  const firstWithText = code.findIndex((line) => line.trim() !== '');
  const text = code.slice(Math.max(0, firstWithText)).map((line) => line.replace(raw, ''));
  const { language, title } = readArguments(name, opening[1]!);
  return { lines: [...renderBlock(before, title, language, text, kind), after], last };
}

function renderBlock(before: string, title: string, language: string, code: string[], kind: Kind): string[] {
  if (kind === 'html') {
    const source = code.map(escapeText).join('\n');
    return [
      before,
      title && `<p>${escapeText(title)}</p>`,
      `<pre><code class="language-${language}">${source}</code></pre>`,
    ];
  }
  // In a list item the fence needs the indentation of the tag. It must be longer than any fence in the code.
  const indent = /^\s*$/.test(before) ? before : '';
  const longest = code.reduce((length, line) => Math.max(length, /^\s*(`*)/.exec(line)![1]!.length), 2);
  const marks = '`'.repeat(longest + 1);
  return [
    ...(indent === before ? [] : [before, '']),
    ...(title ? [indent + title, ''] : []),
    `${indent}${marks}${language}`,
    ...code,
    `${indent}${marks}`,
  ];
}

/** Liquid and Hugo: `js linenos`. Hexo: `[title] [lang:js] [address] [text of the link] [other:options]`. */
function readArguments(name: CodeTag['name'], text: string): { language: string; title: string } {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (name === 'highlight') return { language: languageName(words[0]), title: '' };
  const title = words.filter((word) => !/^(?:https?|\w+):/.test(word)).join(' ');
  return {
    language: languageName(words.find((word) => word.startsWith('lang:'))?.slice('lang:'.length)),
    title,
  };
}

const languageName = (word = ''): string => (/^[\w+#.-]+$/.test(word) ? word : '');
