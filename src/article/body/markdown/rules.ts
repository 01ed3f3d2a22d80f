/** Extensions of markdown-it: each is a rule over the finished tokens. */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';

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

/** The width of a picture behind its description, as in Obsidian: `![A cat|300](cat.png)`. */
export function imageWidths({ tokens, src }: StateCore): void {
  if (!/\|\d+(?:x\d+)?\]\(/.test(src)) return;
  for (const { children } of tokens) {
    for (const image of children ?? []) {
      const text = image.type === 'image' ? image.children?.at(-1) : undefined;
      const [all, width] = /\|(\d{1,5})(?:x\d{1,5})?$/.exec(text?.content ?? '') ?? [];
      if (!text || !all || !width) continue;
      text.content = text.content.slice(0, -all.length);
      image.attrSet('width', width);
    }
  }
}
