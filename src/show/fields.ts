/** The fields of a show, one row each: the keys that it may have, and how it is read. docs/podcasts.md has the same table. */

import { isUuid } from '../article/uuid.ts';
import { limits } from '../limits.ts';
import {
  readCategories,
  readFunding,
  readLicense,
  readOwner,
  readPersons,
  readTrailer,
  readTxt,
  readUpdateFrequency,
} from './members.ts';
import { fileAddress, flag, leaveOut, line, webAddress, word, type ReadValue } from './values.ts';

interface Field<T> {
  /** Keys that ignore case, hyphens and underscores; the first that is present counts. */
  keys: readonly string[];
  read: ReadValue<T>;
}

const field = <T>(keys: readonly string[], read: ReadValue<T>): Field<T> => ({ keys, read });

/** The media of https://podcasting2.org/docs/podcast-namespace/tags/medium. */
const media = 'podcast music video film audiobook newsletter blog publisher course'.split(' ');
const mediums: readonly string[] = [...media, 'mixed', ...media.map((medium) => `${medium}L`)];

const guid: ReadValue<string> = (value, context, key) => {
  const text =
    value.kind === 'text'
      ? value.text
          .trim()
          .toLowerCase()
          .replace(/^urn:uuid:/, '')
      : '';
  return isUuid(text)
    ? text
    : leaveOut(value, context, key, 'not a UUID', 'write the podcast:guid of the feed, or remove the line');
};

const language: ReadValue<string> = (value, context, key) => {
  const text = value.kind === 'text' ? value.text.trim().replaceAll('_', '-') : '';
  try {
    const [tag] = text.length > limits.languageLength ? [] : Intl.getCanonicalLocales(text);
    if (tag && /^[a-z]{2,3}(?:-|$)/.test(tag)) return tag;
  } catch {
    // Not a well-formed tag.
  }
  return leaveOut(value, context, key, 'not a language tag', 'write one, like zh-CN or en');
};

const locked: ReadValue<boolean> = (value, context, key) =>
  value.kind === 'map' ? true : flag(value, context, key);

const words = ['explicit', 'clean'] as const;

/** Apple's words of old count, too. */
const explicit: ReadValue<boolean> = (value, context, key) => {
  const text = value.kind === 'text' ? value.text.trim().toLowerCase() : '';
  if (text === words[0] || text === words[1]) return text === 'explicit';
  return flag(value, context, key);
};

export const fields = {
  title: field(['title'], line()),
  author: field(['author', 'authors', 'itunes:author'], line()),
  owner: field(['owner', 'itunes:owner'], readOwner),
  image: field(['cover', 'image', 'itunes:image', 'artwork'], fileAddress),
  categories: field(
    ['itunes_category', 'itunes_categories', 'itunes:category', 'apple_category', 'apple_categories'],
    readCategories,
  ),
  explicit: field(['explicit', 'itunes:explicit'], explicit),
  type: field(['type', 'itunes:type'], word(['episodic', 'serial'])),
  complete: field(['complete', 'itunes:complete'], flag),
  language: field(['language', 'lang'], language),
  copyright: field(['copyright'], line()),
  funding: field(['funding', 'podcast:funding'], readFunding),
  locked: field(['locked', 'podcast:locked'], locked),
  license: field(['license', 'licence', 'podcast:license'], readLicense),
  medium: field(['medium', 'podcast:medium'], word(mediums)),
  persons: field(['persons', 'person', 'people', 'podcast:person'], readPersons),
  newFeedUrl: field(['new_feed_url', 'itunes:new-feed-url', 'itunes_new_feed_url'], webAddress),
  updateFrequency: field(['update_frequency', 'podcast:updatefrequency'], readUpdateFrequency),
  txt: field(['txt', 'podcast:txt'], readTxt),
  trailer: field(['trailer', 'podcast:trailer'], readTrailer),
  guid: field(['guid', 'podcast:guid', 'podcast_guid'], guid),
} as const;

export type FieldName = keyof typeof fields;

/** Keys that are read apart: they depend on the path or the body. */
export const categoryKeys: readonly string[] = ['category'];
export const descriptionKeys: readonly string[] = ['description', 'summary', 'itunes:summary'];
