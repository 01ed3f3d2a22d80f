/** What readers of fields have in common: their signature, and how they meet a value of the wrong shape. */

import type { Warn } from '../matter/refusal.ts';
import { isBlank } from '../matter/value.ts';
import type { MapValue, TextValue, Value } from '../matter/value.ts';
import { limits } from '../../limits.ts';
import { plainKey } from '../keys.ts';
import { tidyText } from '../text.ts';
import type { Quota } from './quota.ts';

/** What the readers know of the file, and where they say what is wrong with it. */
export interface Context {
  /** The address of the article, absolute: what addresses in the front matter are relative to. */
  baseUrl: string;
  /** No slash at the end. */
  siteUrl: string;
  /** IANA zone of dates without one. */
  timezone: string;
  quotas: {
    /** For categories, tags and authors together. */
    terms: Quota;
    aliases: Quota;
    media: Quota;
  };
  /** Notes a problem that doesn't stop the article. */
  warn: Warn;
  /** Notes a problem that does; what is left is read nevertheless, so that all problems are told at once. */
  fail: Warn;
}

/**
 * Reads a value that is not blank.
 * @param key as the author wrote it, for messages
 * @returns undefined where the value doesn't give what the field asks for; the next key is tried then
 */
export type Read<T> = (value: Value, context: Context, key: string) => T | undefined;

/** A text on one line. Words like `false` are texts here; lists and maps are not. */
export const readText: Read<string> = (value, { warn }, key) => {
  if (value.kind === 'text') return tidyText(value.text);
  warn(
    'shape',
    value.at,
    `"${key}" is a ${value.kind}, not text, so it was left out; put it in quotes if it is text`,
  );
  return undefined;
};

/** Whether an absolute address is short enough to be kept. @param what it is the address of, for the message */
export function isShort(url: string, at: number, { warn }: Context, what: string): boolean {
  if (url.length <= limits.urlLength) return true;
  warn(
    'too-long',
    at,
    `the address of ${what} is longer than ${limits.urlLength} characters, so it was left out; use a shorter one`,
  );
  return false;
}

/** The texts and maps of a value, of a list, and of lists in it, in order, without those that say nothing. */
export function* itemsOf(value: Value): Generator<TextValue | MapValue> {
  if (value.kind === 'list') for (const item of value.items) yield* itemsOf(item);
  else if (!isBlank(value)) yield value;
}

/** The text that a map has under the first of some keys, in any spelling. */
export function textUnder(value: Value, keys: readonly string[]): string | undefined {
  if (value.kind !== 'map') return undefined;
  for (const key of keys) {
    const entry = value.entries.findLast((candidate) => plainKey(candidate.key) === plainKey(key));
    const text = entry?.value.kind === 'text' ? tidyText(entry.value.text) : '';
    if (text !== '') return text;
  }
  return undefined;
}
