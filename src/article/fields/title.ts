/** The title: plain text, though authors write markup and entities in it. */

import { limits } from '../../limits.ts';
import { tidyText } from '../text.ts';
import { escapeBrackets, readMarkup } from './markup.ts';
import type { Read } from './read.ts';

/** A title that is no text stops the article: nobody would find it by its file name. */
export const readTitle: Read<string> = (value, context, key) => {
  if (value.kind !== 'text') {
    context.fail('title', value.at, `the title is a ${value.kind}, not text; put it in quotes`);
    return undefined;
  }
  // Some dumps repeat the body there.
  return readMarkup(value, limits.titleLength, context, key, escapeBrackets);
};

/** The title that the name of a file makes: `moving-house` → "moving house". A name with spaces is a text already. */
export function titleOfName(name: string): string {
  const text = tidyText(name);
  const isText = text.includes(' ') || !/\p{L}/u.test(text);
  return isText ? text : tidyText(text.replace(/[-_]+/g, ' ')) || text;
}
