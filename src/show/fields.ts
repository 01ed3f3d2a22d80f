/** The fields of a show, one row each: the keys that it may have, and how it is read. docs/podcasts.md has the same table. */

import { readFunding } from '../article/fields/episode/funding.ts';
import { episodeKeys } from '../article/fields/episode/keys.ts';
import { readLicense } from '../article/fields/episode/license.ts';
import { personFields } from '../article/fields/episode/persons.ts';
import { readBlock, readExplicit } from '../article/fields/episode/texts.ts';
import { readTxt } from '../article/fields/episode/txt.ts';
import { readExternalUrl, readLanguage } from '../article/fields/link.ts';
import { readImage } from '../article/fields/media.ts';
import type { ReadShared } from '../article/fields/read.ts';
import { isUuid } from '../article/uuid.ts';
import { readCategories, readOwner, readTrailers, readUpdateFrequency } from './members.ts';
import { flag, leaveOut, line, mailbox, member, warnOfOthers, word, type ReadValue } from './values.ts';

interface Field<T> {
  /** Keys that ignore case, hyphens and underscores; the first that is present counts. */
  keys: readonly string[];
  read: ReadValue<T> | ReadShared<T>;
}

const field = <T>(keys: readonly string[], read: ReadValue<T> | ReadShared<T>): Field<T> => ({ keys, read });

/** The keys of a field that episodes have, too. */
const shared = (name: keyof typeof episodeKeys): readonly string[] => [
  ...new Set([...episodeKeys[name].top, ...episodeKeys[name].inside]),
];

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

/** Media that consist of links to other feeds (`podcast:remoteItem`), which edgefeed does not write. */
const ofLinks = /L$|^(?:mixed|publisher)$/;

const medium: ReadValue<string> = (value, context, key) => {
  const found = word(mediums)(value, context, key);
  if (found !== undefined && ofLinks.test(found))
    context.warn(
      'show',
      value.at,
      `"${key}" is ${found}: apps take such a feed for a list of other feeds, and leave its episodes out; write ${found === 'mixed' || found === 'publisher' ? 'podcast' : found.slice(0, -1)}`,
    );
  return found;
};

const lockedKeys = ['locked', 'podcast:locked'];
const lockedMembers = { value: ['value', 'locked', 'text'], owner: ['owner', 'email'] } as const;

/** `true`, or as feeds have it: `{value: yes, owner: ada@example.com}`. An owner alone says `true`. */
const readLocked: ReadValue<boolean> = (value, context, key) => {
  if (value.kind !== 'map') return flag(value, context, key);
  warnOfOthers(value, lockedMembers, context, key);
  const hasAnswer = member(value, lockedMembers.value, () => true, context);
  if (hasAnswer) return member(value, lockedMembers.value, flag, context);
  return member(value, lockedMembers.owner, () => true, context);
};

const readLockedOwner: ReadValue<string> = (value, context) =>
  value.kind === 'map' ? member(value, lockedMembers.owner, mailbox, context) : undefined;

export const fields = {
  title: field(['title'], line()),
  author: field(['author', 'authors', 'itunes:author'], line()),
  owner: field(['owner', 'itunes:owner'], readOwner),
  image: field(['cover', 'image', 'itunes:image', 'artwork'], readImage),
  categories: field(
    ['itunes_category', 'itunes_categories', 'itunes:category', 'apple_category', 'apple_categories'],
    readCategories,
  ),
  explicit: field(shared('explicit'), readExplicit),
  type: field(['type', 'itunes:type'], word(['episodic', 'serial'])),
  complete: field(['complete', 'itunes:complete'], flag),
  language: field(['language', 'lang'], readLanguage),
  block: field(shared('block'), readBlock),
  copyright: field(['copyright'], line()),
  funding: field(shared('funding'), readFunding),
  locked: field(lockedKeys, readLocked),
  lockedOwner: field(lockedKeys, readLockedOwner),
  license: field([...shared('license'), 'licence'], readLicense),
  medium: field(['medium', 'podcast:medium'], medium),
  newFeedUrl: field(['new_feed_url', 'itunes:new-feed-url', 'itunes_new_feed_url'], readExternalUrl),
  updateFrequency: field(['update_frequency', 'podcast:updatefrequency'], readUpdateFrequency),
  txt: field(shared('txt'), readTxt),
  trailers: field(['trailer', 'trailers', 'podcast:trailer'], readTrailers),
  guid: field(['guid', 'podcast:guid', 'podcast_guid'], guid),
} as const;

export type FieldName = keyof typeof fields;

/** Keys that are read apart: all persons count together, the others depend on the path or the body. */
export const personKeys = Object.fromEntries(personFields.map((name) => [name, shared(name)])) as Readonly<
  Record<(typeof personFields)[number], readonly string[]>
>;
export const categoryKeys: readonly string[] = ['category'];
export const descriptionKeys: readonly string[] = ['description', 'summary', 'itunes:summary'];
