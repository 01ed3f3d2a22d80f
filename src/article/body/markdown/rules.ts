/** Extensions of markdown-it: each is a rule over the finished tokens. */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';

/**
 * Task lists (https://github.github.com/gfm/#task-list-items-extension-). The box is a character, because feed readers
 * strip form fields and plain text needs it too.
 */
export function tasks({ tokens }: StateCore): void {
  for (let i = 2; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.type !== 'inline' || tokens[i - 2]!.type !== 'list_item_open') continue;
    const text = token.children?.[0];
    if (text?.type !== 'text') continue;
    text.content = text.content.replace(/^\[([ xX])\](?=\s)/, (_, mark) => (mark === ' ' ? '☐' : '☑'));
  }
}

/** Alignment of table cells as an attribute: the sanitiser does not allow `style`. */
export function cellAlignment({ tokens }: StateCore): void {
  for (const token of tokens) {
    if (token.type !== 'td_open' && token.type !== 'th_open') continue;
    const align = /^text-align:(\w+)$/.exec(String(token.attrGet('style')))?.[1];
    if (align) token.attrs = [['align', align]];
  }
}

/**
 * Line breaks inside paragraphs. In a body of only paragraphs they are the only structure, so they stay, unless an
 * editor wrapped the lines. Elsewhere they are spaces, as Markdown says, but not between Chinese or Japanese
 * characters, where a space would be wrong.
 */
export function foldedLines({ tokens, src }: StateCore): void {
  const onlyLines = tokens.every((token) => /^(?:paragraph_|inline)/.test(token.type)) && !isWrapped(src);
  for (const { children } of tokens) {
    if (!children) continue;
    for (let i = 0; i < children.length; i++) {
      const token = children[i]!;
      if (token.type !== 'softbreak') continue;
      if (onlyLines) token.type = 'hardbreak';
      else if (endsIdeographic(children[i - 1]) && startsIdeographic(children[i + 1])) {
        token.type = 'text';
        token.content = '';
      }
    }
  }
}

/** Whether most lines are as long as an editor is wide: 60 to 100 characters. */
function isWrapped(source: string): boolean {
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  return lines.filter(({ length }) => length >= 60 && length <= 100).length * 2 > lines.length;
}

const ideographic = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u3000-\\u303f\\uff00-\\uffef]';
const ideographicEnd = new RegExp(`${ideographic}$`, 'u');
const ideographicStart = new RegExp(`^${ideographic}`, 'u');
const endsIdeographic = (token: Token | undefined): boolean =>
  token?.type === 'text' && ideographicEnd.test(token.content.slice(-2));
const startsIdeographic = (token: Token | undefined): boolean =>
  token?.type === 'text' && ideographicStart.test(token.content);
