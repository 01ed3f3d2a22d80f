/** The table of fields: what is read from the front matter, from which keys (see keys.ts), and how. */

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
  // `excerpt: true` asks a theme to make one.
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

/** What the first of the field's keys gives whose value can be read. */
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

/** What all of a field's keys give together. */
export function readAll<T>(
  keys: readonly string[],
  read: Read<T[]>,
  frontMatter: FrontMatter,
  context: Context,
): T[] {
  return [...frontMatter.present(keys)].flatMap(({ key, value }) => read(value, context, key) ?? []);
}
