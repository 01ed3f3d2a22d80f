/** Pictures and enclosures of feed items. */

import type { MediaNs } from 'feedsmith';
import type { Media } from '../../../article/article.ts';
import { typeByEnding } from '../../../article/media-type.ts';
import { present, webAddress } from './texts.ts';

interface Enclosure {
  url?: string;
  type?: string;
  length?: number;
}

type MediaRss = MediaNs.ItemOrFeed | undefined;

/** Audio, video and other files: the enclosures that are no pictures, else what Media RSS plays. */
export function enclosuresIn(enclosures: readonly Enclosure[], media: MediaRss): Partial<Media>[] {
  const files = enclosures.flatMap(({ url, type, length }) => mediumOf(url, type, length));
  if (files.length > 0) return files;
  return contentsOf(media)
    .filter(({ type, medium }) => /^(?:audio|video)/.test(type ?? medium ?? ''))
    .flatMap(({ url, type, fileSize, duration }) => mediumOf(url, type, fileSize, duration));
}

/** The picture of an item: a thumbnail, a picture of Media RSS, else an enclosure that is a picture. */
export function pictureIn(media: MediaRss, enclosures: readonly Enclosure[]): string | undefined {
  const contents = contentsOf(media);
  const addresses = [
    ...contents
      .filter(({ type, medium }) => medium === 'image' || type?.startsWith('image/'))
      .map(({ url }) => url),
    ...enclosures.filter(({ url, type }) => isPicture(url, type)).map(({ url }) => url),
    ...(media?.thumbnails ?? media?.groups?.[0]?.thumbnails ?? []).map(({ url }) => url),
  ];
  return addresses.map((url) => webAddress(url)).find((url) => url !== undefined);
}

const contentsOf = (media: MediaRss): MediaNs.Content[] => [
  ...(media?.contents ?? []),
  ...(media?.groups ?? []).flatMap(({ contents = [] }) => contents),
];

export function isPicture(url: string | undefined, type: string | undefined): boolean {
  const address = webAddress(url);
  const known = type ?? (address === undefined ? undefined : typeByEnding(address));
  return known?.startsWith('image/') ?? false;
}

/** An enclosure; none without an address, or for a picture. */
export function mediumOf(
  address: string | undefined,
  type?: string,
  length?: number,
  duration?: number,
): Partial<Media>[] {
  const url = webAddress(address);
  if (url === undefined || isPicture(url, type)) return [];
  return [{ url, ...present({ type, length: length || undefined, duration }) }];
}
