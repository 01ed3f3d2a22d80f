/** Emoji by their names on GitHub: `:smile:`. */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import names from 'markdown-it-emoji/lib/data/full.mjs';

const name = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{1,60}):(?![\p{L}\p{N}:])/gu;

/** The plugin's own rule copies the tokens of a paragraph for each name, and reads `10:100:1` as one. */
export function emoji({ tokens, src }: StateCore): void {
  if (!/:[a-z0-9_+-]+:/.test(src)) return;
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      if (token.type !== 'text' || !token.content.includes(':')) continue;
      token.content = token.content.replace(name, (all, word: string) =>
        Object.hasOwn(names, word) ? names[word]! : all,
      );
    }
  }
}
