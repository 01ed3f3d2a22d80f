/** Line breaks inside paragraphs. */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { ideographic } from '../../text.ts';

/** What a line break in a paragraph is: white space, as in CommonMark, or a break, as in Hexo. */
export type LineBreaks = 'soft' | 'hard';

/**
 * A hard line break is one. A soft one is a space, but not between Chinese or Japanese characters, where a space would
 * be wrong.
 */
export function lineBreaks({ tokens, env }: StateCore): void {
  const isHard = (env as { lineBreaks?: LineBreaks }).lineBreaks === 'hard';
  for (const { children } of tokens) {
    if (!children) continue;
    for (let i = 0; i < children.length; i++) {
      const token = children[i]!;
      if (token.type !== 'softbreak') continue;
      if (isHard) token.type = 'hardbreak';
      else if (isIdeographic(children, i, -1) && isIdeographic(children, i, 1)) {
        token.type = 'text';
        token.content = '';
      }
    }
  }
}

const ideographicEnd = new RegExp(`${ideographic}$`, 'u');
const ideographicStart = new RegExp(`^${ideographic}`, 'u');

/** The most marks of emphasis and the like between a line break and the text beside it. */
const maxMarks = 10;

/** Whether the text beside a line break, in a direction, has an ideographic character there. */
function isIdeographic(children: readonly Token[], at: number, step: 1 | -1): boolean {
  for (let i = at + step; Math.abs(i - at) <= maxMarks; i += step) {
    const token = children[i];
    if (!token) return false;
    if (token.nesting !== 0 || (token.type === 'text' && token.content === '')) continue;
    if (token.type !== 'text' && token.type !== 'code_inline') return false;
    return step === 1 ? ideographicStart.test(token.content) : ideographicEnd.test(token.content.slice(-2));
  }
  return false;
}
