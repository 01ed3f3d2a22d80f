/** The keys under which the dialects of podcasts have the facts of an enclosure. */

import { everydaySizeKeys, sizeKeys } from '../../article/fields/episode/keys.ts';
import { mediumKeys } from '../../article/fields/media.ts';

export type FactKey = 'length' | 'type' | 'duration';

/** The key of each fact; absent: the dialect has none. */
export type Names = Partial<Record<FactKey, string>>;

/** In the map of an enclosure. */
export const namesInside = { length: 'length', type: 'type', duration: 'duration' } as const;

/** Beside an address; the type is that of its ending. @param address the plain key of the address */
export function namesBeside(address: string): Names {
  // Hugo castanet
  if (address.startsWith('podcast')) return { length: 'podcast_bytes', duration: 'podcast_duration' };
  if (address === 'file') return { length: 'file_size', duration: 'duration' };
  // A video may be that of a recipe, which takes longer.
  if (address === 'enclosure' || address.startsWith('video'))
    return { length: 'file_size', duration: 'itunes_duration' };
  return { length: 'audio_bytes', duration: 'duration' };
}

/** The keys that may have a fact already, without a value. */
export const insideKeys: Readonly<Record<FactKey, readonly string[]>> = mediumKeys;
export const besideKeys: Readonly<Record<FactKey, readonly string[]>> = {
  length: sizeKeys.length.top,
  type: [],
  duration: [...sizeKeys.duration.top, ...everydaySizeKeys.duration.top],
};
