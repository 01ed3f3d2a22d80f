/** Plain-text fields in which authors write markup and entities. */

import { plainText } from '../body/body.ts';
import type { TextValue } from '../matter/value.ts';
import { limits } from '../../limits.ts';
import { tidyText } from '../text.ts';
import type { ValueContext } from './read.ts';

/**
 * Reduces a value to plain text.
 * @param maxLength UTF-16 code units to read: parsing HTML takes microseconds per character
 * @param prepare applied to the source before it is parsed as HTML
 * @returns undefined if no text is left
 */
export function readMarkup(
  value: TextValue,
  maxLength: number,
  { warn }: ValueContext,
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

/** The tags that authors write in titles and names: phrasing content that holds text (https://html.spec.whatwg.org/#phrasing-content). */
const inline =
  'a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr';

/** A `<`, with the inline tag that it begins: the slash, the name, the attributes. */
const bracket = new RegExp(`<(?:(/?)(${inline})((?:\\s[^<>]*)?)/?>)?`, 'gi');

/** Tags that stand alone by nature. `<img>` does too, but without an address it shows nothing. */
const alone = new Set(['br', 'wbr']);

/**
 * A text in which each `<` that doesn't begin a tag of its markup stands for itself: `a < b`, `Vec<T>`, and `<a>` in
 * a title that is about elements, which no `</a>` follows.
 */
export function escapeBrackets(text: string): string {
  const closed = new Set(
    [...text.matchAll(bracket)].filter(([, slash]) => slash).map(([, , name]) => name!.toLowerCase()),
  );
  return text.replace(
    bracket,
    (tag: string, slash: string, name: string | undefined, attributes: string, at: number) => {
      const isMarkup =
        name !== undefined &&
        (slash !== '' ||
          alone.has(name.toLowerCase()) ||
          closed.has(name.toLowerCase()) ||
          /[^\s/]/.test(attributes) ||
          // `<b>bold` lacks its end; a tag that a text names is followed by a space, a comma …
          /^[\p{L}\p{N}]/u.test(text.slice(at + tag.length, at + tag.length + 2)));
      return isMarkup ? tag : `&lt;${tag.slice(1)}`;
    },
  );
}

/** UTF-16 code units of a name that are read as HTML: a longer one is refused anyway. */
const nameLength = 5 * limits.termLength;

/** The plain text of the name of a term, on one line: entities decoded, inline tags removed. */
export function readName(written: string): string {
  return tidyText(written.length > nameLength ? written : plainText(escapeBrackets(written)));
}
