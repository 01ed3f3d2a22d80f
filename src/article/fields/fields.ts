/** The table of fields: each field of an article and its reader. keys.ts has their keys. */

import { limits } from '../../limits.ts';
import { cleanAddress } from '../location.ts';
import { booleanOf } from '../matter/value.ts';
import type { Entry, Value } from '../matter/value.ts';
import { readAuthors } from './authors.ts';
import { readExpires, readUpdated } from './dates.ts';
import type { FrontMatter } from './front-matter.ts';
import { readId } from './id.ts';
import { readExternalUrl, readLanguage } from './link.ts';
import { isImageAddress, readImage } from './media.ts';
import { readMarkup } from './markup.ts';
import { fieldKeys, plainKey } from '../keys.ts';
import { readText } from './read.ts';
import type { Context, Read } from './read.ts';
import { readCategories, readTags, splitTags } from './terms.ts';
import { readTitle } from './title.ts';

/** Keys of both the summary and the image. */
const imagesToo: ReadonlySet<string> = new Set(
  fieldKeys.summary.filter((key) => fieldKeys.image.includes(key)),
);

const readSummary: Read<string> = (value, context, key) => {
  if (value.kind !== 'text') {
    // A theme may use the other keys for something else.
    return /^(?:description|excerpt|summary)$/i.test(key) ? readText(value, context, key) : undefined;
  }
  // `excerpt: true` tells a theme to make one. A teaser may be an image.
  if (booleanOf(value) !== undefined || (imagesToo.has(plainKey(key)) && isImageAddress(value.text.trim()))) {
    return undefined;
  }
  return readMarkup(value, limits.summaryLength, context, key);
};

const readSlug: Read<string> = (value, context, key) => {
  const slug = cleanAddress(readText(value, context, key) ?? '');
  return slug === '' ? undefined : slug;
};

const readers = {
  title: readTitle,
  updated: readUpdated,
  expires: readExpires,
  categories: readCategories,
  tags: readTags,
  authors: readAuthors,
  summary: readSummary,
  image: readImage,
  id: readId,
  slug: readSlug,
  language: readLanguage,
  externalUrl: readExternalUrl,
} satisfies Partial<Record<keyof typeof fieldKeys, Read<unknown>>>;

type Readers = typeof readers;

/** Reads a field from the first of its keys with a readable value. */
export function readField<F extends keyof Readers>(
  field: F,
  frontMatter: FrontMatter,
  context: Context,
): ReturnType<Readers[F]> | undefined {
  for (const { key, value } of joined(field, [...frontMatter.present(fieldKeys[field])])) {
    const result = readers[field](value, context, key);
    if (result !== undefined) return result as ReturnType<Readers[F]>;
  }
  return undefined;
}

/** Fields whose plural and singular keys count together, and how each value becomes a list. */
const together: Partial<Record<keyof Readers, { keys: readonly string[]; list: (value: Value) => Value }>> = {
  categories: { keys: ['categories', 'category'], list: (value) => value },
  tags: { keys: ['tags', 'tag'], list: splitTags },
};

function joined(field: keyof Readers, entries: Entry[]): Entry[] {
  const pair = together[field];
  const parts = pair ? entries.filter(({ key }) => pair.keys.includes(plainKey(key))) : [];
  const [first] = parts;
  if (!pair || !first || parts.length < 2) return entries;
  const items = parts.map(({ value }) => pair.list(value));
  const whole: Entry = { ...first, value: { kind: 'list', items, at: first.value.at } };
  return [whole, ...entries.filter((entry) => !parts.includes(entry))];
}

/** Reads a field from all of its keys, and concatenates the results. */
export function readAll<T>(
  keys: readonly string[],
  read: Read<T[]>,
  frontMatter: FrontMatter,
  context: Context,
): T[] {
  return [...frontMatter.present(keys)].flatMap(({ key, value }) => read(value, context, key) ?? []);
}
