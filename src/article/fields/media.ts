/** The image of an article, and its enclosures: audio and video. */

import type { Media } from '../article.ts';
import { resolveMedia } from '../url.ts';
import { typeByEnding } from '../media-type.ts';
import { plainKey } from '../keys.ts';
import { isBlank, booleanOf } from '../matter/value.ts';
import type { Value } from '../matter/value.ts';
import { quote, tidyText } from '../text.ts';
import { clockIfOver, isClock, secondsOf } from './duration.ts';
import { isShort, itemsOf, textUnder } from './read.ts';
import type { Read, ReadShared, ValueContext } from './read.ts';

/** The first address in a value: text, a map, or a list of them (Hexo's `photos`). */
export const readImage: ReadShared<string> = (value, context, key) => {
  for (const item of itemsOf(value)) {
    if (isPlaceholder(item)) continue;
    const address = item.kind === 'text' ? tidyText(item.text) : addressUnder(item);
    // A map may have only a caption, and a key like `teaser` only text.
    if (address === undefined || (item.kind === 'text' && !isForImage(plainKey(key), address))) continue;
    const url = resolveFile(address, item.at, context);
    if (url) {
      if (isShort(url, item.at, context, `"${key}"`)) return url;
      continue;
    }
    context.warn(
      'image',
      item.at,
      `"${key}" is ${quote(address)}, not a web address, so it was left out; write one, like https://example.com/a.jpg`,
    );
  }
  return undefined;
};

/** Keys that may hold a text as well, or only a map in which the image has a key of its own. */
const ambiguous = new Set(['teaser', 'preview', 'hero', 'feature', 'splash', 'background']);
const mapsOnly = new Set(['header', 'og', 'opengraph', 'seo', 'social']);

const isForImage = (key: string, text: string): boolean =>
  !mapsOnly.has(key) && (!ambiguous.has(key) || isImageAddress(text));

/** Whether a text is an address, or the name of a file of an image. */
export const isImageAddress = (text: string): boolean =>
  /^(?:(?:https?:)?\/\/|\.{0,2}\/)\S+$/i.test(text) ||
  /^\S+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|jxl|heic)(?:[?#]\S*)?$/i.test(text);

/** What themes call the image in a map. */
const imageKeys = [
  'src url path image feature teaser href file images cover thumbnail thumb featured overlay_image',
  'og_image image_fullwidth large original full medium small',
].flatMap((line) => line.split(' ').map(plainKey));

/** The address that a map, or a map in it, has under the first of these keys. Readers bound how deep maps are. */
function addressUnder(value: Value): string | undefined {
  if (value.kind === 'text') return tidyText(value.text) || undefined;
  if (value.kind === 'list') return value.items.map(addressUnder).find(Boolean);
  for (const key of imageKeys) {
    const entry = value.entries.findLast((candidate) => plainKey(candidate.key) === key);
    const address = entry && !isPlaceholder(entry.value) ? addressUnder(entry.value) : undefined;
    if (address !== undefined) return address;
  }
  return undefined;
}

/** Endings that audio and video have, as Octopod names the addresses of an episode: `audio: {mp3: a.mp3, opus: a.opus}`. */
export const mediumEndings = 'mp3 m4a m4b mp4 m4v mov opus ogg oga aac flac wav weba webm'.split(' ');

/** What an enclosure's map calls its parts, the first first. */
export const mediumKeys = {
  url: ['url', 'src', 'href', 'file', 'path', 'filename', ...mediumEndings],
  length: ['length', 'size', 'bytes'],
  type: ['type', 'mime_type', 'mime', 'mimetype'],
  duration: ['duration', 'itunes_duration'],
} as const;

export const readMedia: Read<Media[]> = (value, context, key) => {
  const media = new Map<string, Media>();
  for (const item of itemsOf(value)) {
    if (isPlaceholder(item)) continue;
    const medium = mediumOf(item, context, key);
    if (medium && !media.has(medium.url) && context.quotas.media.take(item.at)) media.set(medium.url, medium);
  }
  return media.size > 0 ? [...media.values()] : undefined;
};

export function mediumOf(value: Value, context: ValueContext, key: string): Media | undefined {
  const parts = mediumParts(value);
  const { address } = parts;
  const url = address === undefined ? undefined : resolveFile(address, value.at, context);
  if (!url) {
    const what = address
      ? `the address ${quote(address)} of "${key}" is not of the web`
      : `"${key}" has no web address`;
    context.warn('enclosure', value.at, `${what}, so it was left out; write one, like {url: https://…}`);
    return undefined;
  }
  if (!isShort(url, value.at, context, `"${key}"`)) return undefined;
  return {
    url,
    type: typeOf(parts.type, url, key),
    ...sizeOf(parts, parts.at ?? { length: value.at, duration: value.at }, context, key),
  };
}

interface MediumParts {
  address: string | undefined;
  length?: string | undefined;
  type?: string | undefined;
  duration?: string | undefined;
  /** Where the length and the duration stand. */
  at?: Places;
}

/** Offsets in the file. */
type Places = Readonly<Record<'length' | 'duration', number>>;

/** The custom field `enclosure` of WordPress: address, bytes and type, each on a line. Blanks are bounded, so the time is linear. */
const ofWordPress = /^\s*(https?:\/\/\S+)\s{1,9}(\d{0,15})\s{1,9}([\w.+-]+\/[\w.+-]+)(?:\s|$)/;

/** PowerPress has more on a fourth line, as PHP writes it. */
const ofPowerPress = /"duration";s:\d{1,3}:"([\d:]{1,20})"/;

/** What the front matter says of an enclosure, as written. */
export function mediumParts(value: Value): MediumParts {
  if (value.kind === 'text') {
    const [, address, length, type] = ofWordPress.exec(value.text) ?? [];
    if (address === undefined) return { address: tidyText(value.text) };
    const [, duration] = ofPowerPress.exec(value.text) ?? [];
    return { address, length, type, duration };
  }
  const lengths = mediumKeys.length.flatMap((key) => textUnder(value, [key]) ?? []);
  const placeOf = (keys: readonly string[]): number =>
    value.kind === 'map'
      ? (value.entries.find((entry) => keys.includes(plainKey(entry.key)))?.value.at ?? value.at)
      : value.at;
  return {
    at: { length: placeOf(mediumKeys.length), duration: placeOf(mediumKeys.duration.map(plainKey)) },
    address: textUnder(value, mediumKeys.url),
    // Some themes call the duration `length`; then another key has the bytes.
    length: lengths.find((length) => !isClock(length)),
    type: textUnder(value, mediumKeys.type),
    duration: textUnder(value, mediumKeys.duration) ?? lengths.find(isClock),
  };
}

/** The length and the duration of a medium. Some themes call the duration `length`. */
export function sizeOf(
  { length: writtenLength, duration: writtenDuration }: Pick<MediumParts, 'length' | 'duration'>,
  at: Places,
  context: ValueContext,
  key: string,
): Pick<Media, 'length' | 'duration'> {
  const isDuration = writtenLength !== undefined && isClock(writtenLength);
  const length = isDuration ? undefined : writtenLength;
  const duration = writtenDuration ?? (isDuration ? writtenLength : undefined);
  const bytes = length === undefined ? undefined : integer(length.replaceAll(/[,_ ]/g, ''));
  const seconds = duration === undefined ? undefined : secondsOf(duration);
  if (length !== undefined && bytes === undefined) {
    context.warn(
      'enclosure',
      at.length,
      `the length ${quote(length)} of "${key}" is not a number of bytes, so it was left out; write it like 1024`,
    );
  }
  if (duration !== undefined && seconds === undefined) {
    context.warn(
      'enclosure',
      at.duration,
      `the duration ${quote(duration)} of "${key}" cannot be read, so it was left out; write seconds or h:mm:ss`,
    );
  }
  const clock = duration === undefined ? undefined : clockIfOver(duration);
  if (duration !== undefined && clock !== undefined) {
    context.warn(
      'enclosure',
      at.duration,
      `the duration ${quote(duration)} of "${key}" has more than 59 minutes or seconds, so it was read as ${clock}; write it so`,
    );
  }
  return {
    ...(bytes !== undefined && { length: bytes }),
    ...(seconds !== undefined && { duration: seconds }),
  };
}

/** The MIME type: the author's, else by extension, else by key. Its parts have at most 127 characters (RFC 6838, 4.2). */
function typeOf(written: string | undefined, url: string, key: string): string {
  if (written && /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/.test(written)) return written.toLowerCase();
  const guess = typeByEnding(url);
  if (guess) return guess;
  if (key.toLowerCase() === 'audio') return 'audio/mpeg';
  return key.toLowerCase() === 'video' ? 'video/mp4' : 'application/octet-stream';
}

const integer = (digits: string): number | undefined =>
  /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;

/** Whether a value stands for nothing: RSSHub dumps have `(null)` for no image; `video: true` is for a theme. */
export const isPlaceholder = (value: Value): boolean =>
  isBlank(value) ||
  booleanOf(value) !== undefined ||
  (value.kind === 'text' && /^(?:\(null\)|null|none|undefined)$/i.test(value.text.trim()));

/** Resolves an address, and notes the file. A template that was never filled in is not an address. */
export function resolveFile(
  address: string,
  at: number,
  { baseUrl, files }: ValueContext,
): string | undefined {
  if (/\{[{%]|<%/.test(address)) return undefined;
  const file = files.relative(address, () => at);
  if (file !== undefined) return file;
  const url = resolveMedia(address, baseUrl);
  if (url !== undefined) files.absolute(url, () => at);
  return url;
}
