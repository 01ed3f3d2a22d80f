/** The title: plain text, in which authors write markup and entities. */

import { limits } from '../../limits.ts';
import { readMarkup } from './markup.ts';
import type { Read } from './read.ts';

/**
 * A `<` that does not begin an inline HTML tag is literal, as in `Vec<T>` and `a < b`.
 * The tags are the phrasing content that contains text (https://html.spec.whatwg.org/#phrasing-content).
 */
const literalBracket =
  /<(?!\/?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?\/?>)/gi;

/** A title that is not text is an error: the file name would be a poor substitute. */
export const readTitle: Read<string> = (value, context, key) => {
  if (value.kind !== 'text') {
    context.fail('title', value.at, `the title is a ${value.kind}, not text; put it in quotes`);
    return undefined;
  }
  // Some dumps repeat the body in the title.
  return readMarkup(value, limits.titleLength, context, key, (text) => text.replace(literalBracket, '&lt;'));
};
