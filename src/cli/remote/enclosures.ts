/** The enclosures of a front matter in all dialects, with the places where `--write` adds what servers say of them. */

import { sizeKeys } from '../../article/fields/episode/keys.ts';
import { Places } from '../../article/fields/episode/places.ts';
import { alternateMaps } from '../../article/fields/episode/files.ts';
import { readAllMedia, themeMedia } from '../../article/fields/episode/media.ts';
import { FrontMatter } from '../../article/fields/front-matter.ts';
import { isClock } from '../../article/fields/duration.ts';
import { mediumEndings, mediumKeys, mediumParts, resolveFile } from '../../article/fields/media.ts';
import { itemsOf, textUnder, type Context } from '../../article/fields/read.ts';
import { Quota } from '../../article/fields/quota.ts';
import { fieldKeys, plainKey } from '../../article/keys.ts';
import { NamedFiles } from '../../article/named-files.ts';
import type { Entry, MapValue, Value } from '../../article/matter/value.ts';
import { besideKeys, insideKeys, namesBeside, namesInside, type FactKey, type Names } from './fact-keys.ts';

/** Where entries are added: behind one that has the address, or before it. */
export interface Place {
  map: MapValue;
  entry: Entry;
  side: 'behind' | 'before';
  names: Names;
  /** The keys of the map that may say the same. */
  keys: Readonly<Record<FactKey, readonly string[]>>;
}

/** An enclosure at another site or this one. */
export interface Enclosure {
  /** Absolute, without its fragment. */
  url: string;
  /** Undefined: it is a text among others, beside which there is no room. */
  place?: Place;
  /** What the author says of it. */
  said: Partial<Record<FactKey, string>>;
}

/** The enclosures in the order in which they are read. */
export function enclosuresOf(fields: MapValue, siteUrl: string): Enclosure[] {
  const frontMatter = new FrontMatter(fields, () => {});
  const context = silentContext(siteUrl);
  const places = new Places(frontMatter);
  const found = [...ownMedia(frontMatter, fields, context)];
  if (found.length === 0) found.push(...themeMedium(frontMatter, fields, context));
  const [first] = found;
  if (first) {
    // Keys beside an enclosure speak of the first one.
    const [medium] = readAllMedia(frontMatter, places, context).media;
    for (const part of ['length', 'duration'] as const) {
      const isSaid = first.place?.keys === besideKeys || !frontMatter.present(sizeKeys[part].top).next().done;
      if (isSaid && medium?.[part]) first.said[part] ??= String(medium[part]);
    }
  }
  for (const other of found.slice(1)) if (other.place?.keys === besideKeys) delete other.place;
  for (const { map, entry, address } of alternateMaps(places)) {
    const side = entry.value.kind === 'text' ? 'behind' : 'before';
    const { length, type } = namesInside;
    const place: Place = { map, entry, side, names: { length, type }, keys: insideKeys };
    const enclosure = enclosureAt(address, context, place, mediumParts(map));
    if (enclosure) found.push(enclosure);
  }
  return found;
}

const silentContext = (siteUrl: string): Context => ({
  owner: 'an article',
  baseUrl: siteUrl,
  siteUrl,
  timezone: 'UTC',
  files: new NamedFiles('', siteUrl),
  quotas: { terms: new Quota(1, ''), aliases: new Quota(1, ''), media: new Quota(Infinity, '') },
  warn: () => {},
  fail: () => {},
});

/** What stands under `enclosure`, `audio` and `video`. */
function* ownMedia(frontMatter: FrontMatter, fields: MapValue, context: Context): Generator<Enclosure> {
  for (const entry of frontMatter.present(fieldKeys.media))
    for (const value of itemsOf(entry.value)) {
      const enclosure = mediumAt(value, entry, fields, context);
      if (enclosure) yield enclosure;
    }
}

/** What stands under the keys of podcast themes. */
function* themeMedium(frontMatter: FrontMatter, fields: MapValue, context: Context): Generator<Enclosure> {
  for (const { entry, item, named } of themeMedia(frontMatter)) {
    // `podcast: {audio: …}`: the keys of an enclosure stand in the inner map.
    const inner = item.kind === 'map' ? item.entries.findLast(({ value }) => value === named) : undefined;
    const enclosure =
      inner && item.kind === 'map' && named.kind === 'text'
        ? enclosureAt(named.text, context, inMap(item, inner, plainKey(entry.key)), mediumParts(item))
        : mediumAt(named, inner ?? entry, fields, context, inner ? undefined : plainKey(entry.key));
    if (enclosure) {
      yield enclosure;
      return;
    }
  }
}

/** @param theme the key of a map that has other fields of an episode, too: there `type` is that of the episode */
function mediumAt(
  value: Value,
  entry: Entry,
  fields: MapValue,
  context: Context,
  theme?: string,
): Enclosure | undefined {
  if (value.kind === 'text') {
    const { address = '', ...parts } = mediumParts(value);
    const isAlone = entry.value === value && parts.type === undefined;
    return enclosureAt(address, context, isAlone ? beside(fields, entry, 'behind') : undefined, parts);
  }
  if (value.kind === 'list') return undefined;
  const address = entryUnder(value, mediumKeys.url);
  if (address?.value.kind !== 'text') return undefined;
  // Octopod takes all keys of such a map for formats.
  const place = mediumEndings.includes(plainKey(address.key))
    ? beside(fields, entry, 'before')
    : inMap(value, address, theme);
  return enclosureAt(address.value.text, context, place, mediumParts(value));
}

function inMap(map: MapValue, entry: Entry, theme?: string): Place {
  const isLengthTaken = isClock(textUnder(map, ['length']) ?? '');
  const names: Names = {
    ...namesInside,
    ...(isLengthTaken && { length: 'bytes' }),
    // Eleventy Podcaster
    ...(theme === 'episode' && { length: 'size' }),
    ...(theme !== undefined && { type: 'mime_type' }),
  };
  return { map, entry, side: 'behind', names, keys: insideKeys };
}

/** @returns undefined for an entry of a map that is none of the front matter's own */
function beside(fields: MapValue, entry: Entry, side: Place['side']): Place | undefined {
  const tables = fields.entries.map(({ value }) => value);
  const map = [fields, ...tables].find((one) => one.kind === 'map' && one.entries.includes(entry));
  if (map?.kind !== 'map') return undefined;
  return { map, entry, side, names: namesBeside(plainKey(entry.key)), keys: besideKeys };
}

function enclosureAt(
  address: string,
  context: Context,
  place: Place | undefined,
  parts: Pick<ReturnType<typeof mediumParts>, FactKey> = {},
): Enclosure | undefined {
  const url = URL.parse(resolveFile(address, 0, context) ?? '');
  if (!url) return undefined;
  url.hash = '';
  const { length, type, duration } = parts;
  return {
    url: url.href,
    ...(place && { place }),
    said: {
      ...(length && length !== '0' && { length }),
      ...(type?.includes('/') && { type }),
      ...(duration && duration !== '0' && { duration }),
    },
  };
}

/** The first of some keys that a map has with a text. */
function entryUnder(map: MapValue, keys: readonly string[]): Entry | undefined {
  for (const key of keys) {
    const entry = map.entries.findLast((candidate) => plainKey(candidate.key) === plainKey(key));
    if (entry?.value.kind === 'text' && entry.value.text.trim() !== '') return entry;
  }
  return undefined;
}
