/** What the readers of fields share: their signature, and helpers for values of the wrong shape. */

import type { LineBreaks } from '../body/markdown/line-breaks.ts';
import type { Warn } from '../matter/refusal.ts';
import { isBlank } from '../matter/value.ts';
import type { MapValue, TextValue, Value } from '../matter/value.ts';
import { limits } from '../../limits.ts';
import { plainKey } from '../keys.ts';
import type { NamedFiles } from '../named-files.ts';
import { tidyText } from '../text.ts';
import type { Quota } from './quota.ts';

/** What the readers need of values that articles and shows of podcasts have both. */
export interface ValueContext {
  /** Whose values they are, in messages. */
  owner: 'an article' | 'a show';
  /** The absolute address of the article: the base of addresses of authors. */
  baseUrl: string;
  /** The files that the front matter names. */
  files: NamedFiles;
  /** Reports a problem that does not stop the article, or the show. */
  warn: Warn;
}

/** The context of a reader: facts about the file, quotas, and callbacks for problems. */
export interface Context extends ValueContext {
  /** No slash at the end. */
  siteUrl: string;
  /** IANA time zone for dates without one. */
  timezone: string;
  /** Of the site; the front matter goes first. */
  lineBreaks?: LineBreaks;
  quotas: {
    /** Categories, tags and authors together. */
    terms: Quota;
    aliases: Quota;
    media: Quota;
  };
  /** Reports a problem that stops the article. Reading continues, so that the author sees all problems at once. */
  fail: Warn;
}

/**
 * Reads a value that is not blank.
 * @param key as the author wrote it, for messages
 * @returns undefined if the value does not fit the field; then the next key is tried
 */
export type Read<T> = (value: Value, context: Context, key: string) => T | undefined;

/** The same of values that articles and shows have both. */
export type ReadShared<T> = (value: Value, context: ValueContext, key: string) => T | undefined;

/** A text on one line. Words like `false` are text here; lists and maps are not. */
export const readText: ReadShared<string> = (value, { warn }, key) => {
  if (value.kind === 'text') return tidyText(value.text);
  warn(
    'shape',
    value.at,
    `"${key}" is a ${value.kind}, not text, so it was left out; put it in quotes if it is text`,
  );
  return undefined;
};

/** Whether an absolute address is short enough; warns if not. @param what owner of the address, for the message */
export function isShort(url: string, at: number, { warn }: ValueContext, what: string): boolean {
  if (url.length <= limits.urlLength) return true;
  warn(
    'too-long',
    at,
    `the address of ${what} is longer than ${limits.urlLength} characters, so it was left out; use a shorter one`,
  );
  return false;
}

/** The texts and maps in a value, in order, without blank ones. Lists are flattened. */
export function* itemsOf(value: Value): Generator<TextValue | MapValue> {
  if (value.kind === 'list') for (const item of value.items) yield* itemsOf(item);
  else if (!isBlank(value)) yield value;
}

/** The text of a map under the first of `keys` that has one. Keys ignore case and hyphens. */
export function textUnder(value: Value, keys: readonly string[]): string | undefined {
  if (value.kind !== 'map') return undefined;
  for (const key of keys) {
    const entry = value.entries.findLast((candidate) => plainKey(candidate.key) === plainKey(key));
    const text = entry?.value.kind === 'text' ? tidyText(entry.value.text) : '';
    if (text !== '') return text;
  }
  return undefined;
}
