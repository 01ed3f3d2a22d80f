/** Texts in which authors write markup and entities, though they are plain text for readers. */

import { plainText } from '../body/body.ts';
import type { TextValue } from '../matter/value.ts';
import { tidyText } from '../text.ts';
import type { Context } from './read.ts';

/**
 * The plain text of a value.
 * @param maxLength UTF-16 code units that are looked at: parsing HTML takes microseconds a character
 * @param prepare applied to the source before it is read as HTML
 * @returns undefined where no text is left
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
