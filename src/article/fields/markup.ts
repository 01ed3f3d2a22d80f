/** Plain-text fields in which authors write markup and entities. */

import { plainText } from '../body/body.ts';
import type { TextValue } from '../matter/value.ts';
import { tidyText } from '../text.ts';
import type { Context } from './read.ts';

/**
 * Reduces a value to plain text.
 * @param maxLength UTF-16 code units to read: parsing HTML takes microseconds per character
 * @param prepare applied to the source before it is parsed as HTML
 * @returns undefined if no text is left
 */
export function readMarkup(
  value: TextValue,
  maxLength: number,
  { warn }: Context,
  key: string,
  prepare = (text: string): string => text,
): string | undefined {
  const isTooLong = value.text.length > maxLength;
  if (isTooLong) {
    warn('too-long', value.at, `"${key}" is longer than ${maxLength} characters, so it was cut; shorten it`);
  }
  const source = isTooLong ? value.text.slice(0, maxLength) : value.text;
  const text = tidyText(plainText(prepare(source)));
  if (text === '') return undefined;
  return isTooLong ? `${text}…` : text;
}
