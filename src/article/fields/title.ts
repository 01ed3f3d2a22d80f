/** The title: plain text, in which authors write markup and entities. */

import { limits } from '../../limits.ts';
import { tidyText } from '../text.ts';
import { escapeBrackets, readMarkup } from './markup.ts';
import type { Read } from './read.ts';

/** A title that is not text is an error: the file name would be a poor substitute. */
export const readTitle: Read<string> = (value, context, key) => {
  if (value.kind !== 'text') {
    context.fail('title', value.at, `the title is a ${value.kind}, not text; put it in quotes`);
    return undefined;
  }
  // Some dumps repeat the body in the title.
  return readMarkup(value, limits.titleLength, context, key, escapeBrackets);
};

/** The title that a file name makes: `moving-house` → "moving house". A name with spaces stays as it is. */
export function titleOfName(name: string): string {
  const text = tidyText(name);
  const isText = text.includes(' ') || !/\p{L}/u.test(text);
  return isText ? text : tidyText(text.replace(/[-_]+/g, ' ')) || text;
}
