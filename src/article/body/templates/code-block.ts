/** A block of code, as Markdown or HTML has it. */

import type { Kind } from '../kind.ts';
import { escapeText } from '../sanitise/escape.ts';
import { withoutRaw } from './raw.ts';

interface CodeBlock {
  language: string;
  title: string;
  /** What stands between the tags. */
  content: string;
  /** White space and marks of quotations before the tag; undefined: other text is. */
  prefix: string | undefined;
}

/** @returns what is written behind the prefix */
export function codeBlock({ language, title, content, prefix }: CodeBlock, kind: Kind): string {
  const code = content.split('\n');
  while (code.at(-1)?.trim() === '') code.pop();
  const firstWithText = code.findIndex((line) => line.trim() !== '');
  const text = withoutRaw(code.slice(Math.max(0, firstWithText)).join('\n')).split('\n');
  const name = /^[\w+#.-]+$/.test(language) ? language : '';
  if (kind === 'html') {
    const words = title && `<p>${escapeText(title)}</p>`;
    return `\n${words && `${words}\n`}<pre><code class="language-${name}">${text.map(escapeText).join('\n')}</code></pre>\n`;
  }
  // In a list item the fence must stand as deep as the tag did, and be longer than any fence in the code.
  const indent = prefix ?? '';
  const longest = text.reduce((length, line) => Math.max(length, /^\s*(`*)/.exec(line)![1]!.length), 2);
  const marks = '`'.repeat(longest + 1);
  const before = `${prefix === undefined ? '\n\n' : ''}${title && `${title}\n\n${indent}`}`;
  return `${before}${marks}${name}\n${text.join('\n')}\n${indent}${marks}\n${indent}`;
}
