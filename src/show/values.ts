/** Reads the values of a show: each reports what does not fit, and leaves it out. */

import type { ReadShared, ValueContext } from '../article/fields/read.ts';
import type { Warn } from '../article/matter/refusal.ts';
import { isBlank, booleanOf, type MapValue, type Value } from '../article/matter/value.ts';
import { plainKey } from '../article/keys.ts';
import { shortenTo } from '../article/body/summary.ts';
import { readDate } from '../article/date/reading.ts';
import { cleanText, normalised, quote, tidyText } from '../article/text.ts';
import { limits } from '../limits.ts';

/** Whatever warns, the code of the problem is `show`. */
export interface ShowContext extends ValueContext {
  /** No slash at the end. */
  siteUrl: string;
  /** IANA zone for dates without one. */
  timezone: string;
  /** Reports what refuses the file. Reading continues, so that the author sees all problems at once. */
  fail: Warn;
}

/** @param key as the author wrote it */
export type ReadValue<T> = (value: Value, context: ShowContext, key: string) => T | undefined;

/** Drops the keys whose value is undefined. */
export function present<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Reports a value that is left out. @param why completes `"key" is "value", ` @param remedy in the imperative */
export function leaveOut(
  value: Value,
  { warn }: ShowContext,
  key: string,
  why: string,
  remedy: string,
): undefined {
  const what = value.kind === 'text' ? `is ${quote(value.text)}, ${why}` : `is a ${value.kind}, ${why}`;
  warn('show', value.at, `"${key}" ${what}, so it was left out; ${remedy}`);
  return undefined;
}

/** Cuts a text to a number of characters. */
function cut(text: string, most: number, at: number, { warn }: ShowContext, key: string): string {
  if (text.length <= most) return text;
  warn('show', at, `"${key}" is longer than ${most} characters, so it was cut; shorten it`);
  return shortenTo(text, most);
}

/** A text on one line, of at most so many characters. */
export const line =
  (most: number = limits.showValue): ReadValue<string> =>
  (value, context, key) => {
    if (value.kind !== 'text')
      return leaveOut(value, context, key, 'not text', 'put it in quotes if it is text');
    return cut(tidyText(value.text), most, value.at, context, key) || undefined;
  };

/** A text of several lines, of at most so many bytes in UTF-8. */
export function paragraphs(
  written: string,
  most: number,
  at: number,
  { warn }: ShowContext,
  key: string,
): string {
  const text = normalised(cleanText(written))
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim();
  const bytes = Buffer.byteLength(text);
  if (bytes <= most) return text;
  warn(
    'show',
    at,
    `${key} has ${bytes} bytes, more than the ${most} that Apple takes, so it was cut; shorten it`,
  );
  return shortenTo(text, most, (part) => Buffer.byteLength(part));
}

export const flag: ReadValue<boolean> = (value, context, key) =>
  booleanOf(value) ?? leaveOut(value, context, key, 'neither true nor false', 'write true or false');

/** One of some words, in any case. */
export const word =
  <const Word extends string>(words: readonly Word[]): ReadValue<Word> =>
  (value, context, key) => {
    const text = value.kind === 'text' ? tidyText(value.text).toLowerCase() : '';
    const found = words.find((one) => one.toLowerCase() === text);
    return found ?? leaveOut(value, context, key, `none of ${words.join(', ')}`, 'write one of these');
  };

/** An e-mail address. */
export const mailbox: ReadValue<string> = (value, context, key) => {
  const text = value.kind === 'text' ? tidyText(value.text) : '';
  return text.length <= limits.emailLength && /^[^\s@<>"]+@[^\s@<>"]+$/.test(text)
    ? text
    : leaveOut(value, context, key, 'not an e-mail address', 'write one, like ada@example.com');
};

/** A moment, ms since 1970. */
export const moment: ReadValue<number> = (value, context, key) => {
  const reading = value.kind === 'text' ? readDate(value.text, context.timezone) : undefined;
  return reading?.kind === 'moment'
    ? reading.time
    : leaveOut(value, context, key, 'not a date', 'write one, like 2026-01-31');
};

/** Reports the members of a map that it may not have. @param keys the names of those that it may have, the usual one first */
export function warnOfOthers(
  map: MapValue,
  keys: Readonly<Record<string, readonly string[]>>,
  { warn }: ShowContext,
  key: string,
): void {
  const known = new Set(Object.values(keys).flat().map(plainKey));
  const usual = Object.values(keys).map(([first]) => first);
  for (const { key: other, keyAt, value } of map.entries)
    if (!isBlank(value) && !known.has(plainKey(other)))
      warn(
        'show',
        keyAt,
        `${quote(other)} in "${key}" is unknown, so it was left out; write one of ${usual.join(', ')}`,
      );
}

/** Reads the member of a map that has one of some names. @returns undefined without such a member */
export function member<T>(
  map: MapValue,
  names: readonly string[],
  read: ReadValue<T> | ReadShared<T>,
  context: ShowContext,
): T | undefined {
  for (const name of names) {
    const entry = map.entries.findLast(({ key }) => plainKey(key) === plainKey(name));
    if (entry && !isBlank(entry.value)) return read(entry.value, context, entry.key);
  }
  return undefined;
}
