/** The table of fields: each field of an article and its reader. keys.ts has their keys. */

import { limits } from '../../limits.ts';
import { cleanAddress } from '../location.ts';
import { booleanOf } from '../matter/value.ts';
import { readAuthors } from './authors.ts';
import { readExpires, readUpdated } from './dates.ts';
import type { FrontMatter } from './front-matter.ts';
import { readId } from './id.ts';
import { readExternalUrl, readLanguage } from './link.ts';
import { readImage } from './media.ts';
import { readMarkup } from './markup.ts';
import { fieldKeys } from '../keys.ts';
import { readText } from './read.ts';
import type { Context, Read } from './read.ts';
import { readCategories, readTags } from './terms.ts';
import { readTitle } from './title.ts';

const readSummary: Read<string> = (value, context, key) => {
  if (value.kind !== 'text') return readText(value, context, key);
  // `excerpt: true` tells a theme to make one.
  return booleanOf(value) === undefined ? readMarkup(value, limits.summaryLength, context, key) : undefined;
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
  for (const { key, value } of frontMatter.present(fieldKeys[field])) {
    const result = readers[field](value, context, key);
    if (result !== undefined) return result as ReturnType<Readers[F]>;
  }
  return undefined;
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
