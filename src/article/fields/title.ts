/** The title: plain text, though authors write markup and entities in it. */

import { plainText } from '../body/body.ts';
import { tidyText } from '../text.ts';
import type { Read } from './read.ts';

/**
 * A `<` that doesn't begin an inline tag of HTML stands for itself, as in `Vec<T>` and `a < b`.
 * The tags are the phrasing content that holds text (https://html.spec.whatwg.org/#phrasing-content).
 */
const otherBracket =
  /<(?!\/?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?\/?>)/gi;

/** A title that is no text stops the article: nobody would find it by its file name. */
export const readTitle: Read<string> = (value, { fail }) => {
  if (value.kind !== 'text') {
    fail('title', value.at, `the title is a ${value.kind} here, not a text; put it in quotes`);
    return undefined;
  }
  const title = tidyText(plainText(value.text.replace(otherBracket, '&lt;')));
  return title === '' ? undefined : title;
};
