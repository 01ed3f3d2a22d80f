/** Signs: what the value of one key asks for, and how texts say yes and no. */

import { booleanOf, type TextValue, type Value } from '../matter/value.ts';
import { itemsOf } from './read.ts';

/** What one key asks for. `held` keeps the text back, `clear` means nothing; `unknown` keeps it back with a warning. */
export type Sign = 'held' | 'unlisted' | 'page' | 'noindex' | 'unsearchable' | 'clear' | 'unknown';

const order: readonly Sign[] = ['held', 'unknown', 'unlisted', 'page', 'noindex', 'unsearchable', 'clear'];

export function strongest(signs: readonly Sign[]): Sign {
  return order.find((sign) => signs.includes(sign)) ?? 'clear';
}

export const textsOf = (value: Value): string[] =>
  [...itemsOf(value)].filter((item): item is TextValue => item.kind === 'text').map(({ text }) => text);

/** In lower case, with hyphens, and without the pictures that decorate it (`✅ Published`). */
export function wordOf(text: string): string {
  const bare = text.replaceAll(/[^\p{L}\p{N}\p{M}\s_-]+/gu, ' ').trim();
  return (bare === '' ? text.trim() : bare).toLowerCase().replaceAll(/[\s_-]+/g, '-');
}

export const truthOf = (value: Value): boolean | undefined =>
  value.kind === 'text' ? (booleanOf(value) ?? booleanOfText(value.text.trim().toLowerCase())) : undefined;

/** Yes and no in English, and in the languages of blogs that are written without English keys. */
export function booleanOfText(text: string): boolean | undefined {
  if (/^(?:true|yes|on|y|1|是|真|对|はい|예|oui|ja|sí|si|sim|да|t)$/.test(text)) return true;
  return /^(?:false|no|off|n|0|否|假|不|いいえ|아니요|non|nein|nee|não|нет|f)$/.test(text)
    ? false
    : undefined;
}
