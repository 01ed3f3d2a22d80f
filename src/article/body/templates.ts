/**
 * Tags of template languages (Liquid, Nunjucks, Hexo, Hugo shortcodes) in a body. Nothing is executed: a tag stays as
 * it stands, readable. Two kinds only say how text is to be read, and are understood: `raw`, and blocks of code.
 */

import { escapeText } from './escape.ts';

/** The language a body is written in. */
export type Kind = 'markdown' | 'html';

const raw = /\{%-?\s*(?:end)?raw\s*-?%\}/g;

/** The ways to open a block of code; each ends at its own end tag. */
const codeTags = [
  { start: /\{%-?\s*highlight\s+([^%]*?)-?%\}/, end: /\{%-?\s*endhighlight\s*-?%\}/ },
  { start: /\{%-?\s*codeblock\b([^%]*?)-?%\}/, end: /\{%-?\s*endcodeblock\s*-?%\}/ },
  { start: /\{%-?\s*code\b([^%]*?)-?%\}/, end: /\{%-?\s*endcode\s*-?%\}/ },
  { start: /\{\{[<%]\s*highlight\s+([^<>%]*?)[>%]\}\}/, end: /\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/ },
] as const;

const fence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;

/** Runs before the body is read; never changes what stands in fenced code. */
export function understandTemplates(source: string, kind: Kind): string {
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
    written.push(...block.lines);
    i = block.last;
  }
  return written.join('\n');
}

/** The block of code that is opened in line `first`; its end tag is known to come. */
function codeBlock(
  lines: readonly string[],
  first: number,
  { start, end }: (typeof codeTags)[number],
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
  while (code[0]?.trim() === '') code.shift();
  while (code.at(-1)?.trim() === '') code.pop();
  const text = code.map((line) => line.replace(raw, ''));
  const { language, title } = readArguments(opening[1]!);
  return { lines: [...written(before, title, language, text, kind), after], last };
}

function written(before: string, title: string, language: string, code: string[], kind: Kind): string[] {
  if (kind === 'html') {
    const source = code.map(escapeText).join('\n');
    return [
      before,
      title && `<p>${escapeText(title)}</p>`,
      `<pre><code class="language-${language}">${source}</code></pre>`,
    ];
  }
  // In a list item the fence must stand as deep as the tag did, and be longer than any fence in the code.
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

/**
 * `js linenos`; Hexo: `[title] [lang:js] [address] [link text]`. A single word is the language in `highlight`, and may
 * be a title in Hexo; as a name of a language does no harm, it is taken for one.
 */
function readArguments(text: string): { language: string; title: string } {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const named = words.findIndex((word) => word.startsWith('lang:'));
  const language = named === -1 ? (words[0] ?? '') : words[named]!.slice('lang:'.length);
  return {
    language: /^[\w+#.-]+$/.test(language) ? language : '',
    title: named > 0 ? words.slice(0, named).join(' ') : '',
  };
}
