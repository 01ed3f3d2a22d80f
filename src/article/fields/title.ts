/** The title: plain text, though authors write markup and entities in it. */

import { limits } from '../../limits.ts';
import { readMarkup } from './markup.ts';
import type { Read } from './read.ts';

/**
 * A `<` that doesn't begin an inline tag of HTML stands for itself, as in `Vec<T>` and `a < b`.
 * The tags are the phrasing content that holds text (https://html.spec.whatwg.org/#phrasing-content).
 */
const literalBracket =
  /<(?!\/?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?\/?>)/gi;

/** A title that is no text stops the article: nobody would find it by its file name. */
export const readTitle: Read<string> = (value, context, key) => {
  if (value.kind !== 'text') {
    context.fail('title', value.at, `the title is a ${value.kind}, not text; put it in quotes`);
    return undefined;
  }
  // Some dumps repeat the body there.
  return readMarkup(value, limits.titleLength, context, key, (text) => text.replace(literalBracket, '&lt;'));
};
