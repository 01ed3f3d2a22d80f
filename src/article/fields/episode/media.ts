/** The audio and video of an article, also under the keys of podcast themes. */

import type { Media } from '../../article.ts';
import { fieldKeys } from '../../keys.ts';
import { booleanOf, type Entry, type MapValue, type TextValue, type Value } from '../../matter/value.ts';
import { tidyText } from '../../text.ts';
import { isClock } from '../duration.ts';
import { readAll } from '../fields.ts';
import type { FrontMatter } from '../front-matter.ts';
import { mediumEndings, mediumKeys, mediumOf, readMedia, sizeOf } from '../media.ts';
import { itemsOf, textUnder, type Context } from '../read.ts';
import { episodeFileKeys, everydaySizeKeys, innerMediumKeys, sizeKeys } from './keys.ts';
import type { Places } from './places.ts';

/** Whether an address has the ending of audio or video. */
const isMedium = (address: string): boolean => {
  const [, ending = ''] = /\.(\w{1,5})(?:[?#]|$)/.exec(address.slice(-200)) ?? [];
  return mediumEndings.includes(ending.toLowerCase());
};

interface Found {
  medium: Media;
  /** Whose parts have been read. */
  value: Value;
}

/**
 * The enclosures of an article; only where it has none under `enclosure`, `audio` and `video`, those of podcast themes.
 */
export function readAllMedia(
  frontMatter: FrontMatter,
  places: Places,
  context: Context,
): { media: Media[]; at: number } {
  const [own] = frontMatter.present(fieldKeys.media);
  const media = readAll(fieldKeys.media, readMedia, frontMatter, context);
  const found = media.length === 0 ? themeMedium(frontMatter, context) : undefined;
  const [first = found?.medium, ...others] = media;
  const at = (media.length > 0 ? own?.value : found?.value)?.at ?? 0;
  if (!first) return { media: [], at };
  const isOwn = found === undefined;
  return { media: [withSize(first, places, context, isOwn ? own?.value : found.value), ...others], at };
}

function themeMedium(frontMatter: FrontMatter, context: Context): Found | undefined {
  for (const { entry, item, named } of themeMedia(frontMatter)) {
    const medium = mediumOf(named, context, entry.key);
    if (medium && context.quotas.media.take(item.at)) return { medium, value: named };
  }
  return undefined;
}

/** What names audio or video under the keys of podcast themes: `named` is `item`, or stands in it. */
export function* themeMedia(
  frontMatter: FrontMatter,
): Generator<{ entry: Entry; item: TextValue | MapValue; named: Value }> {
  for (const entry of frontMatter.present(episodeFileKeys)) {
    for (const item of itemsOf(entry.value)) {
      const named = item.kind === 'map' ? namedIn(item) : item;
      if (named !== undefined && isNamed(named)) yield { entry, item, named };
    }
  }
}

/** The map itself, or what it has under `audio`, `enclosure` … */
function namedIn(map: MapValue): Value | undefined {
  if (isNamed(map)) return map;
  const entry = innerMediumKeys
    .map((key): Entry | undefined => map.entries.findLast((candidate) => candidate.key.toLowerCase() === key))
    .find((candidate) => candidate !== undefined && isNamed(candidate.value));
  return entry?.value;
}

/** Whether a value names audio or video, and not a page of the podcast. */
function isNamed(value: Value): boolean {
  if (value.kind === 'text') return booleanOf(value) === undefined && isMedium(tidyText(value.text));
  const address = textUnder(value, mediumKeys.url);
  const type = textUnder(value, mediumKeys.type) ?? '';
  return address !== undefined && (isMedium(address) || /^(?:audio|video)\//i.test(type));
}

/** Adds the length and the duration, if keys beside it say them. @param read the value whose own parts have been read */
function withSize(medium: Media, places: Places, context: Context, read: Value | undefined): Media {
  if (medium.length !== undefined && medium.duration !== undefined) return medium;
  const isVideo = medium.type.startsWith('video/');
  let { length, duration } = medium;
  for (const part of ['length', 'duration'] as const) {
    const entries = [
      ...places.of(sizeKeys[part], read),
      ...(isVideo ? [] : places.of(everydaySizeKeys[part])),
    ];
    for (const { key, value } of entries) {
      if (value.kind !== 'text') continue;
      const written = tidyText(value.text);
      const isDuration = part === 'duration' || isClock(written);
      if (isDuration ? duration !== undefined : length !== undefined) continue;
      const at = { length: value.at, duration: value.at };
      const size = sizeOf(isDuration ? { duration: written } : { length: written }, at, context, key);
      length ??= size.length;
      duration ??= size.duration;
    }
  }
  return {
    ...medium,
    ...(length !== undefined && { length }),
    ...(duration !== undefined && { duration }),
  };
}
